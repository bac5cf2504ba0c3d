//! Which country, and which number.

use super::{field, remark, with_foot};
use crate::domain::{self, Country, Doubt, GuessReason, PhoneCheck};
use crate::screen::Page;
use crate::screen::model::{Block, Choice, Choices, Mark};
use crate::screen::problem;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{FieldId, Focus, Wizard};
use crate::{rich, t};

/// How many countries are worth showing at once.
const COUNTRIES_SHOWN: usize = 9;

pub(super) fn country(wizard: &Wizard, texts: &Texts) -> Page {
    let countries = wizard.form().countries();
    let (_, chosen) = wizard.list_position();
    let mut filter = field(FieldId::Country, String::new(), wizard);
    filter.placeholder = t!(texts, "country-placeholder");
    let unfiltered = filter.text.is_empty();
    let items = countries
        .iter()
        .map(|country| Choice {
            label: country.name_in(texts.language()).to_owned(),
            code: country.code.to_string(),
            aside: format!("+{}", country.dial),
            note: match reason(country, wizard, texts).filter(|_| unfiltered) {
                Some(reason) => reason.into(),
                None => Text::default(),
            },
        })
        .collect();
    let (shown, all) = (countries.len(), domain::all().len());
    let count = t!(texts, "country-count", shown = shown, all = all);
    Page::new(t!(texts, "country-title"))
        .block(Block::Field(filter))
        .block(Block::Choices(Choices {
            items,
            chosen,
            focused: wizard.focus() == Focus::Field(FieldId::Country),
            window: COUNTRIES_SHOWN,
            empty: t!(texts, "country-no-match"),
        }))
        .gap()
        .paragraph(Text::dim(count))
}

/// Why a country stands first.
fn reason(country: &Country, wizard: &Wizard, texts: &Texts) -> Option<String> {
    Some(match wizard.form().guess_reason(country)? {
        GuessReason::TimeZone => t!(texts, "country-by-zone"),
        GuessReason::Locale => t!(texts, "country-by-locale"),
        GuessReason::Both => t!(texts, "country-by-both"),
    })
}

pub(super) fn number(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let code = wizard.form().country?;
    let country = domain::get(code);
    let name = country.name_in(texts.language());
    let label = t!(texts, "number-label", country = name, dial = country.dial);
    let mut number = field(FieldId::Number, label, wizard);
    (number.text, number.caret) = wizard.form().number_in_groups();
    if let Some(example) = domain::example(code) {
        number.placeholder = t!(texts, "number-placeholder", example = example);
    }
    let page = Page::new(t!(texts, "number-title"))
        .block(Block::Field(number))
        .blocks(remarks(wizard, texts));
    Some(with_foot(page, wizard, texts))
}

/// Facts about the number while it is typed.
fn remarks(wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let Some(check) = wizard.form().number_check() else {
        return Vec::new();
    };
    let wrong = |mark| {
        let (country, typed) = (wizard.form().country, wizard.form().text(FieldId::Number));
        vec![remark(mark, problem::number(check, country, typed, texts))]
    };
    match check {
        PhoneCheck::Empty => Vec::new(),
        PhoneCheck::Valid(phone) => {
            let to = Piece::strong(phone.international());
            vec![remark(Mark::Good, rich!(texts, "number-will", number = to))]
        }
        PhoneCheck::Doubtful(phone, doubt) => {
            let to = Piece::strong(phone.international());
            let why = match doubt {
                Doubt::Landline => t!(texts, "number-landline"),
                Doubt::Service => t!(texts, "number-service"),
                Doubt::Short { missing } => {
                    t!(texts, "number-short", missing = i64::from(*missing))
                }
                Doubt::Long => t!(texts, "number-long"),
                Doubt::PlusMissing => t!(texts, "number-plus-missing"),
                Doubt::Unassigned => t!(texts, "number-unassigned"),
            };
            vec![
                remark(Mark::None, rich!(texts, "number-will", number = to)),
                remark(Mark::Doubt, why),
            ]
        }
        // After Enter the problem says the same.
        _ if wizard.problem().is_some() => Vec::new(),
        PhoneCheck::TooShort { .. } => wrong(Mark::Working),
        _ => wrong(Mark::Bad),
    }
}
