//! Nobody listens at the other end of standard output or standard error.

use std::io::{BufRead, BufReader, Read, Write, pipe};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::*;

/// A pipe whose other end is closed.
fn closed() -> Stdio {
    let (_, writer) = pipe().expect("a pipe");
    writer.into()
}

/// Told to end, it does with one of these statuses, and complains of nothing.
#[track_caller]
fn assert_ends(program: Child, statuses: &[i32]) {
    kill_process(Pid::from_child(&program), Signal::TERM).expect("it runs");
    let output = program.wait_with_output().expect("it ends");
    let said = String::from_utf8(output.stderr).expect("it is text");
    let status = output.status.code().unwrap_or_default();
    assert!(statuses.contains(&status), "{status}: {said}");
    assert_eq!(said, "");
}

#[test]
fn the_practice_server_needs_nobody_who_reads_where_it_listens() {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = free.local_addr().expect("it is bound");
    drop(free);
    let program = Command::new(MXID)
        .args(["practice", "--listen", &address.to_string()])
        .stdin(Stdio::null())
        .stdout(closed())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut answer = String::new();
    while answer.is_empty() && Instant::now() < deadline {
        if let Ok(mut stream) = TcpStream::connect(address) {
            let request = format!("GET /_practice/outbox HTTP/1.0\r\nHost: {address}\r\n\r\n");
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read_to_string(&mut answer);
        }
    }
    assert!(answer.contains("200 OK"), "{answer}");
    assert_ends(program, &[143]);
}

#[test]
fn what_cannot_be_said_at_the_end_is_no_error() {
    let mut program = Command::new(MXID)
        .args(["sign-up", "--practice", "--ui", "plain", "--no-resume"])
        .env("LANG", "C.UTF-8")
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let stdout = BufReader::new(program.stdout.take().expect("it is piped"));
    let mut lines = stdout.lines().map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("Number, or Enter for 1, Phone number")));
    drop(lines);
    // A program that another test starts at this moment holds our end of the pipe for an instant.
    assert_ends(program, &[129, 143]);
}

#[test]
fn a_complaint_that_nobody_hears_ends_as_it_would() {
    let status = Command::new(MXID)
        .args(["sign-up", "--practice"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(closed())
        .status()
        .expect("it runs");
    assert_eq!(status.code(), Some(3));
}
