//! Answers that flags gave: each fills its question once, and the wizard goes on by itself as
//! long as they last. An invalid one stops at its question.

use super::draft::FieldId;
use super::homeserver::Media;
use super::page::PageId;
use super::task::Task;
use super::{Turn, Wizard};
use crate::domain::{self, CountryCode, Email, PhoneCheck};

/// What flags gave. Everything but the task and the country is checked on its page, like typed
/// text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preset {
    /// The flow.
    pub task: Option<Task>,
    /// Go on with the unfinished task at once.
    pub resume: bool,
    /// Use the built-in practice server.
    pub practice: bool,
    /// Homeserver.
    pub server: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Country of the phone number.
    pub country: Option<CountryCode>,
    /// User name: of the new account, or of the one that signs in.
    pub username: Option<String>,
}

impl Wizard {
    /// Answers this page from the flags, if they have its answer.
    pub(super) fn follow_preset(&mut self, turn: &mut Turn) {
        let page = self.page;
        let stays = self.is_resumed() && !self.returns_past(page);
        let answered = match page {
            PageId::Task => self
                .preset
                .task
                .take()
                .map(|task| self.task = task)
                .is_some(),
            PageId::Server => self.preset_field(FieldId::Server, turn),
            PageId::SignIn => {
                // Nor is this password.
                if self.preset_field(FieldId::SignInName, turn) {
                    self.focus_first();
                }
                false
            }
            PageId::Contact => {
                let given = Media {
                    phone: self.preset.phone.is_some(),
                    email: self.preset.email.is_some(),
                };
                let given = (given != Media::NONE).then_some(given);
                let media = self.media_returned_to().or(given);
                // Once: coming back here is for choosing otherwise.
                let is_first = !std::mem::replace(&mut self.preset_contact, true);
                let offered = self.contact_choices();
                let chosen = media.filter(|media| is_first && offered.contains(media));
                if chosen.is_some() {
                    self.lists.contact = chosen;
                }
                chosen.is_some()
            }
            PageId::Country => match self.preset.country.take().or(self.country_in_flag()) {
                Some(country) => {
                    self.draft.country = Some(country);
                    true
                }
                None => false,
            },
            PageId::Number => self.preset_field(FieldId::Number, turn),
            PageId::Address => self.preset_field(FieldId::Email, turn),
            PageId::Account => {
                // The password is never taken from an argument, so the page stays.
                if self.preset_field(FieldId::Username, turn) {
                    self.focus_first();
                }
                false
            }
            PageId::Terms => self.returns_past(page) && self.agreed_here(),
            PageId::Review => self.passes_review(),
            _ => false,
        };
        if answered && !stays {
            self.waits.unseen = !self.is_resumed();
            self.go_on(turn);
        } else if self.is_resumed() && self.problem.is_none() && self.asks_again() {
            self.notice = Some(super::Notice::TakenUp);
        }
    }

    /// Fills a field of the page from its flag, once.
    fn preset_field(&mut self, field: FieldId, turn: &mut Turn) -> bool {
        let value = match field {
            FieldId::Server => self.preset.server.take(),
            FieldId::Number => self.preset.phone.take(),
            FieldId::Email => self.preset.email.take(),
            FieldId::Username | FieldId::SignInName => self.preset.username.take(),
            _ => None,
        };
        let Some(value) = value else {
            return false;
        };
        self.draft.fill(field, &value);
        match field {
            FieldId::Server => self.server_edited(turn),
            FieldId::Number => self.number_edited(turn),
            _ => {}
        }
        true
    }

    /// The country that the number of a flag names.
    fn country_in_flag(&self) -> Option<CountryCode> {
        let number = domain::pasted(self.preset.phone.as_deref()?);
        domain::country_of(&number, self.guess.first()).filter(|_| number.starts_with('+'))
    }

    /// The field of this page with a flag's answer that had better be looked at, as long as nobody has: the flag does
    /// not go on from there.
    pub fn unseen_doubt(&self) -> Option<FieldId> {
        let (field, doubts) = match self.page {
            PageId::Number => {
                let check = self.number_check();
                let doubts = matches!(check, Some(PhoneCheck::Doubtful(..)));
                (FieldId::Number, doubts)
            }
            PageId::Address => {
                let email = Email::parse(self.draft.text(FieldId::Email));
                let doubts = email.is_ok_and(|email| email.is_local());
                (FieldId::Email, doubts || self.suggestion().is_some())
            }
            _ => return None,
        };
        (self.waits.unseen && doubts).then_some(field)
    }

    /// Puts the usual server into its field, unless the person practises: nothing leaves the computer then.
    pub(super) fn begin_with_usual_server(&mut self) {
        if let Some(server) = self.usual_server.as_ref().filter(|_| !self.preset.practice) {
            self.draft.line_mut(FieldId::Server).set(server);
        }
    }

    /// Whether the server field holds the usual server, which nobody typed.
    pub fn is_usual_server(&self) -> bool {
        self.usual_server.as_deref() == Some(self.draft.text(FieldId::Server))
    }

    /// Whether a field holds what the program itself put there, so that nothing typed is lost
    /// with it.
    pub(super) fn is_prefilled(&self, field: FieldId) -> bool {
        let text = self.draft.text(field);
        let practice = self.practice.as_ref();
        field == FieldId::Server
            && (self.is_usual_server() || practice.is_some_and(|p| p.name.as_str() == text))
    }
}
