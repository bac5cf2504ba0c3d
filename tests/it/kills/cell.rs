//! One cell: a flow that is killed, resumed, and brought to its end.

use std::sync::Arc;
use std::thread;

use crate::terminal::{Exit, Terminal};

use super::flow::Flow;
use super::person::{PASSWORD, Person};
use super::proxy::{Moment, Proxy, Trap};
use super::site::Site;
use super::state::State;

/// When the program is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kill {
    Spared,
    Request(usize, Moment),
    /// When the flow was written for this time.
    Save(usize),
    /// Where it hurts most, and again where it hurts most: the server has sent a message, and then has done what the
    /// flow is for, and nobody heard of it.
    Twice,
}

impl Kill {
    fn traps(self) -> Vec<Trap> {
        match self {
            Self::Spared | Self::Save(_) => Vec::new(),
            Self::Request(number, moment) => vec![Trap::At(number, moment)],
            Self::Twice => vec![Trap::Asks, Trap::Finishes],
        }
    }

    /// How often the program is to be killed.
    fn count(self, flow: &Flow) -> usize {
        match self {
            Self::Spared => 0,
            Self::Request(..) | Self::Save(_) => 1,
            Self::Twice => 1 + usize::from(flow.messages > 0),
        }
    }
}

/// The result of a cell, for the choice of the next ones.
pub struct Found {
    pub flow: Flow,
    pub kill: Kill,
    pub requests: Vec<String>,
    pub saves: usize,
    /// It was killed as often as it was to be.
    pub killed: bool,
}

/// Kills a program at the end of a scope.
struct Ends<'a>(&'a Terminal);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.kill();
    }
}

/// The equipment of a cell.
struct Cell {
    flow: Flow,
    kill: Kill,
    site: Site,
    proxy: Proxy,
    state: State,
}

/// Runs a flow that is killed, and then to its end. Panics where a promise is broken.
pub fn run(flow: Flow, kill: Kill) -> Found {
    let site = Site::start(&flow);
    let proxy = Proxy::start(site.practice.url());
    let cell = Cell {
        flow,
        kill,
        site,
        proxy,
        state: State::new(),
    };
    cell.run()
}

impl Cell {
    fn run(&self) -> Found {
        let url = self.proxy.url();
        let flags = [self.flow.flags, &["--server", &url]].concat();
        let mut arguments = flags.as_slice();
        if self.flow.again {
            self.ask_once(&flags);
            arguments = &["resume"];
        }
        self.proxy.arm(self.kill.traps());
        let (mut times, mut saves) = (0, 0);
        let exit = loop {
            let terminal = self.proxy.hunt(|| self.state.mxid(arguments));
            let (exit, written) = self.walk(&terminal, times == 0);
            saves += written;
            if !matches!(exit, Exit::Signal(_)) {
                break exit;
            }
            times += 1;
            let is_kept = self.state.written().is_some();
            if self.proxy.has_told() && !is_kept && !self.flow.in_browser {
                // Nothing is left to continue with.
                break Exit::Status(0);
            }
            arguments = if is_kept { &["resume"] } else { &flags };
        };
        self.check(exit, times);
        Found {
            flow: self.flow,
            kill: self.kill,
            requests: self.proxy.seen(),
            saves,
            killed: times == self.kill.count(&self.flow),
        }
    }

    /// Asks for the first message, and is away for a minute.
    fn ask_once(&self, flags: &[&str]) {
        let terminal = self.state.mxid(flags);
        let person = self.person(&terminal);
        person.walk_to_message();
        person.comes("the message to be kept", || self.state.has_message());
        terminal.kill();
        terminal.wait_exit();
        self.state.let_a_minute_pass();
    }

    fn person<'a>(&'a self, terminal: &'a Terminal) -> Person<'a> {
        Person {
            flow: &self.flow,
            terminal,
            site: &self.site,
            browser: &self.state.browser,
        }
    }

    /// Lets the user do everything, and counts the saves where that matters.
    fn walk(&self, terminal: &Arc<Terminal>, is_first: bool) -> (Exit, usize) {
        let kill_at = match self.kill {
            Kill::Save(number) if is_first => Some(number),
            Kill::Spared => None,
            _ => return (self.person(terminal).walk(), 0),
        };
        thread::scope(|scope| {
            // A walk that fails ends the program, and with it the watch.
            let walked = Ends(terminal);
            let saves = scope.spawn(|| self.state.watch(terminal, kill_at));
            let exit = self.person(walked.0).walk();
            (exit, saves.join().expect("no panic"))
        })
    }

    /// Everything that is promised of a flow at its end.
    fn check(&self, exit: Exit, times: usize) {
        let (flow, kill) = (&self.flow, self.kill);
        let seen = self.proxy.seen();
        let told = || format!("{}, {kill:?}: {seen:#?}", flow.name);
        if let Kill::Request(number, moment) = kill {
            // A program with the last answer may have ended before the signal comes; and a user who asks for another
            // message before the first look is over needs a request less.
            let ends_first = match moment {
                Moment::Answered => number + 1 >= seen.len(),
                Moment::Before | Moment::Acted => flow.again && number >= seen.len(),
            };
            assert!(times == 1 || ends_first, "never killed: {}", told());
        }
        if kill == Kill::Twice {
            assert_eq!(times, kill.count(flow), "times killed, {}", told());
        }
        let messages = self.site.messages().len();
        let sessions = self.site.practice.sessions();
        assert_eq!(messages, flow.messages, "messages, {}", told());
        assert_eq!(self.state.written(), None, "still kept, {}", told());
        if flow.in_browser {
            self.check_browser(&exit, times, sessions);
        } else {
            assert_eq!(exit, Exit::Status(0), "{}", told());
            assert_eq!(sessions, 0, "open sessions, {}", told());
        }
        if let Some(user) = flow.user {
            assert!(self.site.takes(user, PASSWORD), "the password, {}", told());
        }
    }

    /// A user who finished the sign-up page has an account, and leaves the second time. A token that a killed
    /// program held is the one thing that nobody ends: it is never saved.
    fn check_browser(&self, exit: &Exit, times: usize, sessions: usize) {
        let seen = self.proxy.seen();
        let told = || format!("{}, {:?}: {seen:#?}", self.flow.name, self.kill);
        let left = matches!(exit, Exit::Status(130)) && times > 0;
        assert!(left || *exit == Exit::Status(0), "{exit:?}, {}", told());
        let held_token = match self.kill {
            Kill::Request(number, moment) => match seen[number].rsplit('/').next() {
                Some("token") => moment != Moment::Before,
                Some("whoami") => true,
                Some("revoke") => moment == Moment::Before,
                _ => false,
            },
            Kill::Twice => true,
            Kill::Spared | Kill::Save(_) => false,
        };
        assert!(sessions <= usize::from(held_token), "sessions, {}", told());
    }
}
