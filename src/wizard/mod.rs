//! The wizard as a pure state machine.
//!
//! It is total and deterministic: [`Wizard::step`] takes an [`Event`] and the time, changes the
//! state, and returns [`Effect`]s as plain data. It knows no clock (time is a parameter, and
//! [`Wizard::next_deadline`] says when to come back), no randomness of its own (a [`Seed`] is
//! handed in), no network, no terminal and no text. It never panics, whatever comes in whatever
//! order.
//!
//! The state is in parts, each a struct that knows no page, and no other part but those that it is made of: it takes
//! inputs with a context, and says what they came to. The router asks them, and alone decides pages.
//!
//! | file | what it holds |
//! |---|---|
//! | `event`, `effect` | what happens, and what is wanted done |
//! | `task`, `page`, `act` | what the person came for, the pages of that, and what can be done there |
//! | `router` | the router |
//! | `form` | what was typed and chosen, and what is parsed of it |
//! | `plan`, `end`, `stop` | everything that a task sends, validated; what comes of it, or why it cannot go on |
//! | `lookup`, `homeserver`, `support` | what a server is and offers, and whom to ask |
//! | `search` | a look-up by itself, without a wizard |
//! | `contact` | validation sessions, their messages and codes |
//! | `uia` | one user-interactive authentication |
//! | `proving` | drives the two, from stage to stage |
//! | `login`, `sign_in` | the session that adding a contact needs, and what stands in its way |
//! | `password_check` | whether the password is the account's, where that is in doubt |
//! | `oauth` | an account that is made in the browser (OAuth 2.0) |
//! | `logout` | the end of a token |
//! | `saves` | unfinished tasks: what is saved, offered and resumed |
//! | `profile` | what another program's configuration is told of the account |
//! | `problem`, `meaning` | what is in the way, and which answer means what |
//! | `awaiting`, `in_flight`, `retry` | which questions are out, and the one decision on a failed request |
//! | `waiting` | what is waited for, as the faces show it |
//! | `ctx` | what a part sees of the rest |
//! | `time`, `timers`, `random` | every duration, every deadline, and chance that a test can replay |

mod act;
mod awaiting;
mod contact;
mod ctx;
mod effect;
mod end;
mod event;
mod form;
mod homeserver;
mod in_flight;
mod login;
mod logout;
mod lookup;
mod meaning;
mod oauth;
mod page;
mod password_check;
mod plan;
mod problem;
mod profile;
mod proving;
mod random;
mod retry;
mod router;
mod saves;
mod search;
mod sign_in;
mod stop;
mod support;
mod task;
#[cfg(test)]
mod testing;
mod time;
mod timers;
mod uia;
mod waiting;

use std::rc::Rc;

pub use act::Act;
pub use awaiting::Busy;
pub use contact::{Extras, Polling, Sent};
pub use effect::{Effect, Exit, RequestId};
pub use end::Done;
pub use event::{
    Answer, Choose, Estimate, Event, Move, PracticeFault, PracticeServer, ProfileFault, Strength,
    Weakness,
};
pub use form::{FieldId, Form, Preset, password_rules};
pub use homeserver::{Homeserver, Media, Need, RegisterOffer, is_token};
pub use in_flight::{End, Record};
pub use login::Login;
pub use logout::SessionEnd;
pub use page::{Focus, PageId, order};
pub use password_check::PasswordCheck;
pub use plan::{Access, Account, Contacts, NewPassword, Plan};
pub use problem::{PasswordRule, Problem, ProblemKind, WebFault};
pub use profile::{Profile, ProfileState};
pub use proving::{Messages, Proving};
pub use random::Seed;
pub use saves::{
    DiskFault, ResumeFault, SaveFault, SavedAddress, SavedExchange, SavedTask, SavedValidation,
    Saves, TaskId, TaskSummary,
};
pub use search::{Search, Sought};
pub use sign_in::SignInProblem;
pub use stop::Stop;
pub use task::Task;
pub use time::{Time, Timing};
pub use uia::BrowserStep;
pub use waiting::Waiting;

use crate::domain::{CountryCode, Guess, Locale};
use ctx::Mechanism;
use random::Random;

