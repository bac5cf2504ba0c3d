//! The verification page: a code, or a link that is waited for.

use url::Url;

use super::Forward;
use crate::domain::{BaseUrl, Secret, is_inward};
use crate::field::{self, Edit, Typed};
use crate::protocol::{Contact, Failure, Reply, Request, SubmitCode};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::ctx;
use crate::wizard::form::FieldId;
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind, of_code};
use crate::wizard::retry::Retry;
use crate::wizard::typing::How;
use crate::wizard::{Turn, Wizard};

/// How many digits submit themselves: what nearly every server sends.
const USUAL_DIGITS: usize = 6;

/// How many wrong codes one validation session takes.
const MOST_CODES: u8 = 5;

impl Wizard {
    pub(super) fn forward_verify(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        let (Some(plan), Some(sent)) = (self.plan(), self.awaited().cloned()) else {
            return Ok(Forward::Stay);
        };
        if self.is_settled(&sent.contact) {
            self.begin(&plan, turn);
        } else if !sent.by_code {
            self.look_now(&sent.contact, turn);
        } else if !self.form.text(FieldId::Code).trim().is_empty() {
            self.complete_long_code();
            if self.is_refused_code(&sent.contact) {
                return Err(Problem::typed(ProblemKind::WrongCode));
            }
            self.submit_code(turn);
        } else if self.can_poll() {
            // A message can hold a link besides its code.
            self.poll(true, turn);
        } else {
            self.begin(&plan, turn);
        }
        Ok(Forward::Stay)
    }

    /// Enter while a link is awaited looks at once, though not more often than servers like.
    fn look_now(&mut self, contact: &Contact, turn: &mut Turn) {
        if self.is_fresh(contact, turn) {
            self.look_soon(turn);
        } else {
            self.poll(true, turn);
        }
    }

    /// The stage itself, without waiting for its pace.
    pub(in crate::wizard) fn poll_now(&mut self, turn: &mut Turn) {
        let by_person = std::mem::take(&mut self.waits.poll_by_person);
        self.poll(by_person, turn);
    }

    /// Whether an edit begins another code: it comes behind the code that was refused. A caret that was moved into
    /// the code is there to mend it.
    pub(in crate::wizard) fn replaces_code(&self, edit: &Edit) -> bool {
        let problem = self.problem.as_ref().map(|problem| &problem.kind);
        let line = self.form.line(FieldId::Code);
        matches!(
            problem,
            Some(ProblemKind::WrongCode | ProblemKind::TooManyCodes)
        ) && matches!(edit, Edit::Insert(_) | Edit::Paste(_))
            && line.caret() == line.text().len()
    }

    /// Begins another code in the place of the refused one. Of that the digits are remembered that were typed and
    /// submitted themselves: they may have been the beginning of a longer code.
    pub(in crate::wizard) fn begin_code(&mut self, edit: &Edit) {
        let code = self.code();
        let line = self.form.line_mut(FieldId::Code);
        line.clear();
        let is_usual = code.expose().len() == USUAL_DIGITS;
        let goes_on = is_usual && matches!(edit, Edit::Insert(_));
        self.waits.code_begun = goes_on.then_some(code);
    }

    /// Enter after a few digits more: they belong to the code that submitted itself too early.
    fn complete_long_code(&mut self) {
        let Some(begun) = self.waits.code_begun.take() else {
            return;
        };
        let rest = self.code();
        if rest.expose().len() < USUAL_DIGITS {
            let whole = Typed::from([begun.expose(), rest.expose()].concat());
            self.form.line_mut(FieldId::Code).set(whole.as_str());
        }
    }

    /// The code in its field, as it is sent.
    fn code(&self) -> Secret {
        field::code::tidy_code(self.form.text(FieldId::Code))
            .as_str()
            .into()
    }

    /// Whether the server refused this very code for the newest message.
    pub(in crate::wizard) fn is_refused_code(&self, contact: &Contact) -> bool {
        let validation = self.validation(contact);
        validation.is_some_and(|v| v.refused_codes.contains(&self.code()))
    }

