//! The wizard as a pure state machine.
//!
//! It is total and deterministic: [`Wizard::step`] takes an [`Event`] and the time, changes the
//! state, and returns [`Effect`]s as plain data. It knows no clock (time is a parameter, and
//! [`Wizard::next_deadline`] says when to come back), no randomness of its own (a [`Seed`] is
//! handed in), no network, no terminal and no text. It never panics, whatever comes in whatever
//! order.
//!
//! The state is in parts, each a struct that knows no page, and no other part but those that it is made of: it takes
//! inputs with a context, and says what they came to. The router asks them, and alone decides pages: it is the methods
//! of [`Wizard`], and a file for each page.
//!
//! | file | what it holds |
//! |---|---|
//! | `config`, `event`, `effect` | what a wizard is made with, what happens, and what is wanted done |
//! | `task`, `page`, `act` | what the user came for, the pages of that, and what can be done there |
//! | `step`, `navigate`, `pages` | the router: the one way in, the way from page to page, and what is special about each |
//! | `state`, `view` | all that is known, and what a face may read of it |
//! | `notice` | what lies over a page, and what is worth a line on it |
//! | `form` | texts and choices, and what is parsed of them |
//! | `plan`, `end`, `stop` | everything that a task sends, validated; its result, or why it cannot continue |
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
//! | `awaiting`, `in_flight`, `retry` | which questions are in flight, and the one decision on a failed request |
//! | `waiting` | what is waited for, as the faces show it |
//! | `ctx` | what a part sees of the rest |
//! | `time`, `timers`, `random` | every duration, every deadline, and chance that a test can replay |

mod act;
mod awaiting;
mod config;
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
mod navigate;
mod notice;
mod oauth;
mod page;
mod pages;
mod password_check;
mod plan;
mod problem;
mod profile;
mod proving;
mod random;
mod retry;
mod saves;
mod search;
mod sign_in;
mod state;
mod step;
mod stop;
mod support;
mod task;
#[cfg(test)]
mod testing;
mod time;
mod timers;
mod uia;
mod view;
mod waiting;

pub use act::Act;
pub use awaiting::Busy;
pub use config::Config;
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
pub use notice::{Notice, Overlay};
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
pub use state::State;
pub use stop::Stop;
pub use task::Task;
pub use time::{Time, Timing};
pub use uia::BrowserStep;
pub use waiting::Waiting;

use ctx::Mechanism;

/// The wizard: a state, the mechanism that all parts share, and the router over them.
#[derive(Debug)]
pub struct Wizard {
    state: State,
    mech: Mechanism,
}

impl Wizard {
    /// A wizard on its first page.
    pub fn new(mut config: Config, seed: &Seed) -> Self {
        let mech = Mechanism::new(std::mem::take(&mut config.timing), seed);
        let state = State::new(config, seed);
        Self { state, mech }
    }
}

/// The faces read the state through the wizard; only the wizard changes it.
impl std::ops::Deref for Wizard {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}
