//! The number field: every edit asks for a check, because the numbering plans are slow.

use crate::domain::{self, CountryCode, Grouping, Judged, PhoneCheck, PhoneNumber};
use crate::field::{Edit, Line, Outcome, Typed};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::effect::Effect;

/// The longest calling code, with its plus.
const CALLING_CODE: usize = "+999".len();

/// The facts about the number in its field.
#[derive(Debug, Default)]
pub(in crate::wizard) struct NumberField {
    /// The country that was chosen for it, from which a number that names none is dialled; `None` before its page.
    home: Option<CountryCode>,
    /// Of what is in the field now; `None` while that is being checked.
    check: Option<PhoneCheck>,
    /// The newest there is, of what was in the field a moment ago if need be.
    grouping: Option<Grouping>,
}

/// The country that a number names by its calling code. Behind an exit code it does once the caret is past both: digits
/// put before a national number are on their way to something else.
fn named(line: &Line, home: CountryCode) -> Option<CountryCode> {
    let (text, typed) = (line.text(), &line.text()[..line.caret()]);
    let is_whole = text.starts_with('+') || domain::with_plus(typed, home).is_some();
    domain::country_of(text, home).filter(|_| is_whole)
}

impl NumberField {
    /// Takes what a check found out.
    pub(in crate::wizard) fn learn(&mut self, judged: Judged) {
        self.check = Some(judged.check);
        self.grouping = Some(judged.grouping);
    }

    /// The newest check of the present text; `None` while it is in flight.
    pub(super) fn check(&self) -> Option<&PhoneCheck> {
        self.check.as_ref()
    }

    /// The number, if there is one in the field that can be right.
    pub(super) fn phone(&self) -> Option<&PhoneNumber> {
        self.check.as_ref()?.number()
    }

    /// Forgets what the tables said.
    fn clear(&mut self) {
        *self = Self {
            home: self.home,
            ..Self::default()
        };
    }

    /// Forgets the check: the field has another text.
    pub(super) fn forget_check(&mut self, cx: &mut Ctx<'_>) {
        self.check = None;
        cx.forget(|q| matches!(q, Awaiting::Number));
    }

    /// Loads the tables for the number that is there, before its check.
    pub(super) fn warm(&mut self, country: Option<CountryCode>, cx: &mut Ctx<'_>) {
        cx.effects.push(Effect::WarmNumbers(country));
        self.clear();
    }

    /// Edits the number. Spaces and hyphens are the page's to set, by the country's pattern: the text is kept without
    /// them, so that every key moves or deletes something that is seen.
    pub(super) fn edit(
        &self,
        line: &mut Line,
        country: Option<CountryCode>,
        edit: &Edit,
    ) -> Outcome {
        let grouping = self.grouping(line, country);
        let edit = match edit {
            Edit::Insert(typed) => Edit::Insert(domain::undecorated(typed.as_str()).into()),
            Edit::Paste(typed) => Edit::Paste(domain::pasted(typed.as_str()).into()),
            edit => edit.clone(),
        };
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

    /// Has the number checked. Returns the country that it belongs to, from the one chosen.
    pub(super) fn edited(
        &mut self,
        line: &mut Line,
        chosen: CountryCode,
        cx: &mut Ctx<'_>,
    ) -> CountryCode {
        self.forget_check(cx);
        let home = *self.home.get_or_insert(chosen);
        // A number with its own calling code names its country; without one it belongs to the country that was chosen.
        let country = named(line, home).unwrap_or(home);
        if country != home {
            // Another country has another exit code.
            line.rewrite(|text| domain::with_plus(text, home).unwrap_or_else(|| text.to_owned()));
        }
        if country != chosen {
            self.warm(Some(country), cx);
        }
        if line.is_empty() {
            self.clear();
            return country;
        }
        let id = cx.ask(Awaiting::Number);
        cx.effects.push(Effect::CheckNumber {
            id,
            country,
            typed: Typed::from(line.text()),
        });
        country
    }

    /// Whether a country is another than the one that was chosen for the number.
    pub(super) fn is_foreign(&self, country: CountryCode) -> bool {
        self.home != Some(country)
    }

    fn grouping(&self, line: &Line, country: Option<CountryCode>) -> Option<Grouping> {
        let known = self.grouping.clone();
        known.or_else(|| Some(Grouping::sketch(country?, line.text())))
    }

    /// The number as its field shows it, in groups, and where the caret is in that.
    pub(super) fn in_groups(&self, line: &Line, country: Option<CountryCode>) -> (String, usize) {
        match self.grouping(line, country) {
            Some(grouping) if line.leans_forward() => {
                grouping.apply_past_gap(line.text(), line.caret())
            }
            Some(grouping) => grouping.apply(line.text(), line.caret()),
            None => (line.text().to_owned(), line.caret()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::field::FieldId;
    use super::*;
    use crate::wizard::testing::Bench;

    fn code(text: &str) -> CountryCode {
        text.parse().expect("a country")
    }

    #[test]
    fn a_number_with_its_own_calling_code_belongs_to_its_country() {
        let mut bench = Bench::new();
        let mut line = Line::new(FieldId::Number.kind());
        let mut number = NumberField::default();
        for (text, country) in [("030 123456", "GB"), ("+49 30 123456", "DE"), ("", "GB")] {
            line.set(text);
            let at = number.edited(&mut line, code("GB"), &mut bench.cx());
            assert_eq!(at, code(country), "{text}");
            assert_eq!(number.is_foreign(at), country != "GB");
        }
    }
}
