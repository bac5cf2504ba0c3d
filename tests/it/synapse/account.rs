//! What the tests ask the homeserver themselves, as some other Matrix client would.

use serde_json::{Value, json};

use super::http::{self, Answer};
use super::servers::Homeserver;

impl Homeserver {
    /// `POST` to a path below `/_matrix/client/v3/`.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let url = format!("{}/_matrix/client/v3/{path}", self.url);
        http::post_json(&url, None, body).expect("Synapse answers")
    }

    /// Logs in with a user name and a password.
    #[track_caller]
    pub fn login(&self, user: &str, password: &str) -> Answer {
        let user = json!({"type": "m.id.user", "user": user});
        let body = json!({"type": "m.login.password", "identifier": user, "password": password});
        self.post("login", &body)
    }

    /// Asserts that the account exists and opens with this password, with these contacts (medium, address) on
    /// it and no session but the one that the check itself opens.
    #[track_caller]
    pub fn assert_account(&self, user: &str, password: &str, contacts: &[(&str, &str)]) {
        let session = self.login(user, password).expect(200);
        assert_eq!(session["user_id"], format!("@{user}:localhost"));
        let token = session["access_token"]
            .as_str()
            .expect("a login gives a token");

        let threepids = self.get("account/3pid", token);
        let found: Vec<(&str, &str)> = threepids["threepids"]
            .as_array()
            .expect("a list of contacts")
            .iter()
            .filter_map(|threepid| {
                Some((threepid["medium"].as_str()?, threepid["address"].as_str()?))
            })
            .collect();
        assert_eq!(found, contacts, "the contacts of {user}");

        let devices = self.get("devices", token);
        let devices = devices["devices"].as_array().map(Vec::len);
        assert_eq!(
            devices,
            Some(1),
            "sessions of {user}, the check's own included"
        );
        let logout = format!("{}/_matrix/client/v3/logout", self.url);
        let left = http::post_json(&logout, Some(token), &json!({}));
        left.expect("Synapse answers").expect(200);
    }

    fn get(&self, path: &str, token: &str) -> Value {
        let url = format!("{}/_matrix/client/v3/{path}", self.url);
        http::get(&url, Some(token))
            .expect("Synapse answers")
            .expect(200)
    }
}
