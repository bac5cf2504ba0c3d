//! A face without a screen: a scripted person on the engine, who reads what is described and does
//! what it says.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use mxid::matrix::{self, Timeouts};
use mxid::practice::Practice;
use mxid::protocol::Method;
use mxid::runtime::{Answers, Engine, Errand, Setup};
use mxid::screen::{self, Command, Screen, Surroundings};
use mxid::text::Texts;
use mxid::wizard::{
    Act, Config, Done, Event, FieldId, PageId, Preset, ProblemKind, Record, Seed, Stop, Time,
    Timing,
};

use super::fault::Target;
use super::flow::Flow;
use super::site::{Site, name_of};

/// How much faster than for people everything is.
const SCALE: u32 = 50;

/// Presses of a user at things that stand in the way, before they give up.
const PRESSES: usize = 8;

/// How often a fault happens that nobody is told of.
const UNSEEN: usize = 4;

/// The longest a cell may take: a flow that hangs is a finding.
const PATIENCE: Duration = Duration::from_secs(25);

/// The sentences, which take a while to read.
static TEXTS: LazyLock<Texts> = LazyLock::new(Texts::english);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Completed,
    /// On a page that explains.
    Stopped,
}

/// Every duration of the machine, scaled.
fn timing() -> Timing {
    let plain = Timing::default();
    let (least, most) = plain.limit_bounds;
    Timing {
        discovery_pause: plain.discovery_pause / SCALE,
        strength_pause: plain.strength_pause / SCALE,
        draft_pause: plain.draft_pause / SCALE,
        poll_pace: plain
            .poll_pace
            .map(|(age, pace)| (age / SCALE, pace / SCALE)),
        poll_at_least: plain.poll_at_least / SCALE,
        link_lifetime: plain.link_lifetime / SCALE,
        resend_pause: plain.resend_pause / SCALE,
        retry_pause: plain.retry_pause / SCALE,
        retries: plain.retries,
        backoff_cap: plain.backoff_cap / SCALE,
        limit_bounds: (least / SCALE, most / SCALE),
        limit_default: plain.limit_default / SCALE,
        limit_cap: plain.limit_cap / SCALE,
        // Not scaled: on a busy machine it would be asked for again.
        name_check_lifetime: plain.name_check_lifetime,
    }
}

/// A user on the way through a flow.
pub struct Face<'a> {
    pub(super) flow: Flow,
    pub(super) practice: &'a Arc<Practice>,
    site: &'a Site,
    pub(super) engine: Engine,
    answers: Answers,
    /// Text that was typed, and must stay.
    pub(super) typed: HashMap<FieldId, &'static str>,
    /// How many messages the server had sent before this flow.
    pub(super) before: usize,
    /// How many it had sent when a link was opened.
    pub(super) opened: usize,
    /// How often the user asked for a message.
    pub asked: usize,
    /// Whether something stood in the way.
    pub hindered: bool,
    pub(super) pressed: usize,
    pub(super) sent_again: bool,
    pub(super) went_back: bool,
    pub(super) browsed: bool,
}

impl<'a> Face<'a> {
    /// A user at the first page. `hurried` is whether their client waits for less long.
    pub fn new(flow: Flow, practice: &'a Arc<Practice>, site: &'a Site, hurried: bool) -> Self {
        let timeouts = match hurried {
            true => Timeouts {
                connect: Duration::from_millis(300),
                request: Duration::from_millis(600),
                request_token: Duration::from_millis(600),
            },
            false => Timeouts::default(),
        };
        let setup = Setup {
            wizard: Config {
                timing: timing(),
                preset: Preset {
                    task: Some(flow.task()),
                    server: Some("localhost".to_owned()),
                    ..Preset::default()
                },
                browser: flow == Flow::SignUpInBrowser,
                ..Config::default()
            },
            seed: Seed::new([9; 32]),
            origin: Time::default(),
            client: matrix::Config {
                extra_roots: vec![Site::pem()],
                resolver: Some(site.resolver()),
                timeouts,
                ..matrix::Config::default()
            },
            log: None,
            open: |_| true,
        };
        let (engine, answers) = Engine::new(setup, &TEXTS);
        let before = practice.outbox().len();
        Self {
            flow,
            practice,
            site,
            engine,
            answers,
            typed: HashMap::from([(FieldId::Server, "localhost")]),
            before,
            opened: 0,
            asked: flow.media().email as usize + flow.media().phone as usize,
            hindered: false,
            pressed: 0,
            sent_again: false,
            went_back: false,
            browsed: false,
        }
    }

    pub async fn run(&mut self) -> Ended {
        match tokio::time::timeout(PATIENCE, self.walk()).await {
            Ok(ended) => {
                self.close().await;
                ended
            }
            Err(_) => panic!("nothing happens any more\n{}", self.story()),
        }
    }

    async fn walk(&mut self) -> Ended {
        let errands = self.engine.start();
        self.after(errands);
        loop {
            if let Some(ended) = self.ended() {
                return ended;
            }
            match self.next().await {
                Some(event) => self.step(event),
                None => self.wait().await,
            }
        }
    }

    /// Leaves, and lets the sessions be closed.
    async fn close(&mut self) {
        self.step(Event::End);
        while self.engine.wizard().waiting().closing {
            let finished = self.answers.next().await;
            let errands = self.engine.step(finished);
            self.after(errands);
        }
    }

    pub(super) fn step(&mut self, event: Event) {
        let errands = self.engine.step(event);
        self.after(errands);
    }

