//! Registration token and terms.

use super::field;
use super::parts::document_name;
use crate::screen::Page;
use crate::screen::model::{Block, Check, Mark};
use crate::t;
use crate::text::Texts;
use crate::wizard::{FieldId, Focus, Wizard};

pub(super) fn token(wizard: &Wizard, texts: &Texts) -> Page {
    let token = field(FieldId::Token, t!(texts, "token-label"), wizard);
    Page::new(t!(texts, "token-title"))
        .lead(t!(texts, "token-lead"))
        .block(Block::Field(token))
        .remark(Mark::None, t!(texts, "token-note"))
}

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    let terms = wizard.terms();
    let checks = terms
        .iter()
        .enumerate()
        .filter_map(|(index, policy)| {
            let shown = policy.in_language(wizard.form().language())?;
            let name = document_name(policy, shown, texts);
            Some(Check {
                label: t!(texts, "quoted", text = name),
                link: shown.url.to_string(),
                agreed: wizard.form().has_agreed(policy),
                focused: wizard.focus() == Focus::List && wizard.form().policy == index,
            })
        })
        .collect();
    Page::new(t!(texts, "terms-title"))
        .lead(t!(texts, "terms-lead", count = terms.len()))
        .block(Block::Checks(checks))
}
