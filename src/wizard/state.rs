//! All that is known and typed, and where the user is. It is read by the faces, and moves the focus, edits the
//! fields and saves automatically; only the router turns its page.
//!
//! | file | what it does |
//! |---|---|
//! | `place` | says where the user is: page, server, plan, and what the page waits for |
//! | `shown` | says what is on the page, and in its way |
//! | `acts` | says which acts work |
//! | `focus`, `typing` | moves the focus, and edits the fields |
//! | `saving` | saves the current task |

mod acts;
mod focus;
mod place;
mod saving;
mod shown;
mod typing;

use std::rc::Rc;

use super::act::Act;
use super::config::Config;
use super::end::Done;
use super::event::PracticeServer;
use super::form::Form;
use super::homeserver::Homeserver;
use super::login::Login;
use super::lookup::Lookup;
use super::notice::{Notice, Overlay};
use super::oauth::OAuth;
use super::page::{Focus, PageId};
use super::problem::Problem;
use super::profile::Profile;
use super::proving::Proving;
use super::random::{Random, Seed};
use super::saves::Saves;
use super::stop::Stop;
use super::support::Helpers;
use super::task::Task;

/// All that is known and typed, and where the user is.
#[derive(Debug)]
pub struct State {
    pub(super) has_browser: bool,
    pub(super) saves: Saves,

    pub(super) task: Task,
    pub(super) page: PageId,
    /// The server that the pages after its own are about.
    pub(super) server: Option<Rc<Homeserver>>,
    pub(super) done: Option<Done>,
    pub(super) stop: Option<Stop>,
    pub(super) focus: Focus,
    pub(super) form: Form,
    pub(super) overlay: Option<Overlay>,
    pub(super) problem: Option<Problem>,
    pub(super) notice: Option<Notice>,

    pub(super) lookup: Lookup,
    pub(super) helpers: Helpers,
    pub(super) practice: Option<PracticeServer>,
    pub(super) proving: Proving,
    pub(super) waits: Waits,
    pub(super) login: Login,
    pub(super) oauth: OAuth,
    pub(super) profile: Profile,
    pub(super) exited: bool,
}

/// The values that are remembered until an answer or a time.
#[derive(Debug, Default)]
pub(super) struct Waits {
    /// Enter was pressed while a request was in flight.
    pub(super) enter: bool,
    /// The page's values are a flag's, and the user has done nothing there yet.
    pub(super) unseen: bool,
    /// The way from this page that waits for an answer.
    pub(super) way: Option<Way>,
}

/// A way from a page. It waits while the answer may be success that is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    /// An act that leads elsewhere.
    Act(Act),
}

impl State {
    pub(super) fn new(config: Config, seed: &Seed) -> Self {
        Self {
            has_browser: config.browser,
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
            lookup: Lookup::default(),
            helpers: Helpers::default(),
            practice: None,
            proving: Proving::new(config.extras),
            waits: Waits::default(),
            login: Login::default(),
            oauth: OAuth::default(),
            profile: Profile::new(config.iamb),
            exited: false,
        }
    }
}
