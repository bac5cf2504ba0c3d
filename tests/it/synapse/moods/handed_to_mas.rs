//! Accounts are handed to the Matrix Authentication Service.

use serde_json::json;

use crate::pages::title;
use crate::synapse::front::Front;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::HANDED_TO_MAS;
use crate::synapse::wizard::Wizard;

#[test]
fn a_sign_up_leads_to_the_browser_before_anything_is_asked_for() {
    let server = homeserver(&HANDED_TO_MAS);
    let front = Front::of_mas(&server);
    let wizard = Wizard::sign_up_at(&front.url);
    wizard.see(title::IN_BROWSER);
    wizard.see(&format!("{}/account/", front.url));
    assert_only_looked_at(&front);
    assert_eq!(server.query("SELECT name FROM users"), json!([]));
}

#[test]
fn a_reset_leads_to_the_browser_before_anything_is_asked_for() {
    let server = homeserver(&HANDED_TO_MAS);
    let front = Front::of_mas(&server);
    let wizard = Wizard::reset_at(&front.url);
    wizard.see(title::RESET_IN_BROWSER);
    wizard.see(&format!("{}/account/", front.url));
    assert_only_looked_at(&front);
}

/// Nobody was mailed or texted, and nothing was changed.
#[track_caller]
fn assert_only_looked_at(front: &Front) {
    let posts: Vec<String> = front
        .requests()
        .into_iter()
        .filter(|request| !request.starts_with("GET "))
        .collect();
    let harmless = ["POST /_matrix/client/v3/register"];
    assert!(
        posts.iter().all(|post| harmless.contains(&post.as_str())),
        "{posts:?}"
    );
}
