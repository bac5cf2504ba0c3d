//! Answers from a pipe, as a script gives them.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use mxid::practice::{Options, Registration};

use super::super::served::Served;
use super::super::web::Site;
use super::*;
use crate::pages::title;

/// Runs the program with answers from a pipe.
fn piped(arguments: &[&str], answers: impl AsRef<[u8]>) -> Output {
    let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    run(
        Command::new(MXID)
            .args(arguments)
            .args(["--ui", "plain", "--no-resume"])
            .env("HOME", home),
        answers,
    )
}

/// Runs a command with answers from a pipe.
pub(super) fn run(command: &mut Command, answers: impl AsRef<[u8]>) -> Output {
    let mut program = command
        .env("TZ", "UTC")
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("a pipe");
    input.write_all(answers.as_ref()).expect("it reads");
    drop(input);
    program.wait_with_output().expect("it ends")
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_script_drives_a_whole_sign_up() {
    let served = Served::start();
    let output = piped(&["sign-up", "--server", &served.url], sign_up("swift"));
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("Your Matrix ID is @swift:"), "{said}");
    assert!(
        !said.contains(PASSWORD) && !said.contains('\u{1b}'),
        "{said}"
    );
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_page_of_a_flag_is_said_only_where_its_answer_is_in_doubt() {
    let served = Served::start();
    let end = format!("swift\n{PASSWORD}\n{PASSWORD}\nleave\n");
    for (flags, doubt) in [
        (["--phone", "201 555 0123"], None),
        (
            ["--phone", "+44 7700 900123"],
            Some("We don't recognise this number"),
        ),
        (["--email", "robin@example.org"], None),
        (["--email", "robin@gmial.com"], Some("Did you mean")),
    ] {
        let server = ["sign-up", "--server", &served.url];
        let country: &[&str] = match flags {
            ["--phone", "201 555 0123"] => &["--country", "us"],
            _ => &[],
        };
        let output = piped(&[&server[..], &flags, country].concat(), &end);
        let said = text(&output.stdout);
        let asks = "What is your";
        assert_eq!(said.contains(asks), doubt.is_some(), "{said}");
        assert!(doubt.is_none_or(|doubt| said.contains(doubt)), "{said}");
        assert!(said.contains(title::REVIEW), "{said}");
    }
}

#[test]
fn a_password_in_another_encoding_is_not_taken_for_one() {
    let served = Served::start();
    let mut answers = b"3\nswift\n".to_vec();
    // Read as UTF-8, the two would be the same.
    answers.extend(b"violet-anvil-t\xe4pot-9\nviolet-anvil-t\xf6pot-9\n");
    answers.extend(format!("{PASSWORD}\n{PASSWORD}\n\n").bytes());
    let output = piped(&["sign-up", "--server", &served.url], &answers);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let refused = said.matches("This line is not in UTF-8").count();
    assert_eq!(refused, 1, "{said}");
    assert!(!said.contains("Your Matrix ID"), "{said}");
}

#[test]
fn a_flood_waits_in_the_pipe_while_no_line_can_be_taken() {
    // Far more than a pipe and what was read ahead hold.
    const FLOOD: usize = 1 << 20;
    let mute = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let url = format!("http://{}\n", mute.local_addr().expect("it is bound"));
    let mut program = Command::new(MXID)
        .args(["sign-up", "--ui", "plain", "--no-resume"])
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("a pipe");
    let (swallowed, is_swallowed) = mpsc::channel();
    std::thread::spawn(move || {
        let flood = [url.as_bytes(), &b"y\n".repeat(FLOOD / 2)].concat();
        // Once the program is gone the pipe breaks.
        if input.write_all(&flood).is_ok() {
            let _ = swallowed.send(());
        }
    });
    let said = BufReader::new(program.stdout.take().expect("a pipe"));
    let mut lines = said.lines().map_while(Result::ok);
    let is_at_work = lines.any(|line| line.starts_with("Looking for"));
    let is_swallowed = is_swallowed.recv_timeout(Duration::from_secs(3)).is_ok();
    program.kill().expect("it runs");
    program.wait().expect("it ends");
    assert!(is_at_work, "it waits for the server");
    assert!(!is_swallowed, "it reads what it cannot take");
}

#[test]
fn what_goes_on_by_itself_outlives_the_answers() {
    let answers = format!("2\nswift@example.org\nswift\n{PASSWORD}\n{PASSWORD}\n\nopen");
    let output = piped(&["sign-up", "--practice"], &answers);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("There are no more answers."), "{said}");
    assert!(said.contains("Your Matrix ID is @swift:"), "{said}");
}

