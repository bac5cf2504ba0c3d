//! The number page: every edit asks for a check, because the numbering plans are slow.

use super::Forward;
use crate::domain::{self, CountryCode, Grouping, Judged, PhoneCheck};
use crate::field::{Edit, Line, Outcome, Typed};
use crate::protocol::{Contact, Medium};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::draft::FieldId;
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::{Effect, Notice, Turn, Wizard};

/// The longest calling code, with its plus.
const CALLING_CODE: usize = "+999".len();

/// What is known of the number in its field.
#[derive(Debug, Default)]
pub(in crate::wizard) struct KnownNumber {
    /// The country that was chosen for it, from which a number that names none is dialled; none before its page.
    home: Option<CountryCode>,
    /// Of what is in the field now; none while that is being checked.
    check: Option<PhoneCheck>,
    /// The newest there is, of what was in the field a moment ago if need be.
    grouping: Option<Grouping>,
}

impl KnownNumber {
    /// Takes what a check found out.
    pub(in crate::wizard) fn learn(&mut self, judged: Judged) {
        self.check = Some(judged.check);
        self.grouping = Some(judged.grouping);
    }

    /// Forgets what the tables said.
    fn clear(&mut self) {
        *self = Self {
            home: self.home,
            ..Self::default()
        };
    }
}

/// The country that a number names by its calling code. Behind an exit code it does once the caret is past both: digits
/// put before a national number are on their way to something else.
fn named(line: &Line, home: CountryCode) -> Option<CountryCode> {
    let (text, typed) = (line.text(), &line.text()[..line.caret()]);
    let is_whole = text.starts_with('+') || domain::with_plus(typed, home).is_some();
    domain::country_of(text, home).filter(|_| is_whole)
}

impl Wizard {
    /// Edits the number. Spaces and hyphens are the page's to set, by the country's pattern: the text is kept without
    /// them, so that every key moves or deletes something that is seen.
    pub(in crate::wizard) fn edit_number(&mut self, edit: &Edit) -> Outcome {
        let grouping = self.number_grouping();
        let edit = match edit {
            Edit::Insert(typed) => Edit::Insert(domain::undecorated(typed.as_str()).into()),
            Edit::Paste(typed) => Edit::Paste(domain::pasted(typed.as_str()).into()),
            edit => edit.clone(),
        };
        let line = self.draft.line_mut(FieldId::Number);
        // A number that begins with a plus is a whole one; a calling code by itself goes before what is there.
        let is_whole = |text: &str| text.starts_with('+') && text.len() > CALLING_CODE;
        let groups = |text: &str, caret| {
            let around = grouping.and_then(|grouping| grouping.around(text, caret));
            around.unwrap_or((0, text.len()))
        };
        let outcome = match &edit {
            Edit::Paste(typed) if is_whole(typed.as_str()) => line.paste_over(typed.as_str()),
            edit => line.apply_by(groups, edit),
        };
        // Of a pasted text that was no number, what is left may be one.
        if domain::clean(line.text()).is_ok_and(|number| number != line.text()) {
            line.rewrite(domain::undecorated);
        }
        outcome
    }

    /// Opens the page, with the number that was typed before.
    pub(in crate::wizard) fn open_number(&mut self, turn: &mut Turn) {
        turn.effects.push(Effect::WarmNumbers(self.draft.country));
        self.number.clear();
        self.number_edited(turn);
    }

    pub(in crate::wizard) fn number_edited(&mut self, turn: &mut Turn) {
        self.number.check = None;
        self.forget_questions(turn, |q| matches!(q, Awaiting::Number));
        let Some(current) = self.draft.country.filter(|_| self.page == PageId::Number) else {
            return;
        };
        let home = *self.number.home.get_or_insert(current);
        let line = self.draft.line_mut(FieldId::Number);
        // A number with its own calling code names its country; without one it belongs to the country that was chosen.
        let country = named(line, home).unwrap_or(home);
        if country != home {
            // Another country has another exit code.
            line.rewrite(|text| domain::with_plus(text, home).unwrap_or_else(|| text.to_owned()));
        }
        let text = line.text().to_owned();
        if country != current {
            self.draft.country = Some(country);
            self.number.clear();
            turn.effects.push(Effect::WarmNumbers(Some(country)));
            if country != home {
                self.notice = Some(Notice::CountrySwitched(country));
            }
        }
        if text.is_empty() {
            self.number.clear();
            return;
        }
        let id = self.ask(Awaiting::Number, turn);
        turn.effects.push(Effect::CheckNumber {
            id,
            country,
            typed: Typed::from(text.as_str()),
        });
    }

    /// What the newest check says of what is in the field now; none while it is out.
    pub fn number_check(&self) -> Option<&PhoneCheck> {
        self.number.check.as_ref()
    }

    /// How the number is grouped, on its page.
    fn number_grouping(&self) -> Option<Grouping> {
        let country = self.draft.country.filter(|_| self.page == PageId::Number)?;
        let known = self.number.grouping.clone();
        Some(known.unwrap_or_else(|| Grouping::sketch(country, self.draft.text(FieldId::Number))))
    }

    /// The number as its field shows it, in groups, and where the caret is in that.
    pub fn number_in_groups(&self) -> (String, usize) {
        let line = self.draft.line(FieldId::Number);
        match self.number_grouping() {
            Some(grouping) if line.leans_forward() => {
                grouping.apply_past_gap(line.text(), line.caret())
            }
            Some(grouping) => grouping.apply(line.text(), line.caret()),
            None => (line.text().to_owned(), line.caret()),
        }
    }

    pub(super) fn forward_number(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        if self.draft.line(FieldId::Number).is_empty() {
            return Err(Problem::typed(ProblemKind::Number(PhoneCheck::Empty)));
        }
        let phone = match &self.number.check {
            Some(PhoneCheck::Valid(phone) | PhoneCheck::Doubtful(phone, _)) => phone.clone(),
            Some(other) => return Err(Problem::typed(ProblemKind::Number(other.clone()))),
            None => {
                self.number_edited(turn);
                self.waits.enter = true;
                return Ok(Forward::Stay);
            }
        };
        let contact = Contact::Phone(phone);
        if self.login.has(&contact) {
            if self.was_added(&contact, turn) {
                return Ok(Forward::Stay);
            }
            let kind = ProblemKind::AddressOnAccount(Medium::Msisdn);
            return Err(Problem::typed(kind));
        }
        Ok(Forward::Next)
    }
}
