//! The wizard in each mood of a homeserver, a file a mood: what it demands, refuses, limits or keeps to itself, and
//! how the user gets on all the same.

mod address_kept_secret;
mod both_required;
mod captcha;
mod contact_added;
mod email_required;
mod everything_at_once;
mod expired_link;
mod handed_to_mas;
mod mail_server_down;
mod no_mail_server;
mod one_request_fails;
mod open;
mod password_login_off;
mod password_policy;
mod phone_required;
mod probed;
mod rate_limits;
mod registration_disabled;
mod registration_token;
mod sms_gateway_down;
mod terms;
