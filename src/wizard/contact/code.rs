//! The code of a message: where it may be sent, and what the answer means.

use url::Url;

use super::{Outcome, Proofs};
use crate::domain::{BaseUrl, Secret, is_inward};
use crate::protocol::{Contact, Failure, Reply, Request, SubmitCode};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::meaning::of_code;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;

/// How many wrong codes one validation session takes.
const MOST_CODES: u8 = 5;

impl Proofs {
    /// Sends a code where the server asked for it, if nothing is in the way.
    pub(in crate::wizard) fn submit(
        &mut self,
        contact: &Contact,
        code: Secret,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(scope) = &self.scope else {
            return Outcome::Waits;
        };
        let validation = self.get(contact);
        let Some((validation, opened)) = validation.and_then(|v| Some((v, v.opened.as_ref()?)))
        else {
            return Outcome::Expired(contact.clone(), None);
        };
        let creds = validation.creds(0, &self.extras);
        let (Some(submit_url), Some(creds)) = (opened.submit_url.clone(), creds) else {
            return Outcome::Waits;
        };
        match trust(&scope.base, &submit_url) {
            Trust::Yes => {}
            Trust::Ask(host) if self.agreed_host.as_ref() == Some(&host) => {}
            Trust::Ask(host) => return not_accepted(ProblemKind::ForeignCodeHost(host)),
            Trust::No => return not_accepted(ProblemKind::BadCodeAddress),
        }
        let request = Request::SubmitCode(SubmitCode {
            submit_url,
            sid: creds.sid,
            client_secret: creds.client_secret,
            token: code.clone(),
        });
        let question = Awaiting::Code(contact.clone(), code);
        cx.call(question, (&scope.base, scope.api), request);
        Outcome::Asked
    }

    /// Takes the answer to a code. An accepted one is good wherever the user is by now.
    pub(in crate::wizard) fn code_answered(
        &mut self,
        contact: Contact,
        code: Secret,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let failure = match result {
            Ok(_) => {
                cx.retries.succeeded();
                // The code went with the newest sid, and so does its proof.
                self.turn = 0;
                if let Some(validation) = self.get_mut(&contact) {
                    validation.proven = true;
                }
                return Outcome::Proven(contact);
            }
            Err(failure) => failure,
        };
        // The name was refused meanwhile, and the code will be asked for again.
        if self.awaited().is_none_or(|sent| sent.contact != contact) {
            return Outcome::Waits;
        }
        let failure = match cx.failed(Retry::Code, failure) {
            Ok(problem) => return Outcome::Retries(problem),
            Err(failure) => failure,
        };
        match of_code(&failure) {
            ProblemKind::MessageExpired => Outcome::Expired(contact, Some(failure)),
            ProblemKind::WrongCode => self.code_refused(&contact, code, failure),
            kind => Outcome::NotAccepted(Problem::answered(kind, failure)),
        }
    }

    /// The server refused a code. After a few, servers take none any more for this message, and some do not say so.
    fn code_refused(&mut self, contact: &Contact, code: Secret, failure: Failure) -> Outcome {
        let Some(validation) = self.get_mut(contact) else {
            return Outcome::Waits;
        };
        validation.refused_codes.push(code.clone());
        validation.wrong_codes = validation.wrong_codes.saturating_add(1);
        if validation.wrong_codes < MOST_CODES {
            let problem = Problem::answered(ProblemKind::WrongCode, failure);
            return Outcome::Refused(code, problem);
        }
        self.forget(contact);
        Outcome::NotAccepted(Problem::answered(ProblemKind::TooManyCodes, failure))
    }
}

fn not_accepted(kind: ProblemKind) -> Outcome {
    Outcome::NotAccepted(Problem::typed(kind))
}

/// Whether a code may be sent to an address that a server gave.
#[derive(Debug, PartialEq)]
enum Trust {
    Yes,
    /// Another host or port: the host in ASCII, and the port if it tells the two apart.
    Ask(String),
    No,
}

fn trust(base: &BaseUrl, url: &Url) -> Trust {
    if !url.username().is_empty() || url.password().is_some() {
        return Trust::No;
    }
    if base.same_origin(url) {
        return Trust::Yes;
    }
    if url.host().is_none() {
        return Trust::No;
    }
    match (base.is_loopback(), url.scheme()) {
        (true, "http" | "https") if is_inward(url) => Trust::Yes,
        // A server of a network around here may have its own people there.
        (_, "https") if !is_inward(url) || is_near(base) => {
            let host = url.host_str().unwrap_or_default();
            // Only its port tells such a host from the homeserver's.
            let is_same = Url::parse(base.as_str()).is_ok_and(|base| base.host() == url.host());
            let port = url
                .port()
                .or(url.port_or_known_default().filter(|_| is_same));
            Trust::Ask(match port {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            })
        }
        _ => Trust::No,
    }
}

/// Whether a homeserver is on this computer or in a network around it.
fn is_near(base: &BaseUrl) -> bool {
    Url::parse(base.as_str()).is_ok_and(|url| is_inward(&url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_goes_to_the_homeserver_and_elsewhere_only_when_agreed() {
        let check = |base: &str, url: &str| {
            trust(
                &BaseUrl::parse(base).expect("a base URL"),
                &Url::parse(url).expect("a URL"),
            )
        };
        let public = "https://matrix.example.org";
        assert_eq!(check(public, "https://matrix.example.org/x"), Trust::Yes);
        assert_eq!(
            check(public, "https://id.example.net/x"),
            Trust::Ask("id.example.net".into())
        );
        assert_eq!(
            check(public, "https://idé.example.net/x"),
            Trust::Ask("xn--id-cja.example.net".into())
        );
        assert_eq!(
            check(public, "https://matrix.example.org:8443/x"),
            Trust::Ask("matrix.example.org:8443".into())
        );
        assert_eq!(
            check(
                "https://matrix.example.org:8448",
                "https://matrix.example.org/x"
            ),
            Trust::Ask("matrix.example.org:443".into())
        );
        for never in [
            "http://matrix.example.org/x",
            "https://a:b@matrix.example.org/x",
            "https://127.0.0.1/x",
            "https://10.0.0.1/x",
            "https://[::ffff:10.0.0.1]/x",
            "https://localhost/x",
            "https://localhost./x",
            "https://[64:ff9b::10.0.0.1]/x",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            assert_eq!(check(public, never), Trust::No, "{never}");
        }
        let near = "https://10.0.0.1";
        assert_eq!(
            check(near, "https://10.0.0.2/x"),
            Trust::Ask("10.0.0.2".into())
        );
        assert_eq!(check(near, "http://10.0.0.1/x"), Trust::No);
        let local = "http://127.0.0.1:8008";
        assert_eq!(check(local, "http://localhost:8090/x"), Trust::Yes);
        assert_eq!(check(local, "http://example.org/x"), Trust::No);
    }
}
