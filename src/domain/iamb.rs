//! A profile of iamb, the terminal client: what its `config.toml` says of an account.

use std::fmt::Write;

use super::{BaseUrl, UserId};

/// The name of a profile where a user name has nothing that one may begin with.
const NAMELESS: &str = "matrix";

/// A profile of iamb: an account, and the name by which the user picks it (`iamb -P NAME`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IambProfile {
    name: String,
    user_id: UserId,
    base: Option<BaseUrl>,
}

impl IambProfile {
    /// The line of the file that the inline table is on.
    pub const INLINE_HEADING: &str = "profiles = { … }";

    /// The profile of an account. `base` is for servers that are not found by their name.
    pub fn new(user_id: &UserId, base: Option<&BaseUrl>) -> Self {
        let name = taken_by_iamb(user_id.localpart());
        Self {
            name: if name.is_empty() { NAMELESS } else { &name }.to_owned(),
            user_id: user_id.clone(),
            base: base.cloned(),
        }
    }

    /// The profile under its next name where `taken` names are other profiles': with the server in it, then numbered.
    #[must_use]
    pub fn beside(mut self, taken: usize) -> Self {
        let server = self.user_id.server();
        self.name = match taken {
            0 => return self,
            1 => taken_by_iamb(&format!("{}-{server}", self.name)),
            n => taken_by_iamb(&format!("{}-{server}-{n}", self.name)),
        };
        self
    }

    /// The name for `iamb -P`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the server is, if it is not found by its name.
    pub fn base(&self) -> Option<&BaseUrl> {
        self.base.as_ref()
    }

    /// The heading of its table.
    pub fn heading(&self) -> String {
        format!("[profiles.{}]", self.key())
    }

    /// The profile as it stands among others in an inline table ([`INLINE_HEADING`](Self::INLINE_HEADING)).
    pub fn inline(&self) -> String {
        let entries = self.entries();
        let entries: Vec<_> = entries.lines().collect();
        format!("{} = {{ {} }}", self.key(), entries.join(", "))
    }

    /// Its key. A name with a period is in quotation marks, else it would be a path.
    fn key(&self) -> String {
        match self.name.contains('.') {
            true => format!("\"{}\"", self.name),
            false => self.name.clone(),
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

/// A name as iamb takes it: letters, digits, periods and hyphens, and a letter or digit first.
fn taken_by_iamb(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    name.replace(|c| !is_plain(c), "-")
        .trim_matches(|c: char| !c.is_ascii_alphanumeric())
        .to_owned()
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
    fn beside_others_a_profile_has_a_name_of_its_own() {
        let robin = |taken| profile("@robin:[::1]:8448").beside(taken).name;
        assert_eq!(robin(0), "robin");
        assert_eq!(robin(1), "robin----1--8448");
        assert_eq!(robin(2), "robin----1--8448-2");
        let nameless = profile("@___:example.org").beside(1);
        assert_eq!(nameless.name(), "matrix-example.org");
    }

    #[test]
    fn a_profile_is_toml_whatever_the_name() {
        for user_id in [
            "@robin:example.org",
            "@robin.smith:example.org:8448",
            r#"@a"b\c:example.org"#,
        ] {
            let profile = profile(user_id);
            let inline = IambProfile::INLINE_HEADING.replace('…', &profile.inline());
            let table = format!("{}\n{}", profile.heading(), profile.entries());
            for text in [table, inline] {
                let table = toml::de::DeTable::parse(&text).expect("TOML");
                let profiles = table.get_ref().get("profiles").expect("profiles");
                let entry = profiles.get_ref().get(profile.name()).expect("the profile");
                let id = entry.get_ref().get("user_id").expect("the Matrix ID");
                assert_eq!(id.get_ref().as_str(), Some(user_id));
            }
        }
    }

    #[test]
    fn an_address_is_named_where_the_server_is_not_found_by_its_name() {
        let base = BaseUrl::parse("https://matrix.example.org").expect("a base URL");
        let user_id = UserId::parse("@robin:example.org").expect("a Matrix ID");
        let entries = IambProfile::new(&user_id, Some(&base)).entries();
        assert!(entries.contains("url = \"https://matrix.example.org"));
    }
}
