//! The status, and the notice.

use super::model::Status;
use super::save_warning;
use crate::domain;
use crate::text::{Piece, Text, Texts, Timed};
use crate::wizard::{Act, Busy, Notice, PageId, ResumeFault, Wizard};
use crate::{rich, t};

pub(super) fn view(wizard: &Wizard, texts: &Texts) -> Option<Status> {
    if wizard.problem().is_none()
        && let Some(at) = wizard.waiting().repeat_at
    {
        return Some(Status {
            text: rich!(texts, "status-repeat", wait = Timed::Until(at.0)),
            since: at,
            spins: false,
        });
    }
    let Some((busy, since)) = wizard.waiting().busy else {
        let at = wizard.waiting().look_again_at?;
        let wait = Timed::Until(at.0);
        return Some(Status {
            text: match wizard.may_have_finished() {
                true => rich!(texts, "status-look-again-doubt", wait = wait),
                false if wizard.proving().polling().is_limited() => {
                    rich!(texts, "status-look-limited", wait = wait)
                }
                false => rich!(texts, "status-look-again", wait = wait),
            },
            since: at,
            spins: false,
        });
    };
    let text = match busy {
        Busy::LookingUp => {
            let typed = wizard.form().text(crate::wizard::FieldId::Server);
            let server = Piece::plain(domain::CleanText::new(typed));
            rich!(texts, "status-looking-up", server = server)
        }
        Busy::StartingPractice => t!(texts, "status-starting-practice").into(),
        // Checking a number takes milliseconds, and the page says what it finds.
        Busy::CheckingNumber => return None,
        Busy::CheckingName => t!(texts, "status-checking-name").into(),
        Busy::CheckingToken => t!(texts, "status-checking-token").into(),
        Busy::SigningIn => t!(texts, "status-signing-in").into(),
        Busy::LookingAtAccount => t!(texts, "status-looking-at-account").into(),
        Busy::AskingForMessage => t!(texts, "status-asking").into(),
        Busy::CheckingCode => t!(texts, "status-checking-code").into(),
        Busy::LookingForProof if wizard.page() == PageId::Browser => {
            t!(texts, "status-looking-done").into()
        }
        Busy::LookingForProof => t!(texts, "status-looking").into(),
        Busy::OpeningSignUp => t!(texts, "status-opening-sign-up").into(),
        Busy::AskingMatrixId => t!(texts, "status-asking-id").into(),
        Busy::Finishing => t!(texts, "status-finishing").into(),
        Busy::Talking => t!(texts, "status-talking").into(),
    };
    Some(Status {
        text,
        since,
        spins: true,
    })
}

pub(super) fn notice(wizard: &Wizard, texts: &Texts) -> Option<Text> {
    Some(match wizard.notice()? {
        Notice::CountrySwitched(code) => {
            let country = domain::get(code);
            let name = Piece::strong(country.name_in(texts.language()));
            rich!(texts, "notice-country", country = name)
        }
        Notice::PasteCut => t!(texts, "notice-paste-cut").into(),
        Notice::PasteCleaned => t!(texts, "notice-paste-cleaned").into(),
        Notice::PasteRefused => t!(texts, "notice-paste-refused").into(),
        Notice::PasswordReplaced => t!(texts, "notice-password-replaced").into(),
        Notice::Copied => t!(texts, "notice-copied").into(),
        Notice::Opened => t!(texts, "notice-opened").into(),
        Notice::NoBrowser if !wizard.works_on_page(Act::ShowQr) => {
            t!(texts, "notice-no-browser-here").into()
        }
        Notice::NoBrowser => t!(texts, "notice-no-browser").into(),
        Notice::NewLink => t!(texts, "notice-new-link").into(),
        Notice::BackWaits => t!(texts, "notice-back-waits").into(),
        Notice::TooSoon(until) => {
            rich!(texts, "notice-too-soon", wait = Timed::Until(until.0))
        }
        Notice::LookTooSoon => t!(texts, "notice-look-too-soon").into(),
        Notice::SentAgain => t!(texts, "notice-sent-again").into(),
        Notice::NotYet if wizard.page() == PageId::Browser => {
            t!(texts, "notice-not-done-yet").into()
        }
        Notice::NotYet => t!(texts, "notice-not-yet").into(),
        Notice::Resumed => t!(texts, "notice-taken-up").into(),
        Notice::NotSaved(fault) => save_warning::notice(fault, texts).into(),
        Notice::NotResumed(ResumeFault::InUse) => t!(texts, "notice-in-use").into(),
        Notice::NotResumed(ResumeFault::Gone) => t!(texts, "notice-gone").into(),
    })
}
