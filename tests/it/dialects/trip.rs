//! A user on the way through the whole machine, with the real client and the practice server, on a virtual clock.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use mxid::domain::{BaseUrl, ServerName, judge};
use mxid::field::Typed;
use mxid::matrix::{self, Client};
use mxid::practice::{self, Clock, MessageKind, Options, Practice};
use mxid::protocol::{Failure, Network, Reply};
use mxid::wizard::{
    Answer, Choose, Config, Done, Effect, Event, FieldId, Media, PageId, PracticeServer, Preset,
    ProblemKind, RequestId, Seed, Stop, Strength, Task, Time, Wizard,
};

/// The password that is set, or signed in with.
pub const PASSWORD: &str = "correct horse battery";

/// The steps after which a user gives up.
const PATIENCE: usize = 60;

#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// The account exists, and this many of its contacts were proved.
    Created {
        proved: usize,
    },
    /// The new password is set.
    Reset,
    /// The contact is on the account.
    Added,
    /// The sign-up page of the server can be opened on this computer.
    ToBrowser,
    /// The server offers no such kind of contact, but these.
    NotOffered(Vec<Media>),
    Stopped(Stop),
    /// Something stands in the way, on this page.
    Problem(PageId, ProblemKind),
    ProbablyCreated,
    /// The account waits for an administrator.
    AwaitingApproval,
    /// It goes round in circles.
    Lost(PageId),
}

#[derive(Clone, Debug)]
pub struct Wish {
    pub task: Task,
    pub media: Media,
    pub username: &'static str,
    pub email: &'static str,
    /// Whether there is a browser on this computer.
    pub browser: bool,
}

/// One person at one server.
pub struct Trip {
    pub wizard: Wizard,
    pub practice: Arc<Practice>,
    wish: Wish,
    client: Client,
    seconds: Arc<AtomicU64>,
    now: Time,
    out: Vec<Effect>,
    /// Messages that were dealt with.
    read: usize,
    /// Whether the next answer that says that all is done gets lost on its way.
    pub loses_success: bool,
}

impl Trip {
    /// Starts the server and the wizard, which looks the server up.
    pub async fn start(options: Options, wish: Wish) -> Self {
        let seconds = Arc::new(AtomicU64::new(0));
        let read = Arc::clone(&seconds);
        let clock = Clock::new(move || {
            SystemTime::UNIX_EPOCH + Duration::from_secs(read.load(Ordering::Relaxed))
        });
        let options = Options {
            clock,
            seed: Some([42; 32]),
            ..options
        };
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let practice = Practice::start(options, loopback).await.expect("a server");
        Self::at(Arc::new(practice), seconds, wish).await
    }

    /// Somebody else at the same server, at the same time.
    pub async fn beside(&self, wish: Wish) -> Self {
        Self::at(Arc::clone(&self.practice), Arc::clone(&self.seconds), wish).await
    }

    async fn at(practice: Arc<Practice>, seconds: Arc<AtomicU64>, wish: Wish) -> Self {
        // Everybody has secrets of their own.
        let mut seed = [7; 32];
        let letters = seed.iter_mut().zip(wish.email.bytes());
        letters.for_each(|(byte, letter)| *byte = letter);
        let config = Config {
            preset: Preset {
                task: Some(wish.task),
                practice: true,
                ..Preset::default()
            },
            browser: wish.browser,
            ..Config::default()
        };
        let mut trip = Self {
            wizard: Wizard::new(config, &Seed::new(seed)),
            read: practice.outbox().len(),
            practice,
            wish,
            client: Client::new(matrix::Config::default()).expect("a client"),
            seconds,
            now: Time::default(),
            out: Vec::new(),
            loses_success: false,
        };
        let effects = trip.wizard.start(trip.now);
        trip.took(effects);
        trip.settle().await;
        trip
    }

    /// Continues from page to page until the end.
    pub async fn end(&mut self) -> End {
        for _ in 0..PATIENCE {
            if let Some(end) = self.step().await {
                return end;
            }
        }
        End::Lost(self.wizard.page())
    }

    /// Continues up to a page.
    pub async fn until(&mut self, page: PageId) {
        for _ in 0..PATIENCE {
            if self.wizard.page() == page {
                return;
            }
            let end = self.step().await;
            assert_eq!(end, None, "before {page:?}");
        }
        panic!("never came to {page:?}");
    }

    /// One page on, unless this is the end.
    async fn step(&mut self) -> Option<End> {
        if let Some(problem) = self.wizard.problem() {
            let page = self.wizard.page();
            return Some(End::Problem(page, problem.kind.clone()));
        }
        match self.ended() {
            Some(end) => Some(end),
            None => self.page().await,
        }
    }

    /// Opens a page, and presses its button.
    async fn browse(&self, link: &practice::Link) {
        let mut page = self.practice.follow(link).await;
        while let Some(button) = page.confirm.take() {
            page = self.practice.follow(&button).await;
        }
    }

    /// Opens the link of a message, and presses the button behind it.
    pub async fn follow(&mut self, message: usize) {
        let link = self.practice.outbox()[message].link.clone();
        self.browse(&link.expect("a link")).await;
        self.read = self.read.max(message + 1);
    }

    /// The end, if this page is one.
    pub fn ended(&self) -> Option<End> {
        if let Some(stop) = self.wizard.stop() {
            return Some(End::Stopped(stop.clone()));
        }
        match self.wizard.done() {
            Some(Done::Created { contacts, .. }) => Some(End::Created {
                proved: contacts.all().len(),
            }),
            Some(Done::PasswordReset { .. }) => Some(End::Reset),
            Some(Done::ContactAdded { .. }) => Some(End::Added),
            Some(Done::AwaitingApproval { .. }) => Some(End::AwaitingApproval),
            Some(Done::ProbablyCreated { .. }) => Some(End::ProbablyCreated),
            Some(other) => panic!("{other:?}"),
            None => self.wizard.is_web_offer().then_some(End::ToBrowser),
        }
    }

