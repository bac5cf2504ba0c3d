//! The acts of a person besides typing, choosing and moving: where each works, and how the machine does it.

use super::end::Stop;
use super::event::Event;
use super::homeserver::Media;
use super::login::Earlier;
use super::page::PageId;
use super::problem::ProblemKind;
use super::task::Task;
use super::{Overlay, PasswordCheck, Retreat, Wizard};

/// Something that a person can do besides typing, choosing, and moving from place to place and from page to page. Some
/// acts are lines of a page that take the focus, and faces have keys and words for some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Go on: the main thing.
    Proceed,
    /// Look now whether the link was opened.
    LookNow,
    /// Ask for another message, or look for the answer again.
    SendAgain,
    /// Change the address that a message goes to.
    ChangeAddress,
    /// Change name or password.
    ChangeAccount,
    /// Prove this instead.
    UseInstead(Media),
    /// Turn to the other flow with the same server and address: reset instead of sign up, or the
    /// other way round.
    Switch,
    /// Choose another server.
    OtherServer,
    /// Take what was probably meant.
    TakeSuggestion,
    /// Make a pass phrase and fill it in.
    MakePassPhrase,
    /// Show or hide what is typed into secret fields.
    Reveal,
    /// Use the built-in practice server.
    Practise,
    /// Copy the result, or the link.
    Copy,
    /// Open the link in a browser on this computer.
    OpenLink,
    /// Show the link as a QR code, or no longer.
    ShowQr,
    /// Open the sign-up page of a server that makes accounts in the browser.
    OpenSignUp,
    /// Show the link to the page where the server's accounts are looked after.
    ShowAccountPage,
    /// Make sure of the password.
    CheckPassword,
    /// Add a profile of the account to another program's configuration.
    AddProfile,
    /// Open or close the help.
    Help,
    /// Open or close the details.
    Details,
    /// Leave the wizard.
    Leave,
}

impl From<Act> for Event {
    fn from(act: Act) -> Self {
        Self::Act(act)
    }
}

impl Wizard {
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
            Act::UseInstead(media) => self.instead().contains(&media),
            Act::Switch => self.can_switch(),
            Act::OtherServer => self.is_web_offer() || page == PageId::Stopped,
            Act::TakeSuggestion => self.suggestion().is_some(),
            Act::MakePassPhrase => matches!(page, PageId::Account | PageId::NewPassword),
            Act::Reveal => matches!(page, PageId::Account | PageId::NewPassword | PageId::SignIn),
            Act::Practise => page == PageId::Server && !self.is_practising(),
            Act::Copy => self.copied().is_some(),
            Act::OpenLink => self.has_browser && self.link().is_some(),
            // Another device has no use for a link that is good on this computer alone.
            Act::ShowQr => self.link().is_some() && page != PageId::Web,
            Act::OpenSignUp => self.is_web_offer(),
            Act::ShowAccountPage => page == PageId::Web,
            Act::CheckPassword => page == PageId::Done && self.login.can_check_password(),
            Act::AddProfile => self.can_add_profile(),
            Act::Help | Act::Details | Act::Leave => true,
        }
    }

    /// The acts that are lines of this page, in their order.
    pub fn actions(&self) -> Vec<Act> {
        let mut acts = match self.page {
            PageId::Server | PageId::SignIn | PageId::Address => vec![Act::TakeSuggestion],
            PageId::Account => vec![Act::TakeSuggestion, Act::MakePassPhrase, Act::Proceed],
            PageId::Review => vec![Act::Proceed, Act::ChangeAddress, Act::ChangeAccount],
            PageId::Browser => vec![Act::OpenLink, Act::Copy, Act::ShowQr, Act::LookNow],
            PageId::Verify => [Act::LookNow, Act::SendAgain, Act::ChangeAddress]
                .into_iter()
                .chain(self.instead().into_iter().map(Act::UseInstead))
                .collect(),
            PageId::NewPassword => vec![Act::MakePassPhrase, Act::SendAgain, Act::Proceed],
            PageId::Done => vec![Act::CheckPassword, Act::Leave, Act::Copy, Act::AddProfile],
            PageId::Web if self.is_web_offer() => {
                vec![Act::OpenSignUp, Act::ShowAccountPage, Act::OtherServer]
            }
            PageId::Web => vec![Act::OpenLink, Act::Copy, Act::ShowAccountPage],
            PageId::Stopped => vec![
                Act::OpenLink,
                Act::Copy,
                Act::ShowQr,
                Act::OtherServer,
                Act::Switch,
                Act::Leave,
            ],
            _ => Vec::new(),
        };
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

    /// The kinds of contact that can be proven instead of the one at hand.
    fn instead(&self) -> Vec<Media> {
        if self.page != PageId::Verify || self.task != Task::SignUp {
            return Vec::new();
        }
        let mut choices = self.contact_choices();
        choices.retain(|media| *media != self.media() && *media != Media::BOTH);
        choices
    }

    /// Whether the other task is a way on: it solves the problem at hand, or this one came to nothing.
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

    /// Whether the problem at hand is one that the other task solves.
    pub fn other_task_helps(&self) -> bool {
        self.task.other().is_some()
            && matches!(
                self.problem_kind(),
                Some(ProblemKind::AddressInUse(_) | ProblemKind::AddressUnknown(_))
            )
    }

    /// Does an act that works.
    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Proceed | Act::LookNow => self.go_on(),
            Act::SendAgain => self.send_again(),
            Act::ChangeAddress => self.change_address(),
            Act::ChangeAccount => self.change_account(),
            Act::UseInstead(media) => self.use_instead(media),
            Act::Switch => self.switch(),
            Act::OtherServer => {
                self.saves.stop_returning();
                self.go_to(PageId::Server);
            }
            Act::TakeSuggestion => self.take_suggestion(),
            Act::MakePassPhrase => self.make_pass_phrase(),
            Act::Reveal => self.form.reveal = !self.form.reveal,
            Act::Practise => self.practise(),
            Act::Copy => self.copy(),
            Act::OpenLink => self.open_link(),
            Act::ShowQr => self.overlay = Some(Overlay::Qr),
            Act::OpenSignUp => self.sign_up_in_browser(),
            Act::ShowAccountPage => {
                if !self.must_wait(Retreat::Back) {
                    self.stop_at(Stop::Browser);
                }
            }
            Act::CheckPassword => {
                let (device_id, is_same) = self.earlier_login();
                let earlier = Earlier {
                    device_id: device_id.as_deref(),
                    is_same,
                };
                self.login.check_password(&earlier, &mut self.mech.cx());
            }
            Act::AddProfile => self.add_profile(),
            Act::Help => self.overlay = Some(Overlay::Help),
            Act::Details => self.overlay = Some(Overlay::Details),
            Act::Leave => self.leave(),
        }
    }
}
