//! A transcript for readers: an event a line, and below it the changes and the requests.
//!
//! The typed text shows as its length. Client secrets are named by letters in the order of their
//! appearance, so that it can be seen which requests share one.

use std::fmt::Write;

use mxid::protocol::{Auth, AuthStage, Contact, Failure, Refusal, Reply, Request, Uia};
use mxid::wizard::{
    Answer, Effect, Event, Notice, PageId, Problem, ProblemKind, RequestId, Time, Wizard,
};

use super::play::id_of;

#[derive(Default)]
pub struct Transcript {
    text: String,
    secrets: Vec<String>,
    page: String,
    problem: String,
    notice: String,
    deadline: Option<Time>,
}

impl Transcript {
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The line of an event.
    pub fn event(&mut self, event: &Event, out: &[Effect]) -> String {
        match event {
            Event::Answer(id, answer) => self.answer(*id, answer, out),
            Event::Act(act) => format!("{act:?}"),
            event => format!("{event:?}"),
        }
    }

    fn answer(&mut self, id: RequestId, answer: &Answer, out: &[Effect]) -> String {
        let asked = out.iter().find(|effect| id_of(effect) == Some(id));
        let Answer::Call(result) = answer else {
            return format!("{answer:?}");
        };
        let endpoint = match asked {
            Some(Effect::Call { request, .. }) => request.endpoint(),
            _ => "nobody's question",
        };
        match result.as_ref() {
            Ok(reply) => format!("< {endpoint}: {}", reply_line(reply)),
            Err(failure) => format!("< {endpoint}: {}", failure_line(failure)),
        }
    }

    /// Notes an event with its result.
    pub fn record(&mut self, now: Time, line: &str, effects: &[Effect], wizard: &Wizard) {
        let mut lines = Vec::new();
        for effect in effects {
            lines.extend(self.effect(effect));
        }
        let page = page_line(wizard);
        if page != self.page {
            lines.push(format!("page {page}"));
        }
        let problem = wizard.problem().map_or(String::new(), problem_line);
        if problem != self.problem {
            let shown = if problem.is_empty() { "gone" } else { &problem };
            lines.push(format!("problem {shown}"));
        }
        let notice = wizard.notice().map_or(String::new(), notice_line);
        if notice != self.notice && !notice.is_empty() {
            lines.push(format!("notice {notice}"));
        }
        let deadline = wizard.next_deadline();
        if deadline != self.deadline {
            let when = deadline.map_or("nothing".into(), clock);
            lines.push(format!("waits for {when}"));
        }
        (self.page, self.problem, self.notice) = (page, problem, notice);
        self.deadline = deadline;
        let _ = writeln!(self.text, "{} {line}", clock(now));
        for line in lines {
            let _ = writeln!(self.text, "           {line}");
        }
    }

    fn effect(&mut self, effect: &Effect) -> Option<String> {
        Some(match effect {
            Effect::Call { request, .. } => format!("> {}", self.request(request)),
            Effect::CheckNumber { country, .. } => format!("> check the number, {country:?}"),
            Effect::EstimateStrength { .. } => "> estimate the strength".into(),
            Effect::StartPractice { .. } => "> start the practice server".into(),
            Effect::Abort(_) => "> abort".into(),
            Effect::Copy(text) => format!("> copy {}", text.expose()),
            Effect::OpenLink { link, .. } => format!("> open {}", link.as_str()),
            Effect::Listen { .. } => "> listen".into(),
            Effect::AddProfile { profile, .. } => format!("> add the profile {}", profile.name()),
            Effect::Exit(exit) => format!("> exit {exit:?}"),
            Effect::Resume { .. } => "> take an unfinished flow up".into(),
            Effect::Save(_) | Effect::Forget(_) | Effect::WarmNumbers(_) => return None,
        })
    }

    fn request(&mut self, request: &Request) -> String {
        let endpoint = request.endpoint();
        match request {
            Request::RequestToken(r) => {
                let secret = self.secret(r.client_secret.expose());
                let address = match &r.contact {
                    Contact::Email(email) => email.as_str().to_owned(),
                    Contact::Phone(number) => format!("{:?} {}", number.country(), number.sent()),
                };
                format!(
                    "{endpoint} {address}, {:?}, secret {secret}",
                    r.send_attempt
                )
            }
            Request::SubmitCode(r) => {
                let secret = self.secret(r.client_secret.expose());
                let (url, sid) = (&r.submit_url, r.sid.expose());
                format!(
                    "{endpoint} {url}, sid {sid}, secret {secret}, {:?}",
                    r.token
                )
            }
            Request::Register(r) => {
                format!("{endpoint} {:?}{}", r.username, self.auth(r.auth.as_ref()))
            }
            Request::ResetPassword(r) => {
                let logout = if r.logout_devices { "sign out" } else { "stay" };
                format!("{endpoint} {logout}{}", self.auth(r.auth.as_ref()))
            }
            Request::Login(r) => format!("{endpoint} {:?}", r.identifier),
            Request::AddContact(r) => {
                let secret = self.secret(r.creds.client_secret.expose());
                let sid = r.creds.sid.expose();
                let auth = self.auth(r.auth.as_ref());
                format!("{endpoint} sid {sid}, secret {secret}{auth}")
            }
            Request::UsernameAvailable(name) => format!("{endpoint} {name:?}"),
            _ => endpoint.to_owned(),
        }
    }

