//! The form: everything as it was typed or chosen, for every page, and what is parsed of it when it is needed. Going
//! back or on never drops any of it.
//!
//! | file | what it holds |
//! |---|---|
//! | `field` | the text fields |
//! | `preset` | answers that flags gave |
//! | `number` | the number, its country and its check |
//! | `password`, `rules`, `strength` | the password, rules for it, and how hard it is to guess |
//! | `code` | the code of a message |
//! | `country` | the list of countries and its filter |
//! | `parsed` | names, contacts and the plan, as far as they are valid |

mod code;
mod country;
pub(super) mod field;
mod number;
mod parsed;
mod password;
mod preset;
mod rules;
mod strength;

pub use field::FieldId;
pub use preset::Preset;
pub use rules::rules as password_rules;

use country::CountryList;
use number::NumberField;
use strength::StrengthMeter;

use super::ctx::Ctx;
use super::homeserver::Media;
use super::saves::SavedTask;
use super::task::Task;
use crate::domain::{
    self, CleanText, Country, CountryCode, Guess, GuessReason, Locale, LoginName, PhoneCheck,
    Secret,
};
use crate::field::{Edit, Line, Outcome, Typed};
use crate::protocol::Policy;

/// The passwords that were typed before a pass phrase was made.
#[derive(Debug)]
struct Replaced {
    /// The texts of both fields.
    passwords: [Typed; 2],
    reveal: bool,
}

/// The fields and choices as they stand.
#[derive(Debug)]
pub struct Form {
    lines: [Line; FieldId::ALL.len()],
    /// The kinds of contact, once chosen.
    pub media: Option<Media>,
    /// The country of the number, once chosen.
    pub country: Option<CountryCode>,
    /// The documents that the user agreed to, each by the key of what was shown.
    pub agreed: Vec<String>,
    /// The policy that the focus is on.
    pub policy: usize,
    /// Whether a reset signs every other session out; not preselected.
    pub logout_devices: Option<bool>,
    /// Whether secret fields are shown.
    pub reveal: bool,
    /// How many bits of chance are in the password, as long as it is the pass phrase that was made here.
    pub pass_phrase: Option<u32>,
    /// The focused field takes nothing before another key: a part of what is being typed cannot be read.
    pub(super) is_closed: bool,
    /// The passwords that a pass phrase has replaced, until it is edited or its page is left.
    replaced: Option<Replaced>,
    /// The digits of a refused code, which may be the beginning of a longer one.
    pub(super) code_begun: Option<Secret>,
    pub(super) number: NumberField,
    pub(super) strength: StrengthMeter,
    pub(super) countries: CountryList,
    pub(super) preset: Preset,
    /// Flags have had their say on the kinds of contact.
    pub(super) has_preset_media: bool,
    usual_server: Option<String>,
    locale: Locale,
}

impl Form {
    pub(super) fn new(
        guess: Guess,
        locale: Locale,
        preset: Preset,
        usual_server: Option<String>,
    ) -> Self {
        let mut form = Self {
            lines: empty_lines(),
            media: None,
            country: None,
            agreed: Vec::new(),
            policy: 0,
            logout_devices: None,
            reveal: false,
            pass_phrase: None,
            is_closed: false,
            replaced: None,
            code_begun: None,
            number: NumberField::default(),
            strength: StrengthMeter::default(),
            countries: CountryList::new(guess, locale.language()),
            preset,
            has_preset_media: false,
            usual_server,
            locale,
        };
        // Nothing leaves the computer where the user practises.
        if let Some(server) = form.usual_server.clone().filter(|_| !form.preset.practice) {
            form.line_mut(FieldId::Server).set(&server);
        }
        form
    }

    /// Empties every field, and takes every choice back.
    pub(super) fn clear(&mut self) {
        self.lines = empty_lines();
        self.media = None;
        self.country = None;
        self.agreed = Vec::new();
        self.logout_devices = None;
        self.reveal = false;
        self.pass_phrase = None;
        self.is_closed = false;
        self.replaced = None;
        self.code_begun = None;
        self.policy = 0;
        self.strength = StrengthMeter::default();
    }

