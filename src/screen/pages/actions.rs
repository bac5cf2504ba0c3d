//! What can be done on a page, as lines to choose from.

use crate::screen::model::{ActionItem, Block};
use crate::t;
use crate::text::{Texts, Timed};
use crate::wizard::{Action, Focus, Goal, Media, Stage, Wizard};

/// The page's actions; nothing when it has none.
pub(super) fn block(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    block_of(wizard, texts, |_| true)
}

/// Those of the page's actions that stand together; nothing when it has none of them.
pub(super) fn block_of(
    wizard: &Wizard,
    texts: &Texts,
    belongs: impl Fn(Action) -> bool,
) -> Option<Block> {
    let items: Vec<ActionItem> = wizard
        .actions()
        .into_iter()
        .filter(|action| belongs(*action))
        .map(|action| {
            let at = match action {
                Action::SendAgain => wizard.resend_at().map(|at| Timed::Until(at.0)),
                _ => None,
            };
            ActionItem {
                action,
                label: label(action, wizard, texts),
                at_label: at.map(|_| t!(texts, "action-in")).unwrap_or_default(),
                at,
                focused: wizard.focus() == Focus::Action(action),
            }
        })
        .collect();
    (!items.is_empty()).then_some(Block::Actions(items))
}

fn label(action: Action, wizard: &Wizard, texts: &Texts) -> String {
    match action {
        Action::Proceed => proceed(wizard, texts),
        Action::LookNow => t!(texts, "action-look"),
        Action::SendAgain => t!(texts, "action-send-again"),
        Action::ChangeAddress => match wizard.stage() {
            Stage::Verify(_, sent) | Stage::NewPassword(_, sent) if is_phone(sent) => {
                t!(texts, "action-other-number")
            }
            Stage::Verify(..) | Stage::NewPassword(..) => t!(texts, "action-other-address"),
            Stage::Review(plan) if plan.contacts().phone.is_some() => {
                t!(texts, "action-change-number")
            }
            Stage::Review(plan) if plan.contacts().media() == Media::NONE => t!(texts, "goal-add"),
            _ => t!(texts, "action-change-address"),
        },
        Action::ChangeAccount => t!(texts, "action-change-account"),
        Action::UseInstead(Media { phone: true, .. }) => t!(texts, "action-use-phone"),
        Action::UseInstead(Media { email: true, .. }) => t!(texts, "action-use-email"),
        Action::UseInstead(_) => t!(texts, "action-use-none"),
        Action::Switch => switch(wizard, texts),
        Action::OtherServer => t!(texts, "action-other-server"),
        Action::TakeSuggestion => {
            let meant = wizard.suggestion().unwrap_or_default();
            t!(texts, "action-take", meant = meant)
        }
        Action::MakePassPhrase => t!(texts, "action-pass-phrase"),
        Action::Practise => t!(texts, "key-practise"),
        Action::Copy if wizard.link().is_some() => t!(texts, "action-copy-link"),
        Action::Copy => t!(texts, "action-copy"),
        Action::OpenLink => match wizard.stage() {
            Stage::Web(..) => t!(texts, "action-open-again"),
            _ => t!(texts, "action-open-link"),
        },
        Action::OpenSignUp => t!(texts, "action-open-sign-up"),
        Action::ShowAccountPage => t!(texts, "action-account-page"),
        Action::ShowQr => t!(texts, "action-qr"),
        Action::CheckPassword => t!(texts, "action-check-password"),
        Action::AddProfile => {
            let path = wizard.iamb_file().unwrap_or_default();
            t!(texts, "action-add-profile", path = path)
        }
        Action::Leave => match wizard.stage() {
            Stage::Done(_) => t!(texts, "action-finish"),
            _ => t!(texts, "action-leave"),
        },
    }
}

/// Turning to the other goal: with the address that was refused, or because this one is not to be had.
fn switch(wizard: &Wizard, texts: &Texts) -> String {
    match (wizard.goal(), wizard.can_switch()) {
        (Goal::SignUp, true) => t!(texts, "action-reset-instead"),
        (Goal::SignUp, false) => t!(texts, "goal-reset"),
        (Goal::Reset, true) => t!(texts, "action-sign-up-instead"),
        (Goal::Reset | Goal::AddContact, _) => t!(texts, "goal-sign-up"),
    }
}

fn is_phone(sent: &crate::wizard::Sent) -> bool {
    sent.contact.medium() == crate::protocol::Medium::Msisdn
}

/// What going on from the page does.
fn proceed(wizard: &Wizard, texts: &Texts) -> String {
    let Stage::Review(plan) = wizard.stage() else {
        return t!(texts, "action-go-on");
    };
    if wizard.messages_are_out() {
        return t!(texts, "action-go-on");
    }
    match (plan.contacts().media(), plan.goal()) {
        (Media::NONE, _) => t!(texts, "action-create"),
        (Media { phone: true, .. }, _) => t!(texts, "action-send-code"),
        _ => t!(texts, "action-send-mail"),
    }
}
