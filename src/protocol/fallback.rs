//! Stages that are done in a browser (client-server API, "Fallback").

use url::Url;
use url::form_urlencoded::byte_serialize;
use zeroize::Zeroizing;

use super::{Api, StageType};
use crate::domain::{BaseUrl, Link, Secret};

/// The page of a homeserver on which a stage is done: `/auth/{stage}/fallback/web?session=…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FallbackPage {
    pub stage: StageType,
    /// `session` of the authentication, which the page needs to complete the stage.
    pub session: Secret,
}

impl FallbackPage {
    /// Where a browser finds the page. Stage and session are percent-encoded, because both are the server's own words;
    /// none when no address can be made of them.
    pub fn link(&self, base: &BaseUrl, api: Api) -> Option<Link> {
        let version = api.as_str();
        let mut url = Url::parse(&format!("{base}/_matrix/client/{version}/auth")).ok()?;
        url.path_segments_mut()
            .ok()?
            .extend([self.stage.as_str(), "fallback", "web"]);
        // A plus sign stands for a space in forms alone.
        let session = byte_serialize(self.session.expose().as_bytes());
        let session = session.map(|part| if part == "+" { "%20" } else { part });
        let query = Zeroizing::new(
            std::iter::once("session=")
                .chain(session)
                .collect::<String>(),
        );
        url.set_query(Some(&query));
        Link::new(url, base.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(base: &str, api: Api, stage: &str, session: &str) -> String {
        let page = FallbackPage {
            stage: StageType::parse(stage),
            session: session.into(),
        };
        let base = BaseUrl::parse(base).expect("a base URL");
        let link = page.link(&base, api).expect("a link");
        link.as_str().to_owned()
    }

    #[test]
    fn the_page_is_under_the_base_url_and_its_parts_are_encoded() {
        assert_eq!(
            link("https://example.org/m", Api::V3, "m.login.recaptcha", "S1"),
            "https://example.org/m/_matrix/client/v3/auth/m.login.recaptcha/fallback/web?session=S1"
        );
        assert_eq!(
            link(
                "https://example.org",
                Api::R0,
                "org.example/quiz?",
                "a b+c&d"
            ),
            "https://example.org/_matrix/client/r0/auth/org.example%2Fquiz%3F/fallback/web?session=a%20b%2Bc%26d"
        );
    }

    #[test]
    fn a_stage_named_like_a_way_up_stays_where_it_is() {
        let link = link("https://example.org", Api::V3, "..", "S1");
        assert!(
            link.starts_with("https://example.org/_matrix/client/v3/auth/"),
            "{link}"
        );
    }
}
