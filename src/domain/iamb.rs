//! A profile of iamb, the terminal client: what its `config.toml` says of an account.

use std::fmt::Write;

use super::{BaseUrl, UserId};

/// The name of a profile where a user name has nothing that one may begin with.
const NAMELESS: &str = "matrix";

/// A profile of iamb: an account, and the name by which the person picks it (`iamb -P NAME`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IambProfile {
    name: String,
    user_id: UserId,
    base: Option<BaseUrl>,
}

impl IambProfile {
    /// The profile of an account. `base` is for servers that are not found by their name.
    pub fn new(user_id: &UserId, base: Option<&BaseUrl>) -> Self {
        // iamb takes letters, digits, periods and hyphens, and a letter or digit first.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let name = user_id.localpart().replace(|c| !is_plain(c), "-");
        let name = name.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        Self {
            name: if name.is_empty() { NAMELESS } else { name }.to_owned(),
            user_id: user_id.clone(),
            base: base.cloned(),
        }
    }

    /// What `iamb -P` takes.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The heading of its table. A name with a period is in quotation marks, else it would be a path.
    pub fn heading(&self) -> String {
        match self.name.contains('.') {
            true => format!("[profiles.\"{}\"]", self.name),
            false => format!("[profiles.{}]", self.name),
        }
    }

    /// The lines under that, a line end behind each.
    pub fn entries(&self) -> String {
        let mut lines = format!("user_id = {}\n", quoted(self.user_id.as_str()));
        if let Some(base) = &self.base {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "url = {}", quoted(base.as_str()));
        }
        lines
    }
}

/// A basic string of TOML (v1.0.0, "String"). Neither a Matrix ID nor a URL has control characters.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(user_id: &str) -> IambProfile {
        IambProfile::new(&UserId::parse(user_id).expect("a Matrix ID"), None)
    }

    #[test]
    fn a_profile_has_a_name_that_iamb_takes() {
        for (user_id, name) in [
            ("@robin:example.org", "robin"),
            ("@robin.smith:example.org", "robin.smith"),
            ("@robin_smith=2:example.org", "robin-smith-2"),
            ("@_bot_:example.org", "bot"),
            ("@___:example.org", "matrix"),
        ] {
            assert_eq!(profile(user_id).name(), name, "{user_id}");
        }
    }

    #[test]
    fn a_profile_is_toml_whatever_the_name() {
        for user_id in [
            "@robin:example.org",
            "@robin.smith:example.org:8448",
            r#"@a"b\c:example.org"#,
        ] {
            let profile = profile(user_id);
            let text = format!("{}\n{}", profile.heading(), profile.entries());
            let table = toml::de::DeTable::parse(&text).expect("TOML");
            let profiles = table.get_ref().get("profiles").expect("profiles");
            let entry = profiles.get_ref().get(profile.name()).expect("the profile");
            let id = entry.get_ref().get("user_id").expect("the Matrix ID");
            assert_eq!(id.get_ref().as_str(), Some(user_id));
        }
    }

    #[test]
    fn an_address_is_named_where_the_server_is_not_found_by_its_name() {
        let base = BaseUrl::parse("https://matrix.example.org").expect("a base URL");
        let user_id = UserId::parse("@robin:example.org").expect("a Matrix ID");
        let profile = IambProfile::new(&user_id, Some(&base));
        assert!(
            profile
                .entries()
                .contains("url = \"https://matrix.example.org")
        );
    }
}
