//! The commands that work now, and their names in the footer.

use super::Surroundings;
use super::model::{Command, KeyHint};
use crate::t;
use crate::text::Texts;
use crate::wizard::{Action, FieldId, Focus, Overlay, Stage, Wizard};

/// Every command that does something now, the most useful first.
pub(super) fn hints(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Vec<KeyHint> {
    let mut hints = Hints(Vec::new());
    if let Some(Overlay::Leave) = wizard.overlay() {
        hints.add(Command::Leave, t!(texts, "key-leave-now"));
        hints.add(Command::Back, t!(texts, "key-stay"));
        hints.silent(&[Command::Continue]);
    } else if let Some(page) = &around.open {
        if page.confirm {
            hints.add(Command::Continue, t!(texts, "key-confirm"));
        } else if page.followed.is_none() && page.item.link.is_some() {
            hints.add(Command::Continue, t!(texts, "key-follow"));
        } else {
            hints.silent(&[Command::Continue]);
        }
        hints.add(Command::Back, t!(texts, "key-close"));
        hints.silent(&[Command::OpenMessage]);
    } else if wizard.overlay().is_some() {
        hints.add(Command::Back, t!(texts, "key-close"));
        if wizard.overlay() == Some(Overlay::Qr) {
            hints.add(Command::Copy, t!(texts, "key-copy"));
            hints.silent(&[Command::ShowQr]);
        }
        hints.silent(&[
            Command::Continue,
            Command::Help,
            Command::Details,
            Command::Up,
            Command::Down,
            Command::PageUp,
            Command::PageDown,
        ]);
    } else {
        return of_page(wizard, around, texts);
    }
    hints.silent(&[Command::Redraw, Command::Leave]);
    hints.0
}

/// Every command that does something on the page, whatever lies over it.
pub(super) fn of_page(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Vec<KeyHint> {
    let mut hints = Hints(Vec::new());
    page_hints(wizard, around, texts, &mut hints);
    hints.silent(&[Command::Redraw, Command::Leave]);
    hints.0
}

struct Hints(Vec<KeyHint>);

impl Hints {
    fn add(&mut self, command: Command, label: String) {
        if !self.0.iter().any(|hint| hint.command == command) {
            self.0.push(KeyHint { command, label });
        }
    }

    fn silent(&mut self, commands: &[Command]) {
        for command in commands {
            self.add(*command, String::new());
        }
    }
}

fn page_hints(wizard: &Wizard, around: &Surroundings, texts: &Texts, hints: &mut Hints) {
    let stage = wizard.stage();
    let (len, _) = wizard.list_position();
    let places = wizard.focusables().len();
    if len > 1 && matches!(wizard.focus(), Focus::List | Focus::Field(FieldId::Country)) {
        hints.add(Command::Up, t!(texts, "key-choose"));
        hints.silent(&[Command::Down, Command::PageUp, Command::PageDown]);
    } else if places > 1 {
        hints.silent(&[Command::Up, Command::Down]);
    }
    hints.add(Command::Continue, continue_label(wizard, texts));
    if matches!(stage, Stage::Terms(..)) {
        hints.add(Command::Toggle, t!(texts, "key-toggle"));
    }
    if !matches!(stage, Stage::Goal | Stage::Done(_)) {
        hints.add(Command::Back, t!(texts, "key-back"));
    }
    if wizard.can_switch() {
        hints.add(Command::Switch, switch_label(wizard, texts));
    }
    if wizard.actions().contains(&Action::SendAgain) {
        hints.add(Command::SendAgain, t!(texts, "key-send-again"));
    }
    if wizard.actions().contains(&Action::TakeSuggestion) {
        hints.add(Command::TakeSuggestion, t!(texts, "key-take"));
    }
    match stage {
        Stage::Server if !wizard.is_practising() => {
            hints.add(Command::Practise, t!(texts, "key-practise"));
        }
        Stage::Account(_) | Stage::NewPassword(..) | Stage::SignIn(_) => {
            let label = if wizard.draft().reveal {
                t!(texts, "key-hide")
            } else {
                t!(texts, "key-reveal")
            };
            hints.add(Command::Reveal, label);
        }
        _ if wizard.actions().contains(&Action::Copy) => {
            hints.add(Command::Copy, t!(texts, "key-copy"));
        }
        _ => {}
    }
    if wizard.can_open_link() {
        hints.add(Command::OpenLink, t!(texts, "key-open"));
    }
    if wizard.link().is_some() {
        hints.add(Command::Copy, t!(texts, "key-copy"));
    }
    if wizard.can_show_qr() {
        hints.add(Command::ShowQr, t!(texts, "key-qr"));
    }
    if places > 1 {
        hints.add(Command::Next, t!(texts, "key-next"));
        hints.silent(&[Command::Previous]);
    }
    if wizard.can_make_pass_phrase() {
        hints.add(Command::MakePassPhrase, t!(texts, "key-pass-phrase"));
    }
    if wizard.is_practising() && !around.inbox.is_empty() {
        hints.add(Command::OpenMessage, t!(texts, "key-message"));
    }
    if wizard.messages().is_some() {
        hints.add(Command::ChangeAddress, t!(texts, "key-change"));
        hints.add(Command::Details, t!(texts, "key-details"));
    }
    hints.silent(&[Command::Details]);
    hints.add(Command::Help, t!(texts, "key-help"));
    if matches!(stage, Stage::Goal) {
        hints.add(Command::Leave, t!(texts, "key-leave"));
    }
}

fn continue_label(wizard: &Wizard, texts: &Texts) -> String {
    match (wizard.focus(), wizard.stage()) {
        (Focus::Action(_), _) => t!(texts, "key-do"),
        (_, Stage::Verify(_, sent)) if sent.by_code => t!(texts, "key-submit"),
        (_, Stage::Terms(contacts, ..)) => {
            let policy = contacts.server.terms().get(wizard.policy_position());
            if policy.is_some_and(|p| !wizard.has_agreed(p)) {
                t!(texts, "key-agree")
            } else {
                t!(texts, "key-continue")
            }
        }
        _ => t!(texts, "key-continue"),
    }
}

/// What turning to the other flow is called.
fn switch_label(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.goal() {
        crate::wizard::Goal::SignUp => t!(texts, "key-reset-instead"),
        _ => t!(texts, "key-sign-up-instead"),
    }
}
