//! The documents of the terms stage (client-server API, "Terms of service at registration").

use serde_json::{Map, Value};
use url::Url;

use crate::domain::CleanText;
use crate::matrix::json::{Document, Members, malformed};
use crate::protocol::{Failure, Policy, Translation};

/// The most policies, and the most languages of one.
const MAX_POLICIES: usize = 32;
const MAX_LANGUAGES: usize = 256;

/// Reads `params` of the terms stage; `None` if the server gave none.
///
/// What is no object beside or in the policies is passed over: one server writes its `version`
/// there. A policy that cannot be shown in any language cannot be agreed to, and agreement is to
/// all of them or none: then the list is empty.
pub(super) fn read(body: &Document) -> Result<Option<Vec<Policy>>, Failure> {
    let terms = body
        .member("params")
        .and_then(|params| params.get("m.login.terms"))
        .filter(|terms| !terms.is_null());
    let Some(terms) = terms else {
        return Ok(None);
    };
    let Some(policies) = terms.get("policies").and_then(Value::as_object) else {
        return Ok(Some(Vec::new()));
    };
    if policies.len() > MAX_POLICIES {
        return Err(malformed("policies"));
    }
    let policies: Result<Vec<_>, _> = policies
        .iter()
        .filter_map(|(id, value)| Some((id, value.as_object()?)))
        .map(|(id, value)| policy(id, value))
        .collect();
    let policies = policies?;
    let showable = policies.iter().all(|p| !p.translations.is_empty());
    Ok(Some(if showable { policies } else { Vec::new() }))
}

fn policy(id: &str, members: &Map<String, Value>) -> Result<Policy, Failure> {
    if members.len() > MAX_LANGUAGES {
        return Err(malformed("policies"));
    }
    let id = CleanText::new(id);
    let mut translations = Vec::new();
    for (language, value) in members {
        if let Some(document) = value.as_object()
            && is_language(language)
            && let Some(url) = document.optional_text("url")?.and_then(web_page)
        {
            let name = document.optional_text("name")?.map(CleanText::new);
            translations.push(Translation {
                language: language.clone(),
                name: name
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| id.clone()),
                url,
            });
        }
    }
    let version = members.member("version").and_then(Value::as_str);
    Ok(Policy {
        id,
        version: version.map(CleanText::new),
        translations,
    })
}

/// Whether a key can be a language tag: `en`, `en-US`, `en_US`.
fn is_language(key: &str) -> bool {
    (1..=35).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn web_page(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "https" | "http") && plain).then_some(url)
}
