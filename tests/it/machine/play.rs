//! A user, a server, a disk and a clock for the machine, all played by a test.

use std::cell::Cell;
use std::time::Duration;

use mxid::domain::{CountryCode, Language, judge};
use mxid::field::{Edit, Typed};
use mxid::protocol::{
    Auth, AuthStage, Callback, Failure, Reply, Request, ThreepidCreds, TokenRequest,
};
use mxid::wizard::{
    Act, Answer, Choose, Config, Effect, Event, FieldId, Focus, Media, Move, PageId, ProblemKind,
    RequestId, ResumeFault, SavedTask, Seed, Strength, TaskId, Time, Wizard,
};

use super::transcript::Transcript;

/// The wizard on a virtual clock. Number checks, strength estimates and what the disk has are
/// answered at once, unless held back; whatever a server is asked waits for the test's answer.
pub struct Play {
    pub wizard: Wizard,
    pub now: Time,
    /// Every request so far, and when it left.
    pub requests: Vec<(Time, Request)>,
    /// Leave number checks to the test.
    pub hold_numbers: bool,
    /// The unfinished tasks on the disk.
    pub flows: Vec<SavedTask>,
    /// Those of them that another wizard has.
    pub in_use: Vec<TaskId>,
    out: Vec<Effect>,
    /// Effects that nothing answers, the newest last.
    pub told: Vec<Effect>,
    /// The answer that the browser on this computer is to bring.
    browser: Option<RequestId>,
    transcript: Transcript,
}

