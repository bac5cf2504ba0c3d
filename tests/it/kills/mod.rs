//! The program is killed (SIGKILL) at every request and after every save of every flow, and run again: each flow comes
//! to its end, and nobody gets a message more than they asked for.
//!
//! ```text
//!   person ── keys ──▸ mxid ──▸ Proxy ──▸ practice server ──▸ messages
//!                       ▲ SIGKILL │
//!                       └─────────┘ at request N: before it leaves, after the server acted, after the answer
//! ```

mod person;
mod proxy;
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::terminal::{Exit, Program, Terminal};

use person::{PASSWORD, walk};
use proxy::{Moment, Proxy};
use site::Site;

/// The program that cargo built for these tests.
const MXID: &str = env!("CARGO_BIN_EXE_mxid");

/// How many programs run at once. They wait most of the time.
const AT_ONCE: usize = 8;

/// A flow, with the flags that answer its questions.
#[derive(Clone, Copy, Debug)]
struct Flow {
    name: &'static str,
    flags: &'static [&'static str],
    /// How many messages the person asks for.
    messages: usize,
    /// Who can log in with the new password at the end.
    user: Option<&'static str>,
    /// The flow is about the number of an account.
    with_phone: bool,
}

const FLOWS: [Flow; 7] = [
    Flow {
        name: "sign-up without a contact",
        flags: &["sign-up", "--username", "swift"],
        messages: 0,
        user: Some("swift"),
        with_phone: false,
    },
    Flow {
        name: "sign-up by email",
        flags: &[
            "sign-up",
            "--username",
            "swift",
            "--email",
            "lark@example.org",
        ],
        messages: 1,
        user: Some("swift"),
        with_phone: false,
    },
    Flow {
        name: "sign-up by phone",
        flags: &[
            "sign-up",
            "--username",
            "swift",
            "--phone",
            "07700 900123",
            "--country",
            "GB",
        ],
        messages: 1,
        user: Some("swift"),
        with_phone: false,
    },
    Flow {
        name: "reset by email",
        flags: &["reset-password", "--email", "robin@example.org"],
        messages: 1,
        user: Some("robin"),
        with_phone: false,
    },
    Flow {
        name: "reset by phone",
        flags: &[
            "reset-password",
            "--phone",
            "07700 900123",
            "--country",
            "GB",
        ],
        messages: 1,
        user: Some("wren"),
        with_phone: true,
    },
    Flow {
        name: "email added",
        flags: &[
            "add-contact",
            "--username",
            "plover",
            "--email",
            "lark@example.org",
        ],
        messages: 1,
        user: None,
        with_phone: false,
    },
    Flow {
        name: "phone added",
        flags: &[
            "add-contact",
            "--username",
            "plover",
            "--phone",
            "07700 900123",
            "--country",
            "GB",
        ],
        messages: 1,
        user: None,
        with_phone: false,
    },
];

/// When the program is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kill {
    /// Never.
    Spared,
    /// At a request.
    Request(usize, Moment),
    /// When the flow was written for this time.
    Save(usize),
}

/// What a run was like, for the choice of the next ones.
struct Found {
    requests: Vec<String>,
    saves: usize,
    killed: bool,
}

/// A folder for the state of programs, which two runs have in common.
struct State(PathBuf);

impl State {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("kills-{}-{count}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn mxid(&self, arguments: &[&str]) -> Arc<Terminal> {
        let program = Program::new(MXID).args(arguments);
        let patience = Duration::from_secs(20);
        Arc::new(
            program
                .env("XDG_STATE_HOME", &self.0)
                .patience(patience)
                .start(),
        )
    }

    /// What tells one written flow from the next; none when there is none.
    fn written(&self) -> Option<(u64, i64)> {
        use std::os::unix::fs::MetadataExt;

        let entries = fs::read_dir(self.0.join("mxid")).ok()?;
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let flow = paths.find(|path| path.extension().is_some_and(|ending| ending == "json"))?;
        let found = fs::metadata(flow).ok()?;
        Some((found.ino(), found.ctime_nsec()))
    }

    /// Counts the writes of a program's flow until it ends, and kills it at one of them.
    fn watch(&self, terminal: &Terminal, kill_at: Option<usize>) -> usize {
        let (mut saves, mut last) = (0, self.written());
        while !terminal.has_ended() {
            let written = self.written();
            if written != last {
                saves += usize::from(written.is_some());
                last = written;
                if kill_at.is_some_and(|at| at < saves) {
                    terminal.kill();
                }
            }
            thread::sleep(Duration::from_micros(500));
        }
        saves
    }
}

/// Kills a program at the end of a scope.
struct Ends<'a>(&'a Terminal);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.kill();
    }
}

