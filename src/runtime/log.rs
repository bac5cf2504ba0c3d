//! The requests, written to a file for finding a fault: enough to help, nothing
//! secret.
//!
//! ```text
//! Sun, 06 Nov 1994 08:49:37 GMT mxid 0.1.0 on linux x86_64
//! Sun, 06 Nov 1994 08:49:38 GMT POST /register/msisdn/requestToken #2 429 M_LIMIT_EXCEEDED 31 ms https://example.org
//! ```
//!
//! A line is written when its request ends. A request is named by its endpoint, never by the path or
//! query that left, and the server by scheme, host and port.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use crate::domain::BaseUrl;
use crate::protocol::{ErrCode, Failure, Method, Reply, Request};
use crate::store;

/// An open log file. Clones write to the same one.
#[derive(Clone, Debug)]
pub struct RequestLog(Arc<Mutex<Written>>);

/// The file, and whether every line is in it.
#[derive(Debug)]
struct Written {
    file: File,
    whole: bool,
}

impl RequestLog {
    /// Opens a log and writes down which program begins; what is in the file already stays. It is
    /// readable by its owner only, also when it was another's to read before.
    ///
    /// # Errors
    /// When the file cannot be made or written, or the path leads to anything but a file of its own:
    /// a link could lead anywhere.
    pub fn open(path: &Path) -> io::Result<Self> {
        let is_file = |found: fs::Metadata| found.is_file();
        if fs::symlink_metadata(path).is_ok_and(|found| !is_file(found)) {
            return Err(io::Error::other("not a file, or a link to one"));
        }
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        store::for_owner_only(&mut options);
        store::not_elsewhere(&mut options);
        let file = options.open(path)?;
        #[cfg(unix)]
        ensure_private(&file)?;
        let log = Self(Arc::new(Mutex::new(Written { file, whole: true })));
        let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
        let version = env!("CARGO_PKG_VERSION");
        log.write(&format!("mxid {version} on {system} {machine}"));
        Ok(log)
    }

    /// Notes that a request leaves for the homeserver at `base`. Its line is written when the entry is
    /// ended, or were dropped.
    pub fn begin(&self, base: &BaseUrl, request: &Request) -> Entry {
        Entry {
            log: self.clone(),
            what: what(request),
            server: server(base, request),
            begun: Instant::now(),
            open: true,
        }
    }

    /// Writes a line, in one go because another program may write to the same file. A log that
    /// cannot be written stops nothing, and is reported at the end.
    fn write(&self, line: &str) {
        let at = httpdate::fmt_http_date(SystemTime::now());
        if let Ok(mut log) = self.0.lock() {
            let written = log.file.write_all(format!("{at} {line}\n").as_bytes());
            log.whole &= written.is_ok();
        }
    }

    /// Whether every line so far could be written.
    pub fn is_whole(&self) -> bool {
        self.0.lock().is_ok_and(|log| log.whole)
    }
}

/// A request that is under way.
#[derive(Debug)]
pub struct Entry {
    log: RequestLog,
    what: String,
    server: String,
    begun: Instant,
    open: bool,
}

impl Entry {
    /// Writes down how the request ended.
    pub fn end(mut self, result: &Result<Reply, Failure>) {
        self.write(&outcome(result));
    }

    fn write(&mut self, outcome: &str) {
        self.open = false;
        let line = line(&self.what, outcome, self.begun.elapsed(), &self.server);
        self.log.write(&line);
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        if self.open {
            self.write("given up");
        }
    }
}

fn line(what: &str, outcome: &str, took: Duration, server: &str) -> String {
    format!("{what} {outcome} {} ms {server}", took.as_millis())
}

