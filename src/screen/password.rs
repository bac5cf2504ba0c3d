//! Password rules and strength in words.

use super::model::{Block, Mark};
use crate::t;
use crate::text::{Text, Texts};
use crate::wizard::{Estimate, FieldId, PasswordRule, Strength, Weakness, Wizard, password_rules};

pub fn rule_text(rule: PasswordRule, texts: &Texts) -> String {
    match rule {
        PasswordRule::Length(Some(least)) => {
            t!(texts, "rule-length", least = i64::from(least))
        }
        PasswordRule::Length(None) => t!(texts, "rule-longer"),
        PasswordRule::Digit => t!(texts, "rule-digit"),
        PasswordRule::Symbol => t!(texts, "rule-symbol"),
        PasswordRule::Lowercase => t!(texts, "rule-lowercase"),
        PasswordRule::Uppercase => t!(texts, "rule-uppercase"),
        PasswordRule::Uncommon => t!(texts, "rule-uncommon"),
    }
}

/// Facts about the password while it is typed: its strength and why, and which of the server's rules it
/// keeps. As many lines with a password as without, so that nothing moves while one is typed.
pub(super) fn remarks(wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let password = wizard.form().text(FieldId::Password);
    let made = wizard.form().pass_phrase;
    let (mark, text) = match (wizard.form().strength(), wizard.form().strength_before()) {
        _ if let Some(bits) = made => (Mark::Good, t!(texts, "pass-phrase-made", bits = bits)),
        _ if password.is_empty() => (Mark::None, t!(texts, "pass-phrase-hint")),
        (Some(estimate), _) => judged(estimate, texts),
        (None, Some(before)) => (Mark::Working, judged(before, texts).1),
        (None, None) => (Mark::Working, t!(texts, "strength-pending")),
    };
    let strength = Block::Remark(mark, text.into());
    let server = wizard.server();
    let policy = server.and_then(|server| server.password_policy.as_ref());
    let rules = policy.iter().flat_map(|p| password_rules(p, password));
    let rules = Text::apart(rules.map(|(rule, kept)| {
        let rule = rule_text(rule, texts);
        match kept {
            true => t!(texts, "rule-kept", rule = rule),
            false => t!(texts, "rule-open", rule = rule),
        }
    }));
    let rules = (!rules.is_empty()).then_some(Block::Remark(Mark::None, rules));
    std::iter::once(strength).chain(rules).collect()
}

fn judged(estimate: Estimate, texts: &Texts) -> (Mark, String) {
    let why = |weakness| weakness_text(weakness, texts);
    match (estimate.strength, estimate.weakness.map(why)) {
        (Strength::VeryWeak, Some(why)) => (
            Mark::Doubt,
            t!(texts, "strength-very-weak-because", why = why),
        ),
        (Strength::VeryWeak, None) => (Mark::Doubt, t!(texts, "strength-very-weak")),
        (Strength::Weak, Some(why)) => (Mark::Doubt, t!(texts, "strength-weak-because", why = why)),
        (Strength::Weak, None) => (Mark::Doubt, t!(texts, "strength-weak")),
        (Strength::Fair, _) => (Mark::Good, t!(texts, "strength-fair")),
        (Strength::Strong, _) => (Mark::Good, t!(texts, "strength-strong")),
        (Strength::VeryStrong, _) => (Mark::Good, t!(texts, "strength-very-strong")),
    }
}

fn weakness_text(weakness: Weakness, texts: &Texts) -> String {
    match weakness {
        Weakness::Common => t!(texts, "weakness-common"),
        Weakness::NearCommon => t!(texts, "weakness-near-common"),
        Weakness::Word => t!(texts, "weakness-word"),
        Weakness::Name => t!(texts, "weakness-name"),
        Weakness::Personal => t!(texts, "weakness-personal"),
        Weakness::Keys => t!(texts, "weakness-keys"),
        Weakness::Repeats => t!(texts, "weakness-repeats"),
        Weakness::Sequence => t!(texts, "weakness-sequence"),
        Weakness::Date => t!(texts, "weakness-date"),
        Weakness::Short => t!(texts, "weakness-short"),
    }
}
