//! Watches a wizard: keeps all that it shows in a `Debug`, a log line or a picture, and looks for secrets in it.

use std::sync::atomic::{AtomicUsize, Ordering};

use mxid::domain::BaseUrl;
use mxid::field::Typed;
use mxid::plain::{self, Face};
use mxid::protocol::{Api, OAuthRequest, Request};
use mxid::runtime::RequestLog;
use mxid::screen::{Surroundings, describe};
use mxid::text::Texts;
use mxid::tui::{Theme, View};
use mxid::wizard::{Act, Answer, Effect, Event, FieldId, Overlay, PageId, RequestId};

use crate::machine::answers::Answered;
use crate::machine::play::Play;
use crate::screens::support::Drawn;

pub const PASSWORD_TYPED: &str = "Pw-Xylophon7-quartz";
pub const CODE_TYPED: &str = "903174";
pub const SESSION: &str = "SessVogelbeere42";
pub const SID: &str = "SidHolunder77";
pub const TOKEN_TYPED: &str = "TokSchlehdorn13";
pub const TOKEN_GIVEN: &str = "AccMispel5599";

pub struct Watch {
    pub play: Play,
    /// Whether not even the pages where a secret is typed may show it.
    pub strict: bool,
    texts: Texts,
    words: Texts,
    /// Where something showed, and what.
    shown: Vec<(String, String)>,
    /// How many requests were looked at.
    requests: usize,
}

impl Watch {
    pub fn of(play: Play) -> Self {
        let mut watch = Self {
            play,
            strict: false,
            texts: Texts::english(),
            words: Texts::in_words(mxid::domain::Language::English),
            shown: Vec::new(),
            requests: 0,
        };
        watch.look();
        watch
    }

    pub fn saw(&mut self, place: &str, text: &str) {
        self.shown.push((place.to_owned(), text.to_owned()));
    }

    fn debug(&mut self, value: &impl std::fmt::Debug) {
        self.saw("a Debug", &format!("{value:?}\n{value:#?}"));
    }

    // The possible events.

    pub fn event(&mut self, event: impl Into<Event>) {
        let event = event.into();
        self.debug(&event);
        self.play.event(event);
        self.look();
    }

    pub fn type_text(&mut self, text: &str) {
        let edit = mxid::field::Edit::Insert(Typed::from(text));
        self.event(Event::Edit(edit));
    }

    pub fn fill(&mut self, field: FieldId, text: &str) {
        self.event(Event::Fill(field, Typed::from(text)));
    }

    pub fn answer(&mut self, endpoint: &str, result: Answered) {
        self.debug(&result);
        self.debug(&Answer::Call(Box::new(result.clone())));
        self.debug(&Event::Answer(
            RequestId(1),
            Answer::Call(Box::new(result.clone())),
        ));
        if let Some((_, request)) = self
            .play
            .requests
            .iter()
            .rev()
            .find(|(_, r)| r.endpoint() == endpoint)
        {
            let line = log_line(request, &result);
            self.saw("a log line", &line);
        }
        self.play.answer(endpoint, result);
        self.look();
    }

    /// Looks at everything that can be seen now.
    pub fn look(&mut self) {
        let wizard = format!("{:?}\n{:#?}", self.play.wizard, self.play.wizard);
        self.saw("the wizard's Debug", &wizard);
        let requests: Vec<_> = self.play.requests[self.requests..].to_vec();
        self.requests = self.play.requests.len();
        for (_, request) in requests {
            self.debug(&request);
            let base = self.play.wizard.server().map(|server| server.base.clone());
            if let Some(base) = base {
                self.debug(&Effect::Call {
                    id: RequestId(1),
                    base,
                    api: Api::V3,
                    request: Box::new(request),
                });
            }
        }
        let told = format!("{:?}", self.play.told);
        self.saw("effects", &told);
        let page = self.play.page();
        let revealed = self.play.wizard.form().reveal;
        self.picture(page, revealed);
        for (over, event) in [
            (Overlay::Help, Event::Act(Act::Help)),
            (Overlay::Details, Event::Act(Act::Details)),
        ] {
            if self.play.wizard.overlay().is_none() {
                self.play.event(event.clone());
                if self.play.wizard.overlay() == Some(over) {
                    self.picture(PageId::Task, false);
                    self.play.event(event);
                }
            }
        }
    }