impl Drop for State {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a flow that is killed once, and then to its end. Panics where a promise is broken.
fn run(flow: Flow, kill: Kill) -> Found {
    let site = match flow.with_phone {
        true => Site::start().with_phone(),
        false => Site::start(),
    };
    let (trap, at_save) = match kill {
        Kill::Spared => (None, None),
        Kill::Request(number, moment) => (Some((number, moment)), None),
        Kill::Save(number) => (None, Some(number)),
    };
    let proxy = Proxy::start(site.practice.url(), trap);
    let state = State::new();
    let url = proxy.url();
    let flags = [flow.flags, &["--server", &url]].concat();
    let terminal = state.mxid(&flags);
    proxy.hunt(&terminal);
    let (mut exit, saves) = thread::scope(|scope| {
        // A walk that fails ends the program, and with it the watch.
        let walked = Ends(&terminal);
        let saves = scope.spawn(|| state.watch(&terminal, at_save));
        let exit = walk(walked.0, &site);
        (exit, saves.join().expect("no panic"))
    });
    let killed = matches!(exit, Exit::Signal(_));
    if let Kill::Request(number, moment) = kill {
        let seen = proxy.seen();
        // Whoever has the last answer may have ended before the signal comes.
        let ends_first = moment == Moment::Answered && number + 1 == seen.len();
        let told = || format!("never killed: {}, {kill:?}: {seen:#?}", flow.name);
        assert!(killed || ends_first, "{}", told());
    }
    if killed {
        let is_kept = state.written().is_some();
        let is_done = proxy
            .seen()
            .iter()
            .any(|request| request.ends_with("/logout"));
        if is_done && !is_kept {
            // Nothing is left to go on with.
            assert_eq!(
                (site.messages().len(), site.practice.sessions()),
                (flow.messages, 0),
                "messages and open sessions of {flow:?}, {kill:?}"
            );
            return Found {
                requests: proxy.seen(),
                saves,
                killed,
            };
        }
        let arguments: &[&str] = if is_kept { &["resume"] } else { &flags };
        exit = walk(&state.mxid(arguments), &site);
    }
    let seen = proxy.seen();
    let told = || format!("{}, {kill:?}: {seen:#?}", flow.name);
    assert_eq!(exit, Exit::Status(0), "{}", told());
    assert_eq!(site.messages().len(), flow.messages, "messages, {}", told());
    assert_eq!(site.practice.sessions(), 0, "open sessions, {}", told());
    assert_eq!(state.written(), None, "still kept, {}", told());
    if let Some(user) = flow.user {
        assert!(site.takes(user, PASSWORD), "the password, {}", told());
    }
    Found {
        requests: proxy.seen(),
        saves,
        killed,
    }
}

/// How many programs were to be killed, and were.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    cells: usize,
    killed: usize,
}

impl Count {
    fn add(&mut self, killed: bool) {
        self.cells += 1;
        self.killed += usize::from(killed);
    }
}

/// Runs every cell, several at once, and prints what did not hold.
fn run_all(cells: Vec<(Flow, Kill)>) {
    let begun = std::time::Instant::now();
    let queue = Mutex::new(cells.iter());
    let failed = Mutex::new(Vec::new());
    let counts = Mutex::new((BTreeMap::<_, Count>::new(), Count::default()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().expect("no panic").next();
                    let Some((flow, kill)) = next else {
                        return;
                    };
                    let Ok(found) = std::panic::catch_unwind(|| run(*flow, *kill)) else {
                        failed.lock().expect("no panic").push((flow.name, *kill));
                        continue;
                    };
                    let (flows, at_saves) = &mut *counts.lock().expect("no panic");
                    flows.entry(flow.name).or_default().add(found.killed);
                    if matches!(kill, Kill::Save(_)) {
                        at_saves.add(found.killed);
                    }
                }
            });
        }
    });
    let (flows, at_saves) = counts.into_inner().expect("no panic");
    println!("killed and resumed, in {:?}:", begun.elapsed());
    for (name, Count { cells, killed }) in flows {
        println!("{name:<28} {killed:>4} of {cells:>4}");
    }
    println!("at a save {at_saves:?}");
    let failed = failed.into_inner().expect("no panic");
    assert!(
        failed.is_empty(),
        "{} of {}: {failed:#?}",
        failed.len(),
        cells.len()
    );
    // A save is seen by looking, and the next may come before the signal: some are missed.
    assert!(at_saves.killed * 4 >= at_saves.cells * 3, "{at_saves:?}");
}

/// Whether a request sends a message or may finish a flow.
fn matters(request: &str) -> bool {
    [
        "/requestToken",
        "/3pid/add",
        "/account/password",
        "POST /_matrix/client/v3/register",
    ]
    .iter()
    .any(|end| request.ends_with(end))
}

/// Everywhere that a flow can be killed.
fn everywhere(found: &Found) -> Vec<Kill> {
    let requests = (0..found.requests.len())
        .flat_map(|number| Moment::ALL.map(|moment| Kill::Request(number, moment)));
    requests.chain((0..found.saves).map(Kill::Save)).collect()
}

/// Where it hurts most: the server has acted and nobody has heard of it; and once after the last save.
fn where_it_hurts(found: &Found) -> Vec<Kill> {
    let last = |is_it: &dyn Fn(&str) -> bool| found.requests.iter().rposition(|r| is_it(r));
    let asked = last(&|request| request.ends_with("/requestToken"));
    let requests = asked.into_iter().chain(last(&matters));
    requests
        .map(|number| Kill::Request(number, Moment::Acted))
        .chain(found.saves.checked_sub(1).map(Kill::Save))
        .collect()
}

#[test]
fn killed_and_gone_on_with_a_flow_ends_with_one_message() {
    let kills = match cfg!(feature = "kill-tests") {
        true => everywhere,
        false => where_it_hurts,
    };
    let cells = FLOWS.into_iter().flat_map(|flow| {
        let kills = kills(&run(flow, Kill::Spared));
        kills.into_iter().map(move |kill| (flow, kill))
    });
    run_all(cells.collect());
}
