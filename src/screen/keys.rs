//! The commands that work now, and their names in the footer.

use super::Surroundings;
use super::commands::{Command, Entry, TABLE, is_in_list};
use super::model::KeyHint;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Act, Overlay, PageId, Wizard};

/// Every command that does something now, the most useful first.
pub(super) fn hints(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Vec<KeyHint> {
    let mut hints = Hints(Vec::new());
    if let Some(Overlay::Leave) = wizard.overlay() {
        hints.add(Act::Leave, t!(texts, "key-leave-now"));
        hints.add(Command::Back, t!(texts, "key-stay"));
        hints.silent([Command::Continue]);
    } else if let Some(page) = &around.open {
        if page.confirm {
            hints.add(Command::Continue, t!(texts, "key-confirm"));
        } else if page.followed.is_none() && page.item.link.is_some() {
            hints.add(Command::Continue, t!(texts, "key-follow"));
        } else {
            hints.silent([Command::Continue]);
        }
        hints.add(Command::Back, t!(texts, "key-close"));
        hints.silent([Command::OpenMessage]);
    } else if wizard.overlay().is_some() {
        hints.add(Command::Back, t!(texts, "key-close"));
        if wizard.works(Act::Copy) {
            hints.add(Act::Copy, t!(texts, "key-copy"));
        }
        let commands = TABLE.iter().map(|entry| entry.command);
        hints.silent(commands.filter(|command| match command {
            Command::Act(act) => wizard.works(*act),
            Command::Next | Command::Previous | Command::Toggle | Command::OpenMessage => false,
            _ => true,
        }));
    } else {
        return of_page(wizard, around, texts);
    }
    hints.silent([Command::Redraw, Act::Leave.into()]);
    hints.0
}

struct Hints(Vec<KeyHint>);

impl Hints {
    fn add(&mut self, command: impl Into<Command>, label: String) {
        let command = command.into();
        if !self.0.iter().any(|hint| hint.command == command) {
            self.0.push(KeyHint { command, label });
        }
    }

    fn silent(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.add(command, String::new());
        }
    }
}

/// Every command that does something on the page, whatever lies over it.
pub(super) fn of_page(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Vec<KeyHint> {
    let mut rows: Vec<_> = TABLE
        .iter()
        .filter(|row| !row.keys.is_empty() && works(row.command, wizard, around))
        .collect();
    rows.sort_by_key(|row| match row.command {
        // A document is there to be read: it is opened rather than copied.
        Command::Act(Act::Copy) if wizard.page() == PageId::Terms => 95,
        _ => row.footer.0,
    });
    let hint = |row: &Entry| KeyHint {
        command: row.command,
        label: (row.footer.1)(wizard, texts),
    };
    rows.into_iter().map(hint).collect()
}

/// Whether a key does something on the page.
fn works(command: Command, wizard: &Wizard, around: &Surroundings) -> bool {
    let has_places = || wizard.focusables().len() > 1;
    let page = wizard.page();
    match command {
        Command::Continue | Command::Redraw => true,
        Command::Back => !matches!(page, PageId::Task | PageId::Done),
        Command::Next | Command::Previous => has_places(),
        Command::Up | Command::Down => is_in_list(wizard) || has_places(),
        Command::PageUp | Command::PageDown => is_in_list(wizard),
        Command::Toggle => page == PageId::Terms,
        Command::OpenMessage => wizard.practice().is_some() && !around.inbox.is_empty(),
        // Elsewhere these are lines of the page and no more.
        Command::Act(Act::Switch) => wizard.other_task_helps(),
        Command::Act(Act::ChangeAddress) => wizard.messages().is_some(),
        Command::Act(act) => wizard.works_on_page(act),
    }
}
