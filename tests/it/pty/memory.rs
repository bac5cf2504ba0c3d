//! A server that sends without end, or without measure, costs no memory: the greatest that the program ever had
//! (`VmHWM`) stays near what it has with a server that says nothing.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::terminal::Terminal;

use super::*;

/// How much more memory a bad server may cost, in KiB. Five requests are answered at once: of each a body of 1 MiB is
/// held in a buffer that doubled as it grew, and beside it the text that was read out of it, which grew likewise.
const MORE: u64 = 24 * 1024;
/// The most that leaves a server before its connection is closed. Most of it is never read: what both ends of a
/// connection hold may grow to tens of MiB, where the system has memory for that.
const READ: u64 = 64 << 20;
/// The answer of a server that is not stopped: 1 GiB.
const ENDLESS: u64 = 1 << 30;

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/// Writes to a connection until the other side has had enough.
type Flood = fn(&mut dyn Write) -> io::Result<()>;

/// A body of a given length.
fn whole(out: &mut dyn Write, body: &str) -> io::Result<()> {
    write!(out, "{HEAD}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A text again and again, 1 GiB of it.
fn endless(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let block = text.repeat(64 * 1024 / text.len());
    for _ in 0..ENDLESS / block.len() as u64 {
        out.write_all(block.as_bytes())?;
    }
    Ok(())
}

/// A JSON object of nearly 1 MiB, filled with a text again and again.
fn filled(begin: &str, text: &str, end: &str) -> String {
    let times = (1024 * 1024 - begin.len() - end.len()) / text.len();
    [begin, &text.repeat(times), end].concat()
}

const FLOODS: [(&str, Flood); 11] = [
    ("1 GiB of a known length", |out| {
        write!(
            out,
            "{HEAD}Content-Length: {ENDLESS}\r\n\r\n{{\"versions\":[\""
        )?;
        endless(out, "x")
    }),
    ("1 GiB until the end", |out| {
        write!(out, "{HEAD}Connection: close\r\n\r\n{{\"versions\":[\"")?;
        endless(out, "x")
    }),
    ("1 GiB in pieces", |out| {
        write!(out, "{HEAD}Transfer-Encoding: chunked\r\n\r\n")?;
        endless(out, "8\r\n[[[[[[[[\r\n")
    }),
    ("1 GiB that says it is packed", |out| {
        write!(
            out,
            "{HEAD}Content-Encoding: gzip\r\nContent-Length: {ENDLESS}\r\n\r\n"
        )?;
        endless(out, "\u{1f}")
    }),
    ("headers without end", |out| {
        write!(out, "{HEAD}")?;
        endless(out, "X-More: and more\r\n")
    }),
    ("a header without end", |out| {
        write!(out, "{HEAD}X-More: ")?;
        endless(out, "x")
    }),
    ("a size of a piece without end", |out| {
        write!(out, "{HEAD}Transfer-Encoding: chunked\r\n\r\n1;")?;
        endless(out, "x")
    }),
    ("half a million levels", |out| {
        whole(out, &filled("{\"versions\":", "[", ""))
    }),
    ("half a million numbers", |out| {
        whole(out, &filled("{\"versions\":[0", ",0", "]}"))
    }),
    ("a hundred thousand members", |out| {
        whole(out, &filled("{\"versions\":[]", ",\"a\":{}", "}"))
    }),
    ("one long text", |out| {
        whole(out, &filled("{\"versions\":[\"", "\\u0007", "\"]}"))
    }),
];

struct Counting<'a>(TcpStream, &'a AtomicU64);

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1.fetch_add(written as u64, Ordering::Relaxed);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A server that answers every request like this, and the most that it sent on one connection.
fn flooding(flood: Flood) -> (String, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it listens");
    let most = Arc::<AtomicU64>::default();
    let sent = most.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let most = most.clone();
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let sent = AtomicU64::new(0);
                // It ends with an error when the client hangs up.
                let _ = flood(&mut Counting(stream, &sent));
                most.fetch_max(sent.into_inner(), Ordering::Relaxed);
            });
        }
    });
    (format!("http://{address}"), sent)
}

/// The greatest memory that a program had so far, in KiB.
fn peak(terminal: &Terminal) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", terminal.process()));
    let status = status.expect("a running program has a status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a number")
}

#[test]
fn no_server_makes_the_program_large() {
    let start = |flood: Flood| {
        let (url, sent) = flooding(flood);
        let terminal = mxid(&["sign-up", "--server", &url]).start();
        (terminal, sent)
    };
    let still = start(|out| whole(out, "{}"));
    let runs: Vec<_> = FLOODS
        .iter()
        .map(|(name, flood)| (name, start(*flood)))
        .collect();
    let failed = |terminal: &Terminal| terminal.wait_for("   ! ");
    failed(&still.0);
    let least = peak(&still.0);
    for (name, (terminal, sent)) in &runs {
        failed(terminal);
        let more = peak(terminal).saturating_sub(least);
        let sent = sent.load(Ordering::Relaxed);
        println!("{name}: {more} KiB more than {least}, {sent} bytes sent");
        assert!(more <= MORE, "{name}: {more} KiB");
        assert!(sent <= READ, "{name}: {sent} bytes were read");
    }
}
