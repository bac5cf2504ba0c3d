//! The log: whom it can be read by, where it can be, and what is in it.

use std::fs;
use std::path::PathBuf;

use mxid::domain::BaseUrl;
use mxid::protocol::{Reply, Request};
use mxid::runtime::RequestLog;

use crate::folder::Folder;
use crate::machine::answers::{lost, versions};
use crate::wire::values::{every_request, submit_code};

impl Folder {
    fn log(&self) -> PathBuf {
        self.join("requests.log")
    }
}

fn base() -> BaseUrl {
    BaseUrl::parse("https://matrix.example.org/prefix").expect("a base URL")
}

#[test]
fn a_log_begins_with_the_version_and_goes_on_where_it_was() {
    let folder = Folder::new();
    for _ in 0..2 {
        let log = RequestLog::open(&folder.log()).expect("a log");
        log.begin(&base(), &Request::Versions).end(&versions());
    }
    let text = fs::read_to_string(folder.log()).expect("the log");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    for at in [0, 2] {
        assert!(lines[at].contains(concat!("mxid ", env!("CARGO_PKG_VERSION"))));
        assert!(lines[at + 1].contains("GET /versions 200 "), "{text}");
        assert!(lines[at + 1].ends_with(" ms https://matrix.example.org"));
    }
}

#[test]
fn a_request_that_nobody_waits_for_any_more_is_in_the_log() {
    let folder = Folder::new();
    let log = RequestLog::open(&folder.log()).expect("a log");
    drop(log.begin(
        &base(),
        &submit_code("https://id.example.net/submit?sid=Hush"),
    ));
    log.begin(&base(), &Request::Versions).end(&lost());
    let text = fs::read_to_string(folder.log()).expect("the log");
    assert!(text.contains("POST submit_url given up "), "{text}");
    assert!(text.contains(" ms https://id.example.net\n"), "{text}");
    assert!(text.contains("no answer: Timeout"), "{text}");
    assert!(!text.contains("Hush"), "{text}");
}

/// A line holds nothing of a request but its method, endpoint, number and host.
#[test]
fn no_value_of_any_request_is_in_the_log() {
    let folder = Folder::new();
    let log = RequestLog::open(&folder.log()).expect("a log");
    let requests = every_request();
    for request in &requests {
        log.begin(&base(), request).end(&Ok(Reply::LoggedOut));
    }
    let text = fs::read_to_string(folder.log()).expect("the log");
    assert_eq!(text.lines().count(), 1 + requests.len());
    for line in text.lines().skip(1) {
        let (_, what) = line.split_once(" GMT ").expect("a time");
        let mut words = what.split(' ');
        assert!(matches!(words.next(), Some("GET" | "POST")), "{line}");
        let endpoint = words.next().expect("an endpoint");
        assert!(requests.iter().any(|r| r.endpoint() == endpoint), "{line}");
        let rest: Vec<&str> = words.filter(|word| !word.starts_with('#')).collect();
        assert_eq!(rest[0], "200", "{line}");
        assert_eq!(rest[2], "ms", "{line}");
        assert!(
            rest[3].starts_with("http") && !rest[3].contains('?'),
            "{line}"
        );
        assert_eq!(rest.len(), 4, "{line}");
    }
}

#[cfg(unix)]
mod private {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::*;

    fn mode(path: &Path) -> u32 {
        let found = fs::metadata(path).expect("it is there");
        found.permissions().mode() & 0o777
    }

    #[test]
    fn a_log_is_its_owners_alone_also_where_it_was_not_before() {
        let folder = Folder::new();
        drop(RequestLog::open(&folder.log()).expect("a new log"));
        assert_eq!(mode(&folder.log()), 0o600);
        for wide in [0o644, 0o666, 0o640, 0o660] {
            fs::set_permissions(folder.log(), fs::Permissions::from_mode(wide)).expect("ours");
            drop(RequestLog::open(&folder.log()).expect("an old log"));
            assert_eq!(mode(&folder.log()), 0o600, "{wide:o}");
        }
    }

    #[test]
    fn a_log_is_never_written_into_what_somebody_else_put_in_its_place() {
        let folder = Folder::new();
        let target = folder.join("target");
        fs::write(&target, "as it was").expect("a file");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o644)).expect("ours");
        let refused = |path: &Path| RequestLog::open(path).is_err();

        symlink(&target, folder.log()).expect("a link");
        assert!(refused(&folder.log()), "a link");
        fs::remove_file(folder.log()).expect("ours");
        symlink(folder.join("none"), folder.log()).expect("a link");
        assert!(refused(&folder.log()), "a link to nothing");
        assert!(!folder.join("none").exists());
        fs::remove_file(folder.log()).expect("ours");
        fs::hard_link(&target, folder.log()).expect("another name");
        assert!(refused(&folder.log()), "another name of a file");

        assert!(refused(Path::new("/dev/null")), "a device");
        assert!(refused(folder.path()), "a folder");
        assert_eq!(
            fs::read_to_string(&target).expect("it is there"),
            "as it was"
        );
        assert_eq!(mode(&target), 0o644);
    }
}
