//! The server's rules for passwords, checked before it has to.

use crate::protocol::PasswordPolicy;
use crate::wizard::problem::PasswordRule;

/// Each rule of the policy, and whether a password keeps it.
pub fn rules(policy: &PasswordPolicy, password: &str) -> Vec<(PasswordRule, bool)> {
    let has = |pick: fn(char) -> bool| password.chars().any(pick);
    let mut rules = Vec::new();
    if let Some(least) = policy.minimum_length {
        let kept = password.chars().count() >= least as usize;
        rules.push((PasswordRule::Length(Some(least)), kept));
    }
    let mut rule = |wanted: bool, rule: PasswordRule, kept: bool| {
        if wanted {
            rules.push((rule, kept));
        }
    };
    rule(
        policy.digit,
        PasswordRule::Digit,
        has(|c| c.is_ascii_digit()),
    );
    rule(
        policy.lowercase,
        PasswordRule::Lowercase,
        has(char::is_lowercase),
    );
    rule(
        policy.uppercase,
        PasswordRule::Uppercase,
        has(char::is_uppercase),
    );
    rule(
        policy.symbol,
        PasswordRule::Symbol,
        has(|c| !c.is_alphanumeric()),
    );
    rules
}

/// The first rule that a password breaks.
pub fn broken_rule(policy: Option<&PasswordPolicy>, password: &str) -> Option<PasswordRule> {
    rules(policy?, password)
        .into_iter()
        .find(|(_, kept)| !kept)
        .map(|(rule, _)| rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_policy_asks_for_is_checked() {
        let policy = PasswordPolicy {
            minimum_length: Some(12),
            digit: true,
            ..PasswordPolicy::default()
        };
        let broken = |text| broken_rule(Some(&policy), text);
        assert_eq!(broken("short1"), Some(PasswordRule::Length(Some(12))));
        assert_eq!(broken("long enough words"), Some(PasswordRule::Digit));
        assert_eq!(broken("long enough w0rds"), None);
        assert_eq!(broken_rule(None, ""), None);
    }
}
