//! Password rules and strength in words.

use super::model::{Block, Mark};
use crate::t;
use crate::text::{Text, Texts};
use crate::wizard::{FieldId, PasswordRule, Strength, Wizard, password_rules};

/// A rule in words.
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

/// What is known of the password that is being typed, in one line: its strength, and which of the
/// server's rules it keeps.
pub(super) fn remark(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let password = wizard.draft().text(FieldId::Password);
    let strength = wizard.strength().filter(|_| !password.is_empty());
    let (mark, mut parts) = match strength {
        Some(strength) => {
            let (mark, text) = strength_text(strength, texts);
            (mark, vec![text])
        }
        None => (Mark::None, Vec::new()),
    };
    let policy = wizard
        .stage()
        .server()
        .and_then(|server| server.password_policy);
    for (rule, kept) in policy.iter().flat_map(|p| password_rules(p, password)) {
        let rule = rule_text(rule, texts);
        parts.push(if kept {
            t!(texts, "rule-kept", rule = rule)
        } else {
            t!(texts, "rule-open", rule = rule)
        });
    }
    (!parts.is_empty()).then(|| Block::Remark(mark, Text::from(parts.join("   "))))
}

fn strength_text(strength: Strength, texts: &Texts) -> (Mark, String) {
    match strength {
        Strength::VeryWeak => (Mark::Doubt, t!(texts, "strength-very-weak")),
        Strength::Weak => (Mark::Doubt, t!(texts, "strength-weak")),
        Strength::Fair => (Mark::Good, t!(texts, "strength-fair")),
        Strength::Strong => (Mark::Good, t!(texts, "strength-strong")),
        Strength::VeryStrong => (Mark::Good, t!(texts, "strength-very-strong")),
    }
}