/// What the machine is made with.
#[derive(Debug, Default)]
pub struct Config {
    /// Every duration.
    pub timing: Timing,
    /// The country that a number is probably from.
    pub guess: Guess,
    /// What the person reads: the order of lists, and documents that come in several languages.
    pub locale: Locale,
    /// Answers that flags gave.
    pub preset: Preset,
    /// The homeserver that the server page begins with, for the person to change.
    pub usual_server: Option<String>,
    /// Parameters that only flags set.
    pub extras: Extras,
    /// Whether a browser can be opened on this computer.
    pub browser: bool,
    /// The file on this computer that a profile for iamb can be added to, as it is shown.
    pub iamb: Option<String>,
    /// The unfinished tasks of earlier runs that the first page offers, the newest first. Their times
    /// are on the clock of this one.
    pub offers: Vec<TaskSummary>,
}

/// The wizard: everything typed, where the person is, and what is awaited.
#[derive(Debug)]
pub struct Wizard {
    has_browser: bool,
    mech: Mechanism,
    saves: Saves,

    task: Task,
    page: PageId,
    /// The server that the pages after its own are about.
    server: Option<Rc<Homeserver>>,
    done: Option<Done>,
    stop: Option<Stop>,
    focus: Focus,
    form: Form,
    overlay: Option<Overlay>,
    problem: Option<Problem>,
    notice: Option<Notice>,

    lookup: lookup::Lookup,
    helpers: support::Helpers,
    practice: Option<PracticeServer>,
    proving: Proving,
    waits: Waits,
    login: Login,
    oauth: oauth::OAuth,
    profile: Profile,
    exited: bool,
}

/// What is remembered until an answer or a time.
#[derive(Debug, Default)]
struct Waits {
    /// Enter was pressed while an answer was out.
    enter: bool,
    /// What is on the page is a flag's, and the person has done nothing there yet.
    unseen: bool,
    /// The way from this page that waits for an answer.
    way: Option<Way>,
}

/// A way from a page. It waits while the answer may be success that is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// One page back.
    Back,
    /// An act that leads elsewhere.
    Act(Act),
}

/// What lies over a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys, and what the page is about.
    Help,
    /// Server, session, message and requests.
    Details,
    /// The link as a QR code.
    Qr,
    /// Leaving would lose something: really?
    Leave,
}

/// Something worth a line, that stands in nobody's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The number named its own country.
    CountrySwitched(CountryCode),
    /// A paste was longer than the field holds.
    PasteCut,
    /// A paste had characters that were left out.
    PasteCleaned,
    /// A paste into a password had characters that no password holds, and nothing of it was taken.
    PasteRefused,
    /// Random words replaced the passwords that were typed.
    PasswordReplaced,
    /// The result was put into the clipboard.
    Copied,
    /// A browser was started with the link.
    Opened,
    /// No browser can be started on this computer.
    NoBrowser,
    /// The server forgot what was done in the browser: the link is another one.
    NewLink,
    /// Going back waits for the answer.
    BackWaits,
    /// Another message can be asked for at this time.
    TooSoon(Time),
    /// The server asked to wait before the next look, and does so.
    LookTooSoon,
    /// Another message was asked for.
    SentAgain,
    /// Looked, and the link was not opened yet.
    NotYet,
    /// On the way back to where the task was, at what is never saved.
    Resumed,
    /// The unfinished task is not on the disk.
    NotSaved(SaveFault),
    /// The unfinished task that was chosen is not to be had.
    NotResumed(ResumeFault),
}

impl Wizard {
    /// A wizard on its first page.
    pub fn new(config: Config, seed: &Seed) -> Self {
        Self {
            has_browser: config.browser,
            mech: Mechanism::new(config.timing, seed),
            saves: Saves::new(Random::task_id(seed), config.offers),
            task: Task::SignUp,
            page: PageId::Task,
            server: None,
            done: None,
            stop: None,
            focus: Focus::List,
            form: Form::new(
                config.guess,
                config.locale,
                config.preset,
                config.usual_server,
            ),
            overlay: None,
            problem: None,
            notice: None,
            lookup: lookup::Lookup::default(),
            helpers: support::Helpers::default(),
            practice: None,
            proving: Proving::new(config.extras),
            waits: Waits::default(),
            login: Login::default(),
            oauth: oauth::OAuth::default(),
            profile: Profile::new(config.iamb),
            exited: false,
        }
    }
}
