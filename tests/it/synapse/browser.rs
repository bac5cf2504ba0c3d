//! The user's web browser, as far as the links in mails need one.

use url::Url;

use super::http::{self, Answer};
use super::sinks::PASSED;

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
    submit(link, &[])
}

/// Opens the page with a captcha and solves it.
#[track_caller]
pub fn solve_captcha(link: &str) -> Answer {
    submit(link, &[("g-recaptcha-response", PASSED)])
}

/// Opens the page with a captcha and solves it wrongly. The page says so, and asks again.
#[track_caller]
pub fn fail_captcha(link: &str) {
    let page = submit(link, &[("g-recaptcha-response", "a-robot-tried")]).body;
    assert!(page.contains("Captcha authentication failed"), "{page}");
}

/// Opens a link and sends the form on its page, with what its hidden fields hold and what is filled in.
#[track_caller]
fn submit(link: &str, filled_in: &[(&str, &str)]) -> Answer {
    let page = open(link).body;
    let form = page.split("<form ").nth(1);
    let form = form.unwrap_or_else(|| panic!("no form: {page}"));
    let mut fields: Vec<(&str, &str)> = form
        .split("<input ")
        .skip(1)
        .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
        .collect();
    fields.extend(filled_in);
    let target = match attribute(form, "action") {
        Some(action) => Url::parse(link).and_then(|link| link.join(action)),
        None => Url::parse(link),
    };
    let target = target.expect("a form leads to a URL");
    let done = http::post_form(target.as_str(), &fields).expect("the link's server answers");
    assert_eq!(done.status, 200, "{link}: {}", done.body);
    done
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (tag, _) = tag.split_once('>')?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