    /// Does what a user does on this page.
    async fn page(&mut self) -> Option<End> {
        match self.wizard.page() {
            PageId::SignIn => {
                self.fill(FieldId::SignInName, self.wish.username).await;
                self.fill(FieldId::SignInPassword, PASSWORD).await;
            }
            PageId::Contact => {
                let choices = self.wizard.contact_choices();
                let Some(at) = choices.iter().position(|media| *media == self.wish.media) else {
                    return Some(End::NotOffered(choices));
                };
                self.event(Event::Choose(Choose::Index(at))).await;
            }
            PageId::Country => self.fill(FieldId::Country, "United States").await,
            PageId::Number => self.fill(FieldId::Number, "201 555 0123").await,
            PageId::Address => self.fill(FieldId::Email, self.wish.email).await,
            PageId::Account => {
                self.fill(FieldId::Username, self.wish.username).await;
                self.passwords().await;
            }
            PageId::NewPassword => {
                self.passwords().await;
                self.event(Event::Continue).await;
                self.event(Event::Choose(Choose::Index(0))).await;
            }
            PageId::Token => self.fill(FieldId::Token, "letmein").await,
            PageId::Browser => {
                let step = self.wizard.proving().visit().expect("a stage");
                let link = practice::Link::open(step.link.as_str());
                self.browse(&link).await;
                self.advance(10).await;
                return None;
            }
            PageId::Verify => {
                self.verify().await;
                return None;
            }
            _ => {}
        }
        self.event(Event::Continue).await;
        None
    }

    async fn passwords(&mut self) {
        self.fill(FieldId::Password, PASSWORD).await;
        self.fill(FieldId::PasswordAgain, PASSWORD).await;
    }

    /// Reads the newest message, or waits.
    async fn verify(&mut self) {
        let messages = self.practice.outbox();
        let Some(message) = messages.get(self.read) else {
            return self.advance(10).await;
        };
        let (kind, code) = (message.kind, message.code.clone());
        // Nobody reads a message at once: the wizard has asked in vain by then.
        self.advance(20).await;
        match (kind, code) {
            (MessageKind::Mail, _) => {
                self.follow(self.read).await;
                self.advance(10).await;
            }
            (MessageKind::Sms, code) => {
                self.read += 1;
                let code = code.unwrap_or_default();
                self.fill(FieldId::Code, &code).await;
                self.event(Event::Continue).await;
            }
        }
    }

    /// Types another text into a field.
    pub async fn fill(&mut self, field: FieldId, text: &str) {
        self.event(Event::Fill(field, Typed::from(text))).await;
    }

    /// One event, and every answer to what it leads to.
    pub async fn event(&mut self, event: impl Into<Event>) {
        let effects = self.wizard.step(self.now, event.into());
        self.took(effects);
        self.settle().await;
    }

    /// Lets time pass, here and at the server.
    pub async fn advance(&mut self, seconds: u64) {
        let target = self.now + Duration::from_secs(seconds);
        while let Some(at) = self.wizard.next_deadline().filter(|at| *at <= target) {
            self.turn_clock(at);
            self.event(Event::Deadline).await;
        }
        self.turn_clock(target);
    }

    fn turn_clock(&mut self, to: Time) {
        self.now = self.now.max(to);
        self.seconds.store(self.now.0.as_secs(), Ordering::Relaxed);
    }

    fn took(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Abort(id) => self.out.retain(|other| id_of(other) != Some(id)),
                effect if id_of(&effect).is_some() => self.out.push(effect),
                _ => {}
            }
        }
    }

    /// Answers everything that is out, the oldest first.
    async fn settle(&mut self) {
        while !self.out.is_empty() {
            let effect = self.out.remove(0);
            let id = id_of(&effect).expect("only effects that are answered are kept");
            let answer = self.answer(effect).await;
            let effects = self.wizard.step(self.now, Event::Answer(id, answer));
            self.took(effects);
        }
    }

    async fn answer(&mut self, effect: Effect) -> Answer {
        match effect {
            Effect::Call {
                base, api, request, ..
            } => {
                let mut result = self.client.call(&base, api, &request).await;
                let success = matches!(result, Ok(Reply::Registered(_) | Reply::PasswordReset));
                if success && std::mem::take(&mut self.loses_success) {
                    result = Err(Failure::Network(Network::Broken));
                }
                Answer::Call(Box::new(result))
            }
            Effect::CheckNumber { country, typed, .. } => {
                Answer::Number(judge(country, typed.as_str()))
            }
            Effect::StartPractice { .. } => Answer::Practice(Ok(PracticeServer {
                base: BaseUrl::parse(self.practice.url()).expect("a base URL"),
                name: ServerName::parse(self.practice.server_name()).expect("a server name"),
                known_email: String::new(),
                known_login: ("plover", "practice-makes-perfect"),
            })),
            _ => Answer::Strength(Strength::Strong.into()),
        }
    }
}

/// The id of an effect that is answered.
fn id_of(effect: &Effect) -> Option<RequestId> {
    match effect {
        Effect::Call { id, .. }
        | Effect::CheckNumber { id, .. }
        | Effect::EstimateStrength { id, .. }
        | Effect::StartPractice { id } => Some(*id),
        _ => None,
    }
}