    /// Waits until something happens by itself.
    async fn wait(&mut self) {
        let errands = tokio::select! {
            biased;
            finished = self.answers.next() => self.engine.step(finished),
            () = self.engine.sleep(None) => self.engine.woken(),
        };
        self.after(errands);
    }

    /// After anything that happened: the site hears what leaves, and the screen is read.
    fn after(&mut self, errands: Vec<Errand>) {
        assert!(errands.is_empty(), "{errands:?}");
        self.site.leaving(&self.under_way());
        let wizard = self.engine.wizard();
        let waits =
            wizard.waiting().look_again_at.is_some() || wizard.waiting().repeat_at.is_some();
        let says = wizard.problem().is_some() || wizard.stop().is_some();
        if says || (waits && self.site.hits() >= UNSEEN) {
            self.site.heal();
        }
        if wizard.problem().is_some() {
            self.hindered = true;
            self.read_problem();
        }
        if self.engine.wizard().done().is_none() {
            self.is_kept();
        }
    }

    /// The problem is explained in words, and a key leads on.
    fn read_problem(&self) {
        let screen = self.describe();
        let problem = screen.problem.as_ref().expect("it is described");
        let read = |text: &mxid::text::Text| text.read(self.engine.now().0, &screen.units);
        let (what, how) = (read(&problem.what), read(&problem.how));
        assert!(what.len() > 10, "{what:?}\n{}", self.story());
        assert!(how.len() > 10, "{how:?}\n{}", self.story());
        let leads_on = screen.allows(Command::Continue) || screen.allows(Command::Back);
        assert!(leads_on, "no key\n{}", self.story());
        for (key, command) in [
            ("Enter", Command::Continue),
            ("Ctrl-R", Command::Act(Act::SendAgain)),
        ] {
            let works = !how.contains(key) || screen.allows(command);
            assert!(works, "{key} does nothing\n{}", self.story());
        }
    }

    /// Everything that was typed is still there.
    fn is_kept(&self) {
        let draft = self.engine.wizard().form();
        for (field, text) in &self.typed {
            let typed = match field {
                // How it is grouped is the country's matter.
                FieldId::Number => mxid::domain::undecorated(text),
                _ => (*text).to_owned(),
            };
            assert_eq!(draft.text(*field), typed, "{field:?}\n{}", self.story());
        }
    }

    fn describe(&self) -> Screen {
        screen::describe(self.engine.wizard(), &Surroundings::default(), &TEXTS)
    }

    /// The requests that are out.
    fn under_way(&self) -> Vec<Target> {
        let mut counts = HashMap::new();
        let mut under_way = Vec::new();
        for record in self.engine.wizard().records() {
            let target = target_of(record, &mut counts);
            if record.end.is_none() {
                under_way.push(target);
            }
        }
        under_way
    }

    pub fn requests(&self) -> Vec<Target> {
        let mut counts = HashMap::new();
        let records = self.engine.wizard().records();
        records
            .iter()
            .map(|record| target_of(record, &mut counts))
            .collect()
    }

    /// How many different messages the wizard asked for: a repeat has the number of what it repeats.
    pub fn intents(&self) -> usize {
        let records = self.engine.wizard().records().iter();
        let mut different: Vec<_> = records
            .filter_map(|record| Some((record.endpoint, record.attempt?.get())))
            .collect();
        different.sort_unstable();
        different.dedup();
        different.len()
    }

    /// The messages of this flow.
    pub fn messages(&self) -> usize {
        self.practice.outbox().len() - self.before
    }

    /// Whether the wizard says that a session may be open.
    pub fn says_left_open(&self) -> bool {
        self.engine.wizard().session_end() == Some(mxid::wizard::SessionEnd::LeftOpen)
    }

    fn ended(&self) -> Option<Ended> {
        let wizard = self.engine.wizard();
        match (wizard.done(), wizard.stop()) {
            (Some(Done::ProbablyCreated { .. }), _) => Some(Ended::Stopped),
            (Some(_), _) => Some(Ended::Completed),
            (_, Some(Stop::Browser)) => Some(Ended::Stopped),
            (_, Some(_)) if self.went_back => Some(Ended::Stopped),
            _ if self.pressed > PRESSES => Some(Ended::Stopped),
            _ => None,
        }
    }

    /// How it went, for the reader of a failure.
    pub fn story(&self) -> String {
        let wizard = self.engine.wizard();
        let mut story = format!(
            "on {:?}, problem {:?}, notice {:?}, asked {}\n",
            wizard.page(),
            wizard.problem().map(|problem| &problem.kind),
            wizard.notice(),
            self.asked,
        );
        for record in wizard.records() {
            story += &format!(
                "{:>6} ms {:?} {} {:?} {:?}\n",
                record.at.0.as_millis(),
                record.method,
                record.endpoint,
                record.attempt,
                record.end
            );
        }
        story
    }

    /// The page and the problem at the end.
    pub fn last_words(&self) -> (PageId, Option<ProblemKind>, Option<Stop>) {
        let wizard = self.engine.wizard();
        let stop = wizard.stop().cloned();
        let problem = wizard.problem().map(|problem| problem.kind.clone());
        (wizard.page(), problem, stop)
    }
}

fn target_of(record: &Record, counts: &mut HashMap<String, usize>) -> Target {
    let method = match record.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let name = name_of(method, record.endpoint);
    let count = counts.entry(name.clone()).or_default();
    let nth = *count;
    *count += 1;
    Target { name, nth }
}
