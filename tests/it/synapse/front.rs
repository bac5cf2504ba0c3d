//! A front before a homeserver: it answers some requests by itself, passes the others on, and remembers them all.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::{Value, json};

use super::http::{self, Answer};
use super::servers::Homeserver;

/// A running front, for as long as the test process lives.
pub struct Front {
    /// The base URL of the homeserver behind it, without a slash at the end.
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

/// The answers that a front gives by itself, with status 200: paths and bodies.
type Answers = Vec<(&'static str, Value)>;

impl Front {
    pub fn before(server: &Homeserver) -> Self {
        Self::open(server, |_| Answers::new())
    }

    /// One that says of itself what the Matrix Authentication Service says, so that the homeserver behind it is
    /// aware of OAuth 2.0.
    pub fn of_mas(server: &Homeserver) -> Self {
        Self::open(server, |url| {
            let login = json!({"flows": [{"type": "m.login.sso", "oauth_aware_preferred": true}]});
            let metadata = json!({
                "issuer": format!("{url}/"),
                "authorization_endpoint": format!("{url}/authorize"),
                "token_endpoint": format!("{url}/oauth2/token"),
                "registration_endpoint": format!("{url}/oauth2/registration"),
                "revocation_endpoint": format!("{url}/oauth2/revoke"),
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code", "refresh_token"],
                "response_modes_supported": ["query", "fragment"],
                "code_challenge_methods_supported": ["S256"],
                "prompt_values_supported": ["none", "login", "create"],
                "account_management_uri": format!("{url}/account/"),
                "account_management_actions_supported": [
                    "org.matrix.profile", "org.matrix.devices_list"
                ]
            });
            vec![
                ("/_matrix/client/v3/login", login),
                ("/_matrix/client/v1/auth_metadata", metadata),
            ]
        })
    }

    fn open(server: &Homeserver, answers: impl FnOnce(&str) -> Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let url = format!("http://{address}");
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let (kept, answers) = (Arc::clone(&requests), Arc::new(answers(&url)));
        let behind = server.url.clone();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (kept, answers, behind) = (kept.clone(), answers.clone(), behind.clone());
                // A connection that breaks off got no answer, and its client says so.
                thread::spawn(move || serve(connection, &behind, &answers, &kept));
            }
        });
        Self { url, requests }
    }

    /// The requests so far, in order: method and path, without the query.
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock();
        requests.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(
    mut stream: TcpStream,
    behind: &str,
    answers: &Answers,
    requests: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let request = http::read(stream.try_clone()?)?;
    let mut start = request.start.split(' ');
    let (Some(method), Some(target)) = (start.next(), start.next()) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let path = target.split('?').next().unwrap_or(target);
    requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(format!("{method} {path}"));
    let own = answers.iter().find(|(own, _)| *own == path);
    let Answer { status, body } = match own {
        Some((_, body)) => Answer {
            status: 200,
            body: body.to_string(),
        },
        None => http::pass_on(method, &format!("{behind}{target}"), &request.body)?,
    };
    write!(
        stream,
        "HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