    /// Takes the answers of a task that is resumed. Those that are checked on their pages come as a flag's do.
    pub(super) fn restore(&mut self, task: &SavedTask) {
        self.country = task.country;
        self.agreed.clone_from(&task.agreed);
        self.logout_devices = task.logout_devices;
        self.media = task.media;
        let name = match task.task {
            Task::AddContact => &task.sign_in_name,
            Task::SignUp | Task::Reset => &task.username,
        };
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        self.preset = Preset {
            server: given(&task.server),
            email: given(&task.email),
            phone: given(&task.number),
            country: task.country,
            username: given(name),
            ..Preset::default()
        };
        self.has_preset_media = false;
        for (field, text) in [
            (FieldId::Number, &task.number),
            (FieldId::Email, &task.email),
            (FieldId::Username, &task.username),
            (FieldId::SignInName, &task.sign_in_name),
        ] {
            self.fill(field, text);
        }
    }

    /// Forgets every secret in it.
    pub(super) fn clear_secrets(&mut self) {
        for field in FieldId::ALL {
            if field.kind().secret {
                self.line_mut(field).clear();
            }
        }
        self.code_begun = None;
    }

    /// A page's revealed or undone texts do not stay for the next page.
    pub(super) fn turn_page(&mut self) {
        self.reveal = false;
        self.replaced = None;
        self.is_closed = false;
    }

    pub fn line(&self, field: FieldId) -> &Line {
        &self.lines[field as usize]
    }

    /// The text of a field.
    pub fn text(&self, field: FieldId) -> &str {
        self.line(field).text()
    }

    /// Whether there is nothing in a field.
    pub fn is_empty(&self, field: FieldId) -> bool {
        self.line(field).is_empty()
    }

    pub(super) fn line_mut(&mut self, field: FieldId) -> &mut Line {
        &mut self.lines[field as usize]
    }

    /// Puts a text into a field that was not typed there, as if it had been pasted.
    pub(super) fn fill(&mut self, field: FieldId, text: &str) -> Outcome {
        self.line_mut(field).set(&field.pasted(text))
    }

    pub(super) fn edit(&mut self, field: FieldId, edit: &Edit) -> Outcome {
        let line = &mut self.lines[field as usize];
        match (field, edit) {
            (FieldId::Number, _) => self.number.edit(line, self.country, edit),
            (_, Edit::Paste(typed)) => {
                line.apply(&Edit::Paste(field.pasted(typed.as_str()).as_ref().into()))
            }
            _ => line.apply(edit),
        }
    }

    // The server.

    /// Whether anything is in it besides the usual server, or this one, which the program put there itself.
    pub(super) fn holds_more_than(&self, server: Option<&str>) -> bool {
        let is_known = self.is_usual_server() || server == Some(self.text(FieldId::Server));
        let mut own = FieldId::ALL.into_iter();
        own.any(|field| !self.is_empty(field) && (field != FieldId::Server || !is_known))
    }

    /// Whether the server field holds the usual server, untouched.
    pub fn is_usual_server(&self) -> bool {
        self.usual_server.as_deref() == Some(self.text(FieldId::Server))
    }

    // The number.

    /// The newest check of the present text; `None` while it is in flight.
    pub fn number_check(&self) -> Option<&PhoneCheck> {
        self.number.check()
    }

    /// The number as its field shows it, in groups, and where the caret is in that.
    pub fn number_in_groups(&self) -> (String, usize) {
        self.number
            .in_groups(self.line(FieldId::Number), self.country)
    }

    /// The number is about to be looked at on its page.
    pub(super) fn open_number(&mut self, cx: &mut Ctx<'_>) {
        self.number.warm(self.country, cx);
    }

    /// Has the number checked. Returns the country that it switched to, if it names one of its own.
    pub(super) fn number_edited(&mut self, cx: &mut Ctx<'_>) -> Option<CountryCode> {
        let Some(chosen) = self.country else {
            self.number.forget_check(cx);
            return None;
        };
        let line = &mut self.lines[FieldId::Number as usize];
        let country = self.number.edited(line, chosen, cx);
        self.country = Some(country);
        (country != chosen && self.number.is_foreign(country)).then_some(country)
    }

    // The country.

    /// The countries that pass the filter.
    pub fn countries(&self) -> &[&'static Country] {
        self.countries.shown()
    }

    /// Why a country stands before the others.
    pub fn guess_reason(&self, country: &Country) -> Option<GuessReason> {
        self.countries.guess().reason(country.code)
    }