/// Method, endpoint and, for a message, its number.
fn what(request: &Request) -> String {
    let method = match request.method() {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let endpoint = request.endpoint();
    match request {
        Request::RequestToken(message) => {
            format!("{method} {endpoint} #{}", message.send_attempt.get())
        }
        _ => format!("{method} {endpoint}"),
    }
}

/// Scheme, host and port of whom the request is for.
fn server(base: &BaseUrl, request: &Request) -> String {
    let elsewhere = match request {
        Request::SubmitCode(request) => &request.submit_url,
        Request::OAuth(request) => request.url(),
        _ => return base.origin(),
    };
    elsewhere.origin().ascii_serialization()
}

/// Status and errcode, or why there are none.
fn outcome(result: &Result<Reply, Failure>) -> String {
    match result {
        Ok(Reply::Uia(uia)) => match uia.refusal.as_ref().and_then(|r| r.errcode.as_ref()) {
            Some(code) => format!("401 stages {}", name(code)),
            None => "401 stages".to_owned(),
        },
        Ok(_) => "200".to_owned(),
        Err(Failure::Refused(refusal)) => match &refusal.errcode {
            Some(code) => format!("{} {}", refusal.status, name(code)),
            None => refusal.status.to_string(),
        },
        Err(Failure::Network(network)) => format!("no answer: {network:?}"),
        Err(Failure::Unreadable(unreadable)) => format!("unreadable: {unreadable:?}"),
    }
}

/// An errcode; not a sentence in its place.
fn name(code: &ErrCode) -> &str {
    code.name().unwrap_or("(no errcode)")
}

/// Checks a file that already existed: it must belong to the user and be readable by no other.
#[cfg(unix)]
fn ensure_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let found = file.metadata()?;
    if !found.is_file() || found.nlink() > 1 {
        return Err(io::Error::other("not a file of its own"));
    }
    if found.mode() & 0o077 != 0 {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CleanText, RegistrationToken};
    use crate::protocol::{Refusal, Uia};

    #[test]
    fn a_line_names_the_endpoint_and_nothing_secret() {
        let token = RegistrationToken::parse("open-sesame").expect("a token");
        let base = BaseUrl::parse("https://example.org:8448/m").expect("a base URL");
        let request = Request::TokenValidity(token);
        let line = line(
            &what(&request),
            &outcome(&Ok(Reply::TokenValid(true))),
            Duration::from_millis(12),
            &server(&base, &request),
        );
        assert_eq!(
            line,
            "GET /register/m.login.registration_token/validity 200 12 ms https://example.org:8448"
        );
    }

    #[test]
    fn a_stage_that_failed_says_why() {
        let demanded = |refusal| {
            outcome(&Ok(Reply::Uia(Uia {
                refusal,
                ..Uia::default()
            })))
        };
        let refusal = Refusal {
            status: 401,
            errcode: Some(ErrCode::parse("M_UNAUTHORIZED")),
            text: CleanText::new("your password is hunter2"),
            retry_after: None,
            contact: None,
        };
        assert_eq!(demanded(None), "401 stages");
        assert_eq!(demanded(Some(refusal)), "401 stages M_UNAUTHORIZED");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_log_that_cannot_be_written_says_so() {
        let file = OpenOptions::new().write(true).open("/dev/full");
        let file = file.expect("a device that is always full");
        let log = RequestLog(Arc::new(Mutex::new(Written { file, whole: true })));
        assert!(log.is_whole());
        log.write("a line");
        assert!(!log.is_whole());
    }

    #[test]
    fn an_errcode_is_named_and_a_sentence_in_its_place_is_not() {
        let refused = |code: &str| {
            outcome(&Err(Failure::Refused(Refusal {
                status: 400,
                errcode: Some(ErrCode::parse(code)),
                text: CleanText::new("your password is hunter2"),
                retry_after: None,
                contact: None,
            })))
        };
        assert_eq!(refused("M_UNKNOWN"), "400 M_UNKNOWN");
        assert_eq!(refused("ORG.EXAMPLE_NEW"), "400 ORG.EXAMPLE_NEW");
        assert_eq!(refused("your password is hunter2"), "400 (no errcode)");
        assert_eq!(refused(&"A".repeat(65)), "400 (no errcode)");
    }
}
