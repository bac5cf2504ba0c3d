//! Which kind of contact, and which email address.

use super::{field, meant, parts, remark, with_foot};
use crate::domain::{Email, EmailError};
use crate::protocol::{Medium, ThirdParty};
use crate::screen::Page;
use crate::screen::model::{Block, Choice, Mark};
use crate::screen::problem;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{FieldId, Media, Task, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    let task = wizard.task();
    let title = match task {
        Task::SignUp => t!(texts, "contact-title-sign-up"),
        Task::Reset => t!(texts, "contact-title-reset"),
        Task::AddContact => t!(texts, "contact-title-add"),
    };
    let choices = wizard.contact_choices();
    let items = choices
        .iter()
        .map(|media| {
            let mut choice = choice(*media, choices.len() == 1, task, texts);
            if wizard.proving().is_refused(*media) {
                choice.aside = t!(texts, "contact-refused");
                choice.note = Text::default();
            }
            choice
        })
        .collect();
    let lead = match task {
        Task::SignUp => t!(texts, "contact-lead-sign-up"),
        Task::Reset => t!(texts, "contact-lead-reset"),
        Task::AddContact => t!(texts, "contact-lead-add"),
    };
    let mut page = Page::new(title)
        .lead(lead)
        .block(parts::choices(items, wizard));
    if task == Task::SignUp {
        let missing: Vec<String> = missing(&choices, texts);
        if !missing.is_empty() {
            page = page.gap();
        }
        page = page.blocks(missing.into_iter().map(|text| remark(Mark::Open, text)));
    }
    let have = wizard.login().contacts();
    if !have.is_empty() {
        let list = texts.list(have.iter().map(shown));
        page = page
            .gap()
            .remark(Mark::None, t!(texts, "contact-have", list = list));
    }
    page
}

/// A contact that the account has: a number is stored without its `+`.
fn shown(have: &ThirdParty) -> String {
    match have.medium {
        Medium::Email => have.address.to_string(),
        Medium::Msisdn => format!("+{}", have.address),
    }
}

fn choice(media: Media, only: bool, task: Task, texts: &Texts) -> Choice {
    let (label, note) = match (media, task) {
        (Media::BOTH, _) => (t!(texts, "contact-both"), t!(texts, "contact-both-note")),
        (Media::PHONE, Task::Reset) => {
            let note = t!(texts, "contact-phone-reset-note");
            (t!(texts, "contact-phone"), note)
        }
        (Media::PHONE, _) => (t!(texts, "contact-phone"), t!(texts, "contact-phone-note")),
        (Media::EMAIL, _) => (t!(texts, "contact-email"), t!(texts, "contact-email-note")),
        _ => (t!(texts, "contact-none"), t!(texts, "contact-none-note")),
    };
    let mut choice = Choice::new(label, note);
    if task == Task::SignUp && only && media != Media::NONE {
        choice.aside = t!(texts, "contact-required");
    }
    choice
}

/// The kinds that a server does not offer, which the list leaves out.
fn missing(choices: &[Media], texts: &Texts) -> Vec<String> {
    if choices == [Media::BOTH] {
        return vec![t!(texts, "offer-both-required")];
    }
    let has = |pick: fn(&Media) -> bool| choices.iter().any(pick);
    let mut missing = Vec::new();
    if !has(|m| m.phone) {
        missing.push(t!(texts, "contact-no-phone"));
    }
    if !has(|m| m.email) {
        missing.push(t!(texts, "contact-no-email"));
    }
    if !choices.contains(&Media::NONE) {
        missing.push(t!(texts, "contact-one-needed"));
    }
    missing
}

pub(super) fn address(wizard: &Wizard, texts: &Texts) -> Page {
    let mut email = field(FieldId::Email, String::new(), wizard);
    email.placeholder = t!(texts, "email-placeholder");
    let title = match wizard.task() {
        Task::SignUp => t!(texts, "email-title-sign-up"),
        Task::Reset => t!(texts, "email-title-reset"),
        Task::AddContact => t!(texts, "email-title-add"),
    };
    let mut page = Page::new(title)
        .block(Block::Field(email))
        .blocks(remarks(wizard, texts));
    if wizard.task() == Task::Reset {
        page = page.gap().paragraph(match wizard.practice() {
            Some(practice) => {
                let known = Piece::strong(practice.known_email.as_str());
                rich!(texts, "email-practice", address = known)
            }
            None => t!(texts, "email-spelling").into(),
        });
    }
    with_foot(page, wizard, texts)
}

/// Facts about the address while it is typed; a problem has its own sentence.
fn remarks(wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    if wizard.problem().is_some() {
        return Vec::new();
    }
    let meant = meant(wizard, texts);
    let typed = wizard.form().text(FieldId::Email);
    let wrong = |mark, error| Some(remark(mark, problem::email(&error, typed, texts)));
    let judged = match Email::typed(typed) {
        Ok(email) if email.is_local() => match meant {
            Some(_) => None,
            None => Some(remark(Mark::Doubt, t!(texts, "email-local"))),
        },
        Ok(email) => {
            let to = Piece::strong(email.as_str());
            Some(remark(Mark::Good, rich!(texts, "email-will", address = to)))
        }
        Err(EmailError::Empty | EmailError::NoName | EmailError::NoDomain) => None,
        Err(error @ EmailError::DomainBegun) => wrong(Mark::Working, error),
        // The other problems do not go away by further typing.
        Err(error) => wrong(Mark::Bad, error),
    };
    judged.into_iter().chain(meant).collect()
}