    /// Which country a number is probably from.
    pub fn guess(&self) -> &Guess {
        self.countries.guess()
    }

    /// The list of countries is about to be looked at.
    pub(super) fn open_countries(&mut self) {
        let filter = self.lines[FieldId::Country as usize].text();
        self.countries.filter(filter);
        let guess = self.countries.guess();
        if self.country.is_none() && guess.selected {
            self.country = guess.first();
        }
        self.countries.choose(self.country);
    }

    /// Another filter: the best match is chosen, so that typing and Enter are enough. If there is none, or no filter
    /// any more, the country from before waits for the list to be back.
    pub(super) fn country_edited(&mut self) {
        let filter = self.lines[FieldId::Country as usize].text();
        self.countries.filter(filter);
        self.country = self.countries.best(!filter.is_empty());
    }

    pub(super) fn choose_country(&mut self, at: usize) {
        self.country = self.countries().get(at).map(|country| country.code);
        self.countries.choose(self.country);
    }

    /// Whether the chosen country is in the list. A whole number in the filter says more than its country.
    pub(super) fn take_country(&mut self) -> bool {
        let is_shown = |code| self.countries().iter().any(|c| c.code == code);
        if !self.country.is_some_and(is_shown) {
            return false;
        }
        let filter = self.text(FieldId::Country);
        if let Some(number) = domain::searched_number(filter, self.guess())
            && self.is_empty(FieldId::Number)
        {
            self.fill(FieldId::Number, &number);
        }
        self.number = NumberField::default();
        true
    }

    /// The country of a flag's number.
    pub(super) fn preset_country(&mut self) -> Option<CountryCode> {
        let given = self.preset.country.take();
        given.or_else(|| {
            let number = domain::pasted(self.preset.phone.as_deref()?);
            let code = domain::country_of(&number, self.guess().first());
            code.filter(|_| number.starts_with('+'))
        })
    }

    /// A Matrix ID in the server field also fills in the name to sign in with.
    pub(super) fn take_name_from_server(&mut self) {
        let typed = self.text(FieldId::Server).trim().to_owned();
        if self.is_empty(FieldId::SignInName)
            && let Ok(LoginName::UserId(_)) = LoginName::parse(&typed)
        {
            self.line_mut(FieldId::SignInName).set(&typed);
        }
    }

    // Terms.

    /// The language of the user, as a tag (BCP 47).
    pub fn language(&self) -> &str {
        self.locale.tag()
    }

    /// Whether the user agreed to exactly the document that is shown.
    pub fn has_agreed(&self, policy: &Policy) -> bool {
        self.agreed.contains(&self.agreement_key(policy))
    }

    /// Whether the user agreed to all of these.
    pub(super) fn has_agreed_to(&self, policies: &[Policy]) -> bool {
        policies.iter().all(|policy| self.has_agreed(policy))
    }

    /// Agrees to the current document, and turns to the next one that is open. Returns whether none is.
    pub(super) fn agree_to_next(&mut self, policies: &[Policy]) -> bool {
        if let Some(here) = policies.get(self.policy)
            && !self.has_agreed(here)
        {
            self.toggle(here);
        }
        let open = policies.iter().position(|policy| !self.has_agreed(policy));
        self.policy = open.unwrap_or(self.policy);
        open.is_none()
    }

    /// Agrees to a document, or no longer.
    pub(super) fn toggle(&mut self, policy: &Policy) {
        let key = self.agreement_key(policy);
        match self.agreed.iter().position(|agreed| *agreed == key) {
            Some(at) => {
                self.agreed.remove(at);
            }
            None => self.agreed.push(key),
        }
    }

    /// Tells the shown document from every other: id, version, and the URL and name of the translation on the page.
    /// Each part is quoted, so that no two documents have the same key.
    fn agreement_key(&self, policy: &Policy) -> String {
        let shown = policy.in_language(self.language());
        let version = policy.version.as_ref().map(CleanText::as_str);
        let document = shown.map(|text| (text.url.as_str(), text.name.as_str()));
        format!("{:?}", (policy.id.as_str(), version, document))
    }
}

fn empty_lines() -> [Line; FieldId::ALL.len()] {
    FieldId::ALL.map(|field| Line::new(field.kind()))
}