    /// What another text in the field of the code brings with it. A code of the usual length is checked as it is
    /// completed, though not one that was refused before, nor one that is left over by deleting.
    pub(in crate::wizard) fn code_edited(&mut self, how: How, turn: &mut Turn) {
        let Some(sent) = self.awaited().filter(|_| self.page == PageId::Verify) else {
            return;
        };
        let contact = sent.contact.clone();
        if how == How::Pasted
            && let Some(code) = field::code::code_in(self.form.text(FieldId::Code))
        {
            self.form.line_mut(FieldId::Code).set(code.as_str());
        }
        let code = self.code();
        let usual = code.expose().len() == USUAL_DIGITS
            && code.expose().bytes().all(|b| b.is_ascii_digit());
        // What would be repeated is another code now.
        ctx!(self, turn).stop_retry_of(&Retry::Code);
        if self.form.is_empty(FieldId::Code) {
            self.waits.code_begun = None;
        }
        if usual && how != How::Deleted && !self.is_refused_code(&contact) {
            self.waits.code_begun = None;
            if self.holding().is_some() {
                self.waits.enter = true;
            } else {
                self.submit_code(turn);
            }
        }
    }

    /// Sends the code where the server asked for it.
    pub(in crate::wizard) fn submit_code(&mut self, turn: &mut Turn) {
        let (Some(server), Some(sent)) = (self.server().cloned(), self.awaited()) else {
            return;
        };
        let contact = sent.contact.clone();
        let Some(opened) = self.validation(&contact).and_then(|v| v.opened.clone()) else {
            self.expire_message(&contact, None, turn);
            return;
        };
        let (Some(submit_url), Some(creds)) = (
            opened.submit_url,
            self.validation(&contact)
                .and_then(|v| v.creds(0, &self.extras)),
        ) else {
            return;
        };
        match trust(&server.base, &submit_url) {
            Trust::Yes => {}
            Trust::Ask(host) if self.waits.code_host.as_ref() == Some(&host) => {}
            Trust::Ask(host) => {
                self.problem = Some(Problem::typed(ProblemKind::ForeignCodeHost(host)));
                return;
            }
            Trust::No => {
                self.problem = Some(Problem::typed(ProblemKind::BadCodeAddress));
                return;
            }
        }
        self.problem = None;
        let code = self.code();
        let request = Request::SubmitCode(SubmitCode {
            submit_url,
            sid: creds.sid,
            client_secret: creds.client_secret,
            token: code.clone(),
        });
        let question = Awaiting::Code(contact.clone(), code);
        self.call(question, (&server.base, server.api), request, turn);
        self.refresh_name(&contact, turn);
    }

    pub(in crate::wizard) fn code_answered(
        &mut self,
        contact: &Contact,
        code: Secret,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let is_here = self.is_verifying(contact);
        match result {
            Ok(_) => {
                self.retries.succeeded();
                // The code went with the newest sid, and so does its proof.
                self.waits.poll_turn = 0;
                if let Some(validation) = self.validation_mut(contact) {
                    validation.proven = true;
                }
                if is_here {
                    self.drive(turn);
                }
            }
            Err(failure) if is_here => self.code_failed(contact, code, failure, turn),
            // The name was refused meanwhile, and the code will be asked for again.
            Err(_) => {}
        }
    }

    fn code_failed(&mut self, contact: &Contact, code: Secret, failure: Failure, turn: &mut Turn) {
        let Err(failure) = self.failed(Retry::Code, failure, turn) else {
            return;
        };
        match of_code(&failure) {
            ProblemKind::MessageExpired => self.expire_message(contact, Some(failure), turn),
            ProblemKind::WrongCode => self.code_refused(contact, code, failure, turn),
            kind => self.show(Problem::answered(kind, failure), turn),
        }
    }
}

impl Wizard {
    /// The server refused a code. After a few, servers take none any more for this message, and some do not say so.
    fn code_refused(&mut self, contact: &Contact, code: Secret, failure: Failure, turn: &mut Turn) {
        // The person has typed on since: the refused code may be the beginning of a longer one.
        let is_there = code == self.code();
        let Some(validation) = self.validation_mut(contact) else {
            return;
        };
        validation.refused_codes.push(code);
        validation.wrong_codes = validation.wrong_codes.saturating_add(1);
        if validation.wrong_codes >= MOST_CODES {
            self.forget_validation(contact);
            self.show(Problem::answered(ProblemKind::TooManyCodes, failure), turn);
        } else if is_there {
            self.show(Problem::answered(ProblemKind::WrongCode, failure), turn);
        }
    }
}

/// Whether a code may be sent to an address that a server gave.
#[derive(Debug, PartialEq)]
enum Trust {
    /// The homeserver itself.
    Yes,
    /// Another host or port: the host in ASCII, and the port if it tells the two apart.
    Ask(String),
    /// Never.
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
        // All on this computer.
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
