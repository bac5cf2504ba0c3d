//! Where each act works.

use crate::wizard::act::Act;
use crate::wizard::homeserver::Media;
use crate::wizard::page::PageId;
use crate::wizard::problem::ProblemKind;
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{Overlay, PasswordCheck, State, pages};

impl State {
    /// Whether an act works now. An act that does not work changes nothing.
    pub fn works(&self, act: Act) -> bool {
        match self.overlay {
            None => self.works_on_page(act),
            Some(Overlay::Leave) => act == Act::Leave,
            Some(overlay) => match act {
                Act::Help | Act::Details | Act::Leave => true,
                Act::Copy | Act::ShowQr => overlay == Overlay::Qr,
                _ => false,
            },
        }
    }

    /// Whether an act works on the page, whatever lies over it.
    pub fn works_on_page(&self, act: Act) -> bool {
        let page = self.page;
        match act {
            Act::Proceed => matches!(page, PageId::Account | PageId::Review | PageId::NewPassword),
            Act::LookNow => self.is_polling(),
            Act::SendAgain => self.awaited().is_some(),
            Act::ChangeAddress => self.contact_page().is_some(),
            Act::ChangeAccount => page == PageId::Review && self.task == Task::SignUp,
            Act::UseInstead(media) => {
                let is_other = media != self.media() && media != Media::BOTH;
                let may = page == PageId::Verify && self.task == Task::SignUp;
                may && is_other && self.contact_choices().contains(&media)
            }
            Act::Switch => self.can_switch(),
            Act::OtherServer => self.is_web_offer() || page == PageId::Stopped,
            Act::TakeSuggestion => self.suggestion().is_some(),
            Act::MakePassPhrase => matches!(page, PageId::Account | PageId::NewPassword),
            Act::Reveal => matches!(page, PageId::Account | PageId::NewPassword | PageId::SignIn),
            Act::Practise => page == PageId::Server && self.practice().is_none(),
            Act::Copy => self.copied().is_some(),
            Act::OpenLink => self.has_browser && self.link().is_some(),
            // Another device has no use for a link that is good on this computer alone.
            Act::ShowQr => self.link().is_some() && page != PageId::Web,
            Act::OpenSignUp => self.is_web_offer(),
            Act::ShowAccountPage => page == PageId::Web,
            Act::CheckPassword => page == PageId::Done && self.login.can_check_password(),
            Act::AddProfile => page == PageId::Done && self.profile.can_add(),
            Act::Help | Act::Details | Act::Leave => true,
        }
    }

    /// The acts that are lines of this page, in their order.
    pub fn actions(&self) -> Vec<Act> {
        let mut acts = pages::of(self.page).acts(self);
        if !acts.contains(&Act::Switch) {
            acts.push(Act::Switch);
        }
        acts.retain(|act| match act {
            // Once a password was typed, the key for it is enough.
            Act::MakePassPhrase if !self.form.has_no_password() => false,
            act => self.works_on_page(*act),
        });
        acts
    }

    /// Whether the other task is a way on: it solves the current problem, or this one came to nothing.
    fn can_switch(&self) -> bool {
        let signs_up = self.task == Task::SignUp;
        self.other_task_helps()
            || match self.stop() {
                Some(Stop::Closed(_) | Stop::NeedsStages(_)) => signs_up,
                Some(_) => false,
                // Another password needs a proof of a contact.
                None => {
                    let wrong = self.login.password_check() == Some(&PasswordCheck::Wrong);
                    wrong && signs_up && self.done().is_some() && self.media() != Media::NONE
                }
            }
    }

    /// Whether the current problem is one that the other task solves.
    pub fn other_task_helps(&self) -> bool {
        let medium = self.problem_kind().and_then(ProblemKind::solved_elsewhere);
        self.task.other().is_some() && medium.is_some()
    }
}