#[test]
fn too_few_answers_end_with_1_and_a_sentence() {
    for answers in ["", "3\n", "3\nswift\nnot the whole pass"] {
        let output = piped(&["sign-up", "--practice"], answers);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("There are no more answers, but the task is not finished."),
            "{said}"
        );
        assert!(said.contains("No account was created."), "{said}");
        assert!(!said.contains("Leave now?"), "{said}");
    }
}

/// The lines of a whole sign-up without a contact.
fn sign_up(name: &str) -> String {
    format!("3\n{name}\n{PASSWORD}\n{PASSWORD}\n\n")
}

#[test]
fn a_profile_that_a_script_asks_for_is_there_when_it_ends() {
    let served = Served::start();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("piped-{}", std::process::id()));
    // The next line leaves, and so does the end of the lines.
    for (name, behind) in [("wren", "2\n1\n"), ("finch", "2\n")] {
        // A number of an earlier run may have come round again.
        let _ = fs::remove_dir_all(&home);
        let mut command = Command::new(MXID);
        command
            .args(["sign-up", "--server", &served.url])
            .args(["--ui", "plain", "--no-resume"])
            .env("XDG_CONFIG_HOME", &home);
        let output = run(&mut command, sign_up(name) + behind);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let ready = format!("Your client is ready: iamb -P {name}");
        assert!(said.contains(&ready), "{said}");
        let iamb = fs::read_dir(home.join("iamb")).expect("its folder");
        let names: Vec<_> = iamb
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(names, ["config.toml"]);
        let written = fs::read_to_string(home.join("iamb/config.toml")).expect("a file");
        assert!(
            written.starts_with(&format!("[profiles.{name}]")),
            "{written}"
        );
    }
    fs::remove_dir_all(&home).expect("it is there");
}

#[test]
fn what_is_done_is_done_whatever_a_script_says_then() {
    let served = Served::start();
    for (name, behind) in [("wren", "bogus\n"), ("finch", "back\n"), ("lark", "")] {
        let arguments = ["sign-up", "--server", &served.url];
        let output = piped(&arguments, sign_up(name) + behind);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let made = format!("Your Matrix ID is @{name}:");
        assert!(said.contains(&made), "{said}");
    }
}

/// The next answer was meant for another question: it may be the password.
#[test]
fn the_first_answer_that_is_not_taken_is_the_last_that_is_read() {
    // This server wants an email address.
    let wanted = ["--dialect", "continuwuity"];
    for (flags, before, why) in [
        (&wanted[..], "1\nwren\n", "Problem: "),
        (&[], "1\nqqqq\n", "No country matches"),
        (&[], "3\nfin!ch\n", "Problem: A user name can't contain !."),
        (&[], "3\ninstead\n", "That is not an option here."),
        (&[], "4\n", "That is not an option here."),
    ] {
        let arguments = [&["sign-up", "--practice"], flags].concat();
        let output = piped(&arguments, format!("{before}{PASSWORD}\n{PASSWORD}\n\n"));
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(why), "{why} is not in: {said}");
        assert!(said.contains("No account was created."), "{said}");
        assert!(
            !said.contains(PASSWORD) && !said.contains("Enter keeps"),
            "{said}"
        );
    }
}

#[test]
fn a_doubt_about_an_answer_does_not_shift_the_others() {
    let answers = format!("2\nlark@gmial.com\nlark\n{PASSWORD}\n{PASSWORD}\n\nopen");
    let output = piped(&["sign-up", "--practice"], &answers);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("Warning: Did you mean lark@gmail.com?"),
        "{said}"
    );
    assert!(said.contains("Your Matrix ID is @lark:"), "{said}");
}

#[test]
fn a_server_where_it_cannot_be_done_ends_with_1() {
    let site = Site::with(Options {
        registration: Registration::Closed,
        ..Options::default()
    });
    let output = piped(&["sign-up", "--server", site.practice.url()], "");
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(title::CLOSED), "{said}");
}

#[test]
fn nothing_is_read_from_a_pipe_unless_that_was_asked_for() {
    let output = Command::new(MXID)
        .args(["sign-up", "--practice"])
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("--ui plain"));
}
