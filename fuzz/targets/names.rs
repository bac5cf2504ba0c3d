//! Email addresses, server names, and whatever else a user types or a server calls something.
#![no_main]

use std::hint::black_box;

use libfuzzer_sys::fuzz_target;
use mxid::domain::{
    BaseUrl, CleanText, ClientSecret, Email, Link, LoginName, Password, RegistrationToken,
    ServerInput, ServerName, Sid, UserId, Username, is_hidden,
};
use mxid::field::code::{code_in, tidy_code};
use mxid::field::{cut, hygiene, secret_hygiene, width};
use url::Url;

/// Whether a text can stand in a request and on a screen.
fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || is_hidden(c))
}

fuzz_target!(|bytes: &[u8]| {
    let text = &*String::from_utf8_lossy(bytes);

    if let Ok(email) = Email::parse(text) {
        assert!(email.as_str().is_ascii() && email.as_str().len() <= 254);
        assert_eq!(Email::parse(email.as_str()).as_ref(), Ok(&email));
        if let Some(meant) = email.suggestion() {
            assert_eq!(Email::parse(meant.as_str()).as_ref(), Ok(&meant));
            assert_ne!(meant, email);
        }
    }
    if let Ok(name) = ServerName::parse(text) {
        assert!(name.as_str().is_ascii() && name.as_str().starts_with(name.host()));
    }
    match ServerInput::parse(text) {
        Ok(ServerInput::Name(name)) => {
            assert_eq!(ServerName::parse(name.as_str()).as_ref(), Ok(&name));
        }
        Ok(ServerInput::Url(base)) => {
            assert_eq!(BaseUrl::parse(base.as_str()).as_ref(), Ok(&base));
            assert!(is_plain(base.as_str()), "{base}");
            let inside = Url::parse(&format!("{base}/_matrix/client/versions")).expect("a URL");
            assert!(base.same_origin(&inside), "{base}");
            assert!(base.as_str().starts_with("https:") || base.is_loopback());
        }
        Err(_) => {}
    }
    if let Ok(id) = UserId::parse(text) {
        assert!(is_plain(id.as_str()));
        assert_eq!(format!("@{}:{}", id.localpart(), id.server()), id.as_str());
    }
    if let Ok(name) = Username::parse(text) {
        assert_eq!(Username::parse(name.as_str()).as_ref(), Ok(&name));
    }
    if let Ok(name) = LoginName::parse(text) {
        assert!(is_plain(&name.to_string()), "{name}");
    }
    if let Ok(url) = Url::parse(text) {
        for local in [false, true] {
            if let Some(link) = Link::new(url.clone(), local) {
                assert!(link.as_str().is_ascii() && is_plain(link.as_str()));
                assert!(link.as_str().contains(link.host()));
            }
        }
    }
    black_box((Sid::parse(text).is_ok(), ClientSecret::parse(text).is_ok()));
    black_box((
        Password::parse(text).is_ok(),
        RegistrationToken::parse(text).is_ok(),
    ));

    let clean = CleanText::new(text);
    assert_eq!(
        CleanText::new(clean.as_str()),
        clean,
        "cleaning is not stable"
    );
    assert!(clean.as_str().chars().count() <= CleanText::MAX_CHARS + 1);
    assert!(clean.as_str().split(' ').all(is_plain), "{clean:?}");

    let kept = hygiene(text);
    assert_eq!(hygiene(&kept), kept, "cleaning is not stable");
    assert_eq!(
        secret_hygiene(secret_hygiene(text).as_str()),
        secret_hygiene(text)
    );
    let code = tidy_code(text);
    assert_eq!(tidy_code(code.as_str()), code);
    black_box(code_in(text));
    for columns in [0, 1, 7, 80] {
        assert!(
            width(&cut(text, columns)) <= columns,
            "{text:?} in {columns}"
        );
    }
});
