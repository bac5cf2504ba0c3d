//! The tests' own requests to the homeserver, as another Matrix client would send them: written out by
//! hand.

use std::process::Command;

use serde_json::{Value, json};

use super::browser;
use super::http::{self, Answer};
use super::process::homeservers;
use super::servers::Homeserver;
use super::wizard::Account;

/// The client secret of every validation session: the server tells them apart by address too.
pub const SECRET: &str = "a.client-secret_of=these.tests";

/// The stage that an email address proves.
pub const EMAIL: &str = "m.login.email.identity";

/// A stage of user-interactive authentication that may finish a registration.
pub enum Stage<'a> {
    Dummy,
    Token(&'a str),
    /// An address or a number: the stage's type, and the credentials of its validation session.
    Contact(&'static str, &'a Value),
}

impl Stage<'_> {
    /// The `auth` member that this stage needs.
    pub fn auth(&self, session: &Value) -> Value {
        match self {
            Self::Dummy => json!({"type": "m.login.dummy", "session": session}),
            Self::Token(token) => {
                json!({"type": "m.login.registration_token", "session": session, "token": token})
            }
            Self::Contact(kind, credentials) => {
                json!({"type": kind, "session": session, "threepid_creds": credentials})
            }
        }
    }
}

impl Homeserver {
    /// `POST` to a path below `/_matrix/client/v3/`.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let url = format!("{}/_matrix/client/v3/{path}", self.url);
        http::post_json(&url, None, body).expect("Synapse answers")
    }

    /// Has a mail sent, and gives the credentials that prove the address once the mail's link was opened.
    #[track_caller]
    pub fn request_mail(&self, purpose: &str, address: &str) -> Value {
        let body = json!({"client_secret": SECRET, "email": address, "send_attempt": 1});
        let asked = self.post(&format!("{purpose}/email/requestToken"), &body);
        json!({"sid": asked.expect(200)["sid"], "client_secret": SECRET})
    }

    /// Registers an account with one stage, leaving no session.
    #[track_caller]
    pub fn register(&self, user: &str, password: &str, stage: &Stage) -> Answer {
        let mut body = json!({"username": user, "password": password, "inhibit_login": true});
        let session = self.post("register", &body).expect(401)["session"].clone();
        body["auth"] = stage.auth(&session);
        let done = self.post("register", &body);
        let Stage::Token(_) = stage else {
            return done;
        };
        // A token opens the door and is no flow by itself.
        done.expect(401);
        body["auth"] = Stage::Dummy.auth(&session);
        self.post("register", &body)
    }

    /// Registers an account without a contact.
    #[track_caller]
    pub fn register_without_contact(&self, account: Account) {
        let done = self.register(account.name, account.password, &Stage::Dummy);
        done.expect(200);
    }

    /// Registers an account with an email address, opening the mail's link.
    #[track_caller]
    pub fn register_with_email(&self, user: &str, password: &str, address: &str) {
        let proof = self.request_mail("register", address);
        browser::open(self.mail.wait_for(address).link());
        let stage = Stage::Contact(EMAIL, &proof);
        self.register(user, password, &stage).expect(200);
    }

    /// Makes a registration token that opens one account, as an administrator of the server does.
    #[track_caller]
    pub fn new_registration_token(&self, token: &str) {
        let (name, password) = (format!("admin-of-{token}"), "an administrator 1");
        let made = Command::new(homeservers().join("synapse/bin/register_new_matrix_user"))
            .args(["--user", &name, "--password", password, "--admin"])
            .args(["--config", "homeserver.yaml", &self.url])
            .current_dir(&self.folder)
            .output()
            .expect("Synapse brings this program along");
        assert!(made.status.success(), "{made:?}");
        let session = self.login(&name, password).expect(200);
        let admin = session["access_token"].as_str();
        let url = format!("{}/_synapse/admin/v1/registration_tokens/new", self.url);
        let body = json!({"token": token, "uses_allowed": 1});
        let answer = http::post_json(&url, admin, &body).expect("Synapse answers");
        answer.expect(200);
    }

    /// Logs in with a user name and a password.
    #[track_caller]
    pub fn login(&self, user: &str, password: &str) -> Answer {
        let user = json!({"type": "m.id.user", "user": user});
        let body = json!({"type": "m.login.password", "identifier": user, "password": password});
        self.post("login", &body)
    }

    /// Asserts that the account exists and opens with this password, with these contacts (medium, address; sorted) on
    /// it and no session but the one that the check itself opens.
    #[track_caller]
    pub fn assert_account(&self, user: &str, password: &str, contacts: &[(&str, &str)]) {
        let session = self.login(user, password).expect(200);
        assert_eq!(session["user_id"], format!("@{user}:localhost"));
        let token = session["access_token"]
            .as_str()
            .expect("a login gives a token");

        let threepids = self.get("account/3pid", token);
        let mut found: Vec<(&str, &str)> = threepids["threepids"]
            .as_array()
            .expect("a list of contacts")
            .iter()
            .filter_map(|threepid| {
                Some((threepid["medium"].as_str()?, threepid["address"].as_str()?))
            })
            .collect();
        found.sort_unstable();
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

    /// Asserts that no account has this name.
    #[track_caller]
    pub fn assert_no_account(&self, user: &str) {
        let found = self.query(&format!(
            "SELECT name FROM users WHERE name = '@{user}:localhost'"
        ));
        assert_eq!(found, json!([]));
    }

    /// Asserts that a registration token was used once and waits for nobody.
    #[track_caller]
    pub fn assert_token_used(&self, token: &str) {
        let uses =
            format!("SELECT completed, pending FROM registration_tokens WHERE token = '{token}'");
        assert_eq!(self.query(&uses), json!([[1, 0]]));
    }

    /// Asserts that the account has agreed to version 1.0 of the terms.
    #[track_caller]
    pub fn assert_agreed(&self, user: &str) {
        let agreed = format!("SELECT consent_version FROM users WHERE name = '@{user}:localhost'");
        assert_eq!(self.query(&agreed), json!([["1.0"]]));
    }

    /// How many sessions of the account are open.
    #[track_caller]
    pub fn sessions(&self, user: &str) -> usize {
        let open = format!("SELECT token FROM access_tokens WHERE user_id = '@{user}:localhost'");
        self.query(&open).as_array().map_or(0, Vec::len)
    }

    /// The rows of Synapse's database: where no client of the server may look.
    #[track_caller]
    pub fn query(&self, sql: &str) -> Value {
        let program = "import json, sqlite3, sys; \
            print(json.dumps(sqlite3.connect('homeserver.db').execute(sys.argv[1]).fetchall()))";
        let output = Command::new(homeservers().join("synapse/bin/python"))
            .args(["-c", program, sql])
            .current_dir(&self.folder)
            .output()
            .expect("the environment's Python starts");
        assert!(output.status.success(), "{sql}: {output:?}");
        serde_json::from_slice(&output.stdout).expect("the program prints JSON")
    }

    fn get(&self, path: &str, token: &str) -> Value {
        let url = format!("{}/_matrix/client/v3/{path}", self.url);
        http::get(&url, Some(token))
            .expect("Synapse answers")
            .expect(200)
    }
}
