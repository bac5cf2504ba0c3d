//! The requests, written to a file for whoever has to find a fault: enough to help, nothing
//! secret.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::protocol::{Failure, Method, Reply, Request};

/// An open log file.
#[derive(Debug)]
pub struct RequestLog(File);

impl RequestLog {
    /// Opens a log, readable by its owner only; what is in it already stays.
    ///
    /// # Errors
    /// When the file cannot be made or written.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path).map(Self)
    }

    /// Writes one request down: time, method, path without its query, status and errcode, and how
    /// long it took. A log that cannot be written stops nobody.
    pub(super) fn write(
        &mut self,
        request: &Request,
        result: &Result<Reply, Failure>,
        took: Duration,
    ) {
        let line = line(SystemTime::now(), request, result, took);
        let _ = writeln!(self.0, "{line}");
    }
}

fn line(
    at: SystemTime,
    request: &Request,
    result: &Result<Reply, Failure>,
    took: Duration,
) -> String {
    let at = httpdate::fmt_http_date(at);
    let method = match request.method() {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let outcome = match result {
        Ok(Reply::Uia(_)) => "401 stages".to_owned(),
        Ok(_) => "200".to_owned(),
        Err(Failure::Refused(refusal)) => match &refusal.errcode {
            Some(code) => format!("{} {code}", refusal.status),
            None => refusal.status.to_string(),
        },
        Err(Failure::Network(network)) => format!("no answer: {network:?}"),
        Err(Failure::Unreadable(unreadable)) => format!("unreadable: {unreadable:?}"),
    };
    let path = request.endpoint();
    format!("{at} {method} {path} {outcome} {} ms", took.as_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RegistrationToken;

    #[test]
    fn a_line_names_the_endpoint_and_nothing_secret() {
        let token = RegistrationToken::parse("open-sesame").expect("a token");
        let line = line(
            SystemTime::UNIX_EPOCH,
            &Request::TokenValidity(token),
            &Ok(Reply::TokenValid(true)),
            Duration::from_millis(12),
        );
        assert_eq!(
            line,
            "Thu, 01 Jan 1970 00:00:00 GMT GET \
             /register/m.login.registration_token/validity 200 12 ms"
        );
    }
}