thread_local! {
    /// The language of the plays that begin.
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language that the wizards of this thread speak: English, but for [`speaking`].
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Plays something in a language.
pub fn speaking<T>(language: Language, play: impl FnOnce() -> T) -> T {
    let before = SPOKEN.replace(language);
    let played = play();
    SPOKEN.set(before);
    played
}

impl Play {
    /// A wizard on its first page.
    pub fn new() -> Self {
        Self::with(Config {
            iamb: Some("~/.config/iamb/config.toml".into()),
            ..Config::default()
        })
    }

    /// A wizard that was started with flags.
    pub fn with(config: Config) -> Self {
        Self::starting_at(Time::default(), config)
    }

    /// The same, on a clock that does not begin at zero.
    pub fn starting_at(now: Time, config: Config) -> Self {
        Self::beside(Vec::new(), now, config)
    }

    /// The same, where unfinished tasks are on the disk.
    pub fn beside(flows: Vec<SavedTask>, now: Time, config: Config) -> Self {
        let config = Config {
            locale: spoken().into(),
            ..config
        };
        let mut play = Self {
            wizard: Wizard::new(config, &Seed::new([7; 32])),
            now,
            requests: Vec::new(),
            hold_numbers: false,
            flows,
            in_use: Vec::new(),
            out: Vec::new(),
            told: Vec::new(),
            browser: None,
            transcript: Transcript::default(),
        };
        let effects = play.wizard.start(play.now);
        play.took("start".into(), effects);
        play.answer_at_once();
        play
    }

    /// One event, and everything that is answered by itself.
    pub fn event(&mut self, event: impl Into<Event>) {
        let event = event.into();
        let line = self.transcript.event(&event, &self.out);
        let effects = self.wizard.step(self.now, event);
        self.took(line, effects);
        self.answer_at_once();
    }

    fn took(&mut self, line: String, effects: Vec<Effect>) {
        self.transcript
            .record(self.now, &line, &effects, &self.wizard);
        for effect in effects {
            match effect {
                Effect::Abort(id) => {
                    self.out.retain(|e| id_of(e) != Some(id));
                    self.browser.take_if(|called| *called == id);
                }
                effect if id_of(&effect).is_some() => {
                    if let Effect::Call { request, .. } = &effect {
                        self.requests.push((self.now, (**request).clone()));
                    }
                    if let Effect::Listen { called, .. } = &effect {
                        self.browser = Some(*called);
                    }
                    self.out.push(effect);
                }
                effect => {
                    self.write(&effect);
                    self.told.push(effect);
                }
            }
        }
    }

    /// Does what an effect asks of the disk.
    fn write(&mut self, effect: &Effect) {
        if let Effect::Save(flow) = effect {
            self.flows.retain(|other| other.id != flow.id);
            self.flows.push((**flow).clone());
        }
        if let Effect::Forget(id) = effect {
            self.flows.retain(|flow| flow.id != *id);
        }
    }

    /// The saved state of a task.
    fn taken_up(&self, id: &TaskId) -> Result<Box<SavedTask>, ResumeFault> {
        if self.in_use.contains(id) {
            return Err(ResumeFault::InUse);
        }
        let flow = self.flows.iter().find(|flow| flow.id == *id);
        flow.cloned().map(Box::new).ok_or(ResumeFault::Gone)
    }

    fn answer_at_once(&mut self) {
        while let Some((id, answer)) = self.out.iter().find_map(|effect| match effect {
            Effect::CheckNumber { id, country, typed } if !self.hold_numbers => {
                Some((*id, Answer::Number(judge(*country, typed.as_str()))))
            }
            Effect::Resume { id, task } => Some((*id, Answer::Resumed(self.taken_up(task)))),
            Effect::EstimateStrength { id, .. } => {
                Some((*id, Answer::Strength(Strength::Fair.into())))
            }
            _ => None,
        }) {
            self.answered(id, answer);
        }
    }

    fn answered(&mut self, id: RequestId, answer: Answer) {
        let event = Event::Answer(id, answer);
        let line = self.transcript.event(&event, &self.out);
        self.out.retain(|e| id_of(e) != Some(id));
        let effects = self.wizard.step(self.now, event);
        self.took(line, effects);
    }

    // The user.

    /// Types into the focused field.
    pub fn type_text(&mut self, text: &str) {
        self.event(Event::Edit(Edit::Insert(Typed::from(text))));
    }

    /// Pastes into the focused field.
    pub fn paste(&mut self, text: &str) {
        self.event(Event::Edit(Edit::Paste(Typed::from(text))));
    }

    /// Types another text into a field, wherever the focus is.
    pub fn fill(&mut self, field: FieldId, text: &str) {
        self.event(Event::Fill(field, Typed::from(text)));
    }

    pub fn enter(&mut self) {
        self.event(Event::Continue);
    }

    pub fn back(&mut self) {
        self.event(Event::Back);
    }

    /// Moves to one of the page's actions and presses Enter there.
    pub fn act(&mut self, act: Act) {
        let places = self.wizard.focusables().len();
        for _ in 0..places {
            if self.wizard.focus() == Focus::Action(act) {
                return self.enter();
            }
            self.event(Event::Focus(Move::Next));
        }
        panic!("{act:?} is not on this page: {:?}", self.wizard.actions());
    }

    /// Chooses the kinds of contact and continues.
    pub fn contact(&mut self, media: Media) {
        assert_eq!(self.page(), PageId::Contact);
        let choices = self.wizard.contact_choices();
        let at = choices.iter().position(|m| *m == media);
        let at = at.unwrap_or_else(|| panic!("{media:?} is not offered: {choices:?}"));
        self.event(Event::Choose(Choose::Index(at)));
        self.enter();
    }

    // The server, and the clock.

    /// Answers the oldest request to an endpoint that is out.
    pub fn answer(&mut self, endpoint: &str, result: Result<Reply, Failure>) {
        let found = self.out.iter().find_map(|effect| match effect {
            Effect::Call { id, request, .. } if request.endpoint() == endpoint => Some(*id),
            _ => None,
        });
        let id = found.unwrap_or_else(|| {
            panic!("nothing asks {endpoint}\n{}", self.transcript.text());
        });
        self.answered(id, Answer::Call(Box::new(result)));
        self.answer_at_once();
    }

    /// Answers the check of the number, when it is held back.
    pub fn answer_number(&mut self) {
        self.hold_numbers = false;
        self.answer_at_once();
    }

    /// Answers what is neither a request nor a check.
    pub fn answer_with(&mut self, pick: fn(&Effect) -> bool, answer: Answer) {
        let effect = self.out.iter().find(|effect| pick(effect));
        let id = effect.and_then(id_of).expect("an effect that is out");
        self.answered(id, answer);
    }

    /// Whether an effect that `pick` picks is out.
    pub fn awaits(&self, pick: fn(&Effect) -> bool) -> bool {
        self.out.iter().any(pick)
    }

    /// The browser comes back to this computer.
    pub fn browser_brings(&mut self, callback: Callback) {
        let id = self.browser.take().expect("a port that is open");
        self.answered(id, Answer::CalledBack(callback));
    }

    /// Whether this computer listens for the browser.
    pub fn listens(&self) -> bool {
        self.browser.is_some()
    }

    /// Lets time pass. Deadlines on the way come at their time.
    pub fn advance(&mut self, span: Duration) {
        let target = self.now + span;
        let mut last = None;
        let mut standing = 0;
        while let Some(at) = self.wizard.next_deadline().filter(|at| *at <= target) {
            standing = if last == Some(at) { standing + 1 } else { 0 };
            assert!(standing < 4, "stuck at {at:?}\n{}", self.transcript.text());
            last = Some(at);
            self.now = self.now.max(at);
            self.event(Event::Deadline);
        }
        self.now = target;
    }

    pub fn seconds(&mut self, seconds: u64) {
        self.advance(Duration::from_secs(seconds));
    }

    // The result.

    pub fn page(&self) -> PageId {
        self.wizard.page()
    }

    pub fn problem(&self) -> Option<ProblemKind> {
        self.wizard.problem().map(|problem| problem.kind.clone())
    }

    /// The endpoints whose answers are awaited.
    pub fn awaited(&self) -> Vec<&'static str> {
        let call = |effect: &Effect| match effect {
            Effect::Call { request, .. } => Some(request.endpoint()),
            _ => None,
        };
        self.out.iter().filter_map(call).collect()
    }

    /// The base URL that the newest unanswered request to an endpoint is for.
    pub fn asked_at(&self, endpoint: &str) -> &str {
        let at = |effect: &'_ Effect| match effect {
            Effect::Call { request, .. } => request.endpoint() == endpoint,
            _ => false,
        };
        match self.out.iter().rfind(|effect| at(effect)) {
            Some(Effect::Call { base, .. }) => base.as_str(),
            _ => panic!("nothing asks {endpoint}\n{}", self.transcript.text()),
        }
    }

    /// Every message that was asked for.
    pub fn messages(&self) -> Vec<TokenRequest> {
        let message = |(_, request): &(Time, Request)| match request {
            Request::RequestToken(request) => Some(request.clone()),
            _ => None,
        };
        self.requests.iter().filter_map(message).collect()
    }

    /// Every proof that was shown.
    pub fn proofs(&self) -> Vec<ThreepidCreds> {
        let of = |auth: &Option<Auth>| match auth.as_ref()?.stage.as_ref()? {
            AuthStage::Email(proof) | AuthStage::Msisdn(proof) => Some(proof.clone()),
            _ => None,
        };
        let proof = |(_, request): &(Time, Request)| match request {
            Request::Register(request) => of(&request.auth),
            Request::ResetPassword(request) => of(&request.auth),
            Request::AddContact(request) => Some(request.creds.clone()),
            _ => None,
        };
        self.requests.iter().filter_map(proof).collect()
    }

    /// How often an endpoint was asked.
    pub fn count(&self, endpoint: &str) -> usize {
        let asked = |(_, request): &&(Time, Request)| request.endpoint() == endpoint;
        self.requests.iter().filter(asked).count()
    }

    /// Everything that happened since the start, or since this was last asked for.
    pub fn transcript(&mut self) -> String {
        self.transcript.take()
    }
}

/// The id of an effect that is answered.
pub fn id_of(effect: &Effect) -> Option<RequestId> {
    match effect {
        Effect::Call { id, .. }
        | Effect::CheckNumber { id, .. }
        | Effect::EstimateStrength { id, .. }
        | Effect::OpenLink { id, .. }
        | Effect::AddProfile { id, .. }
        | Effect::Resume { id, .. }
        | Effect::StartPractice { id } => Some(*id),
        Effect::Listen { bound, .. } => Some(*bound),
        _ => None,
    }
}

pub fn country(code: &str) -> CountryCode {
    code.parse().expect("a country")
}
