//! The person's web browser, as far as the links in mails need one.

use super::http::{self, Answer};

/// Opens a link.
#[track_caller]
pub fn open(link: &str) -> Answer {
    let page = http::get(link, None).expect("the link's server answers");
    assert_eq!(page.status, 200, "{link}: {}", page.body);
    page
}

/// Opens a link that does not work any more.
#[track_caller]
pub fn open_in_vain(link: &str) {
    let page = http::get(link, None).expect("the link's server answers");
    assert_eq!(page.status, 400, "{link}: {}", page.body);
}

/// Opens a link and presses the button of the form on its page.
#[track_caller]
pub fn open_and_confirm(link: &str) -> Answer {
    let page = open(link).body;
    assert!(page.contains("<form method=\"post\">"), "no form: {page}");
    let fields: Vec<(&str, &str)> = page
        .split("<input ")
        .skip(1)
        .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
        .collect();
    let done = http::post_form(link, &fields).expect("the link's server answers");
    assert_eq!(done.status, 200, "{link}: {}", done.body);
    done
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (tag, _) = tag.split_once('>')?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
