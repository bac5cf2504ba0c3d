//! One process of the homeserver: started, awaited, logged, and gone with the tests.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::http;

/// How long a server may take to build its database and listen.
const PATIENCE: Duration = Duration::from_secs(90);

/// How often a starting server is asked whether it is ready.
const INTERVAL: Duration = Duration::from_millis(50);

/// Lines of a log that a failure shows.
const TAIL: usize = 40;

/// A running Synapse or Sydent.
pub struct ServerProcess {
    name: &'static str,
    /// Its standard input is a pipe: `start.py` ends the process when that closes.
    child: Child,
    log: PathBuf,
}

impl ServerProcess {
    /// Starts `start.py NAME ARGUMENTS` in `folder`, by the virtual environment of that name.
    pub fn start(name: &'static str, arguments: &[&str], folder: &Path) -> Self {
        let python = homeservers().join(name).join("bin/python");
        assert!(
            python.exists(),
            "{} is missing: `.ci/synapse` installs it",
            python.display()
        );
        let log = folder.join(format!("{name}.log"));
        let output = File::create(&log).expect("the folder is writable");
        let errors = output.try_clone().expect("an open file can be shared");
        let starter = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/synapse/start.py");
        let child = Command::new(python)
            .args(["-B", starter, name])
            .args(arguments)
            .current_dir(folder)
            // Where Synapse lies in a checkout, mxid's own for one, it would name that one's commit as its version.
            .env("GIT_CEILING_DIRECTORIES", homeservers())
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .expect("the environment's Python starts");
        Self { name, child, log }
    }

    /// Waits until a `GET` of `url` is answered with 200.
    pub fn wait_ready(&mut self, url: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !http::get(url, None).is_ok_and(|answer| answer.status == 200) {
            let ended = self.child.try_wait().expect("a child can be asked");
            assert!(
                ended.is_none() && Instant::now() < deadline,
                "{} is not ready ({ended:?})\n{}",
                self.name,
                self.log_tail()
            );
            thread::sleep(INTERVAL);
        }
    }

    /// The end of what it logged, and where the whole of it lies.
    pub fn log_tail(&self) -> String {
        let log = fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        let tail = &lines[lines.len().saturating_sub(TAIL)..];
        format!("── {} ──\n{}\n", self.log.display(), tail.join("\n"))
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // Either fails only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder with the virtual environments.
pub fn homeservers() -> PathBuf {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/.cache/homeservers");
    std::env::var_os("MXID_HOMESERVERS").map_or_else(|| default.into(), PathBuf::from)
}