    /// The picture of the screen, without what this page may show.
    fn picture(&mut self, page: PageId, revealed: bool) {
        let screen = describe(&self.play.wizard, &Surroundings::default(), &self.texts);
        let theme = Theme::colour();
        let drawn = Drawn::new(
            &mut View::default(),
            &screen,
            &theme,
            (120, 40),
            self.play.now,
        );
        let mut text = format!("{}\n{screen:?}", drawn.text());
        let allowed: &[&str] = match page {
            _ if self.strict => &[],
            PageId::Verify => &[CODE_TYPED],
            PageId::Token => &[TOKEN_TYPED],
            PageId::Account | PageId::NewPassword | PageId::SignIn if revealed => &[PASSWORD_TYPED],
            _ => &[],
        };
        for secret in allowed {
            text = text.replace(secret, "");
        }
        self.saw(&format!("the screen of {page:?}"), &text);
        self.lines(page);
    }

    /// The same in plain mode, whose lines stay: no secret is among them, revealed or not, but a code that was refused.
    fn lines(&mut self, page: PageId) {
        let screen = describe(&self.play.wizard, &Surroundings::default(), &self.words);
        let mut lines = plain::whole(&screen, self.play.now, &self.words);
        lines.push(Face::default().prompt(&screen, &self.words).text);
        let mut text = lines.join("\n");
        if page == PageId::Verify && !self.strict {
            text = text.replace(CODE_TYPED, "");
        }
        self.saw(&format!("the lines of {page:?}"), &text);
    }

    // The result.

    /// Every secret that showed, and where.
    pub fn found(&self) -> Vec<String> {
        let typed = [
            PASSWORD_TYPED,
            CODE_TYPED,
            SESSION,
            SID,
            TOKEN_TYPED,
            TOKEN_GIVEN,
        ];
        let mut secrets: Vec<String> = typed.map(String::from).into();
        let made = self.play.messages();
        secrets.extend(made.iter().map(|m| m.client_secret.expose().to_owned()));
        secrets.extend(self.play.requests.iter().filter_map(|(_, request)| {
            let verifier = match request {
                Request::OAuth(OAuthRequest::Redeem(redeem)) => &redeem.verifier,
                _ => return None,
            };
            Some(verifier.expose().to_owned())
        }));
        let found = self.shown.iter().flat_map(|(place, text)| {
            let hit = |secret: &&String| text.contains(secret.as_str());
            secrets
                .iter()
                .filter(hit)
                .map(move |secret| format!("{secret} in {place}: {text}"))
        });
        found.collect()
    }

    pub fn verdict(&self) {
        self.verdict_of(20);
    }

    /// Fails if any showed, in so many pictures at least.
    pub fn verdict_of(&self, pictures: usize) {
        let found = self.found();
        assert!(found.is_empty(), "{} times: {}", found.len(), found[0]);
        let of = |place: &str| {
            self.shown
                .iter()
                .filter(|(at, _)| at.starts_with(place))
                .count()
        };
        assert!(of("the screen") > pictures && of("a log line") >= 3 && of("a Debug") > pictures);
    }
}

/// The log's line on a request.
fn log_line(request: &mxid::protocol::Request, result: &Answered) -> String {
    static FILES: AtomicUsize = AtomicUsize::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("mxid-log-{}-{number}", std::process::id()));
    let log = RequestLog::open(&path).expect("a log");
    let base = BaseUrl::parse("https://example.org").expect("a base URL");
    log.begin(&base, request).end(result);
    let line = std::fs::read_to_string(&path).expect("the log");
    std::fs::remove_file(&path).expect("the log");
    assert!(line.contains(request.endpoint()), "{line:?}");
    line
}