    fn auth(&mut self, auth: Option<&Auth>) -> String {
        let Some(auth) = auth else {
            return ", no auth".into();
        };
        let session = auth.session.as_ref().map_or("no session", |s| s.expose());
        let stage = match &auth.stage {
            None => "session alone".to_owned(),
            Some(stage @ (AuthStage::Email(creds) | AuthStage::Msisdn(creds))) => {
                let secret = self.secret(creds.client_secret.expose());
                let sid = creds.sid.expose();
                format!("{:?}, sid {sid}, secret {secret}", stage.stage_type())
            }
            Some(stage) => format!("{:?}", stage.stage_type()),
        };
        format!(", {session}, {stage}")
    }

    fn secret(&mut self, secret: &str) -> char {
        let at = self.secrets.iter().position(|known| known == secret);
        let at = at.unwrap_or_else(|| {
            self.secrets.push(secret.to_owned());
            self.secrets.len() - 1
        });
        char::from(b'A' + u8::try_from(at).unwrap_or(25))
    }
}

/// Hours only where there are some: `0:04.750`.
fn clock(at: Time) -> String {
    let ms = at.0.as_millis();
    let (minutes, seconds) = (ms / 60_000, ms % 60_000);
    format!("{minutes:>2}:{:02}.{:03}", seconds / 1000, seconds % 1000)
}

fn page_line(wizard: &Wizard) -> String {
    if let Some(stop) = wizard.stop() {
        return format!("Stopped {stop:?}");
    }
    if let Some(done) = wizard.done() {
        let what = format!("{done:?}");
        let end = what.find(" {").unwrap_or(what.len());
        let contacts = done.contacts();
        return format!(
            "Done {} phone {} email {}",
            &what[..end],
            contacts.phone.is_some(),
            contacts.email.is_some()
        );
    }
    match (wizard.page(), wizard.awaited()) {
        (PageId::Verify, Some(sent)) => {
            let how = if sent.by_code { "code" } else { "link" };
            format!("Verify {:?} by {how}", sent.contact.medium())
        }
        (PageId::Web, _) if wizard.is_web_offer() => "Web Offer".to_owned(),
        (PageId::Web, _) => "Web Waiting".to_owned(),
        (page, _) => format!("{page:?}"),
    }
}

fn problem_line(problem: &Problem) -> String {
    match &problem.kind {
        ProblemKind::Limited(until) => format!("Limited until {}", clock(*until)),
        kind => format!("{kind:?}"),
    }
}

fn notice_line(notice: Notice) -> String {
    match notice {
        Notice::TooSoon(until) => format!("TooSoon, not before {}", clock(until)),
        notice => format!("{notice:?}"),
    }
}

fn reply_line(reply: &Reply) -> String {
    match reply {
        Reply::Uia(uia) => uia_line(uia),
        Reply::TokenRequested(reply) => {
            let how = match &reply.submit_url {
                Some(url) => format!("code to {url}"),
                None => "link".into(),
            };
            format!("sid {}, {how}", reply.sid.expose())
        }
        Reply::LoggedIn(login) => format!("{:?}", login.user_id),
        Reply::Capabilities(can) => format!("{can:?}"),
        Reply::ThirdParties(have) => format!("{} contacts", have.len()),
        Reply::Registered(registered) => format!("{:?}", registered.user_id),
        reply => {
            let text = match reply {
                Reply::OAuth(reply) => format!("{reply:?}"),
                reply => format!("{reply:?}"),
            };
            let end = text.find([' ', '(']).unwrap_or(text.len());
            match reply {
                Reply::UsernameAvailable(_) | Reply::TokenValid(_) => text,
                _ => text[..end].to_owned(),
            }
        }
    }
}

fn uia_line(uia: &Uia) -> String {
    let mut line = "401".to_owned();
    if let Some(session) = &uia.session {
        let _ = write!(line, " {}", session.expose());
    }
    if let Some(flows) = &uia.flows {
        let _ = write!(line, " flows {flows:?}");
    }
    if let Some(completed) = &uia.completed {
        let _ = write!(line, " completed {completed:?}");
    }
    if let Some(code) = uia.refusal.as_ref().and_then(|r| r.errcode.as_ref()) {
        let _ = write!(line, " {code}");
    }
    line
}

fn failure_line(failure: &Failure) -> String {
    match failure {
        Failure::Refused(Refusal {
            status,
            errcode,
            retry_after,
            ..
        }) => {
            let code = errcode.as_ref().map_or("", |code| code.as_str());
            let wait = retry_after.map_or(String::new(), |wait| format!(", wait {wait:?}"));
            format!("{status} {code}{wait}")
        }
        failure => format!("{failure:?}"),
    }
}
