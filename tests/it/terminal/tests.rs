//! The driver proved on programs whose behaviour is known: a shell, `cat` and `stty`.

use std::time::Duration;

use super::{Exit, Key, Program, Terminal};

fn shell(script: &str) -> Program {
    Program::new("sh").args(["-c", script])
}

/// The message of the panic that `act` ends with.
fn complaint(act: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(act).expect_err("this has to fail");
    *panic.downcast::<String>().expect("the message is a text")
}

fn unrestored(script: &str) -> String {
    let script = script.to_owned();
    complaint(move || shell(&script).start().assert_restored())
}

#[test]
fn what_is_typed_reaches_the_program_and_what_it_writes_reaches_the_screen() {
    let terminal = shell("read name; printf 'hello, %s' \"$name\"; read end").start();
    terminal.enter("robin");
    terminal.wait_for("hello, robin");
    assert_eq!(terminal.text().trim_end(), "robin\nhello, robin");
    assert!(terminal.raw_output().ends_with(b"hello, robin"));
}

#[test]
fn the_environment_is_bare_and_the_home_folder_empty() {
    let terminal = shell("env | sort; ls -A \"$HOME\" | wc -l; exit 4")
        .env("EXTRA", "given")
        .start();
    assert_eq!(terminal.wait_exit(), Exit::Status(4));
    let text = terminal.text();
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_once('=').map(|(name, _)| name))
        .filter(|name| !matches!(*name, "PWD" | "OLDPWD" | "SHLVL" | "_"))
        .collect();
    assert_eq!(
        names,
        ["EXTRA", "HOME", "LANG", "PATH", "SHELL", "TERM", "TZ"]
    );
    assert_eq!(text.trim_end().lines().last().map(str::trim), Some("0"));
}

#[test]
fn keys_arrive_as_xterm_sends_them() {
    let keys = [
        (Key::Enter, "0d"),
        (Key::Esc, "1b"),
        (Key::Tab, "09"),
        (Key::BackTab, "1b5b5a"),
        (Key::Backspace, "7f"),
        (Key::Delete, "1b5b337e"),
        (Key::Up, "1b5b41"),
        (Key::Down, "1b5b42"),
        (Key::Right, "1b5b43"),
        (Key::Left, "1b5b44"),
        (Key::Home, "1b5b48"),
        (Key::End, "1b5b46"),
        (Key::PageUp, "1b5b357e"),
        (Key::PageDown, "1b5b367e"),
        (Key::Ctrl('a'), "01"),
        (Key::Ctrl('z'), "1a"),
        (Key::F(1), "1b4f50"),
        (Key::F(4), "1b4f53"),
    ];
    for (key, expected) in keys {
        let bytes: String = key
            .bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(bytes, expected, "{key:?}");
    }
    let terminal = shell("cat > /dev/null; echo over").start();
    terminal.press(Key::Ctrl('d'));
    terminal.wait_for("over");
}

#[test]
fn a_paste_is_bracketed_and_a_long_one_does_not_block_the_test() {
    // Raw mode, so that the line discipline neither edits nor cuts the line; nothing is read before the signal.
    let terminal = shell(
        "trap go=1 USR1; stty raw -echo; printf ready; until [ \"$go\" ]; do sleep 0.01; done; \
         dd bs=1 count=6 2>/dev/null | od -An -c | tr -d ' '; head -c 65536 | wc -c; stty sane",
    )
    .start();
    terminal.wait_for("ready");
    terminal.paste(&"x".repeat(65536));
    terminal.signal("USR1");
    terminal.wait_for("033[200~");
    terminal.wait_for("65536");
}

#[test]
fn a_resize_reaches_the_program_and_the_screen() {
    let terminal = shell("trap 'stty size' WINCH; stty size; while :; do read line; done")
        .size(100, 30)
        .start();
    terminal.wait_for("30 100");
    terminal.resize(40, 12);
    terminal.wait_for("12 40");
    terminal.wait_until("a narrow screen", |screen| screen.size().1.get() == 40);
}

#[test]
fn text_that_goes_away_can_be_waited_for() {
    let terminal = shell("printf here; read line; printf '\\033[2J\\033[Hgone'; read line").start();
    terminal.wait_for("here");
    terminal.press(Key::Enter);
    terminal.wait_gone("here");
    terminal.wait_for("gone");
}

#[test]
fn a_signal_and_an_exit_status_are_told_apart() {
    let terminal = shell("echo up; read line").start();
    terminal.wait_for("up");
    terminal.signal("TERM");
    assert!(matches!(terminal.wait_exit(), Exit::Signal(name) if name.contains("Terminated")));

    let terminal = shell("trap 'exit 143' TERM; echo up; while :; do read line; done").start();
    terminal.wait_for("up");
    terminal.signal("TERM");
    assert_eq!(terminal.wait_exit(), Exit::Status(143));
}

#[test]
fn nothing_written_before_the_end_is_missed() {
    let terminal = shell("seq 1 20000; exit 3").start();
    assert_eq!(terminal.wait_exit(), Exit::Status(3));
    assert!(terminal.raw_output().ends_with(b"20000\r\n"));
}

#[test]
fn a_wait_in_vain_shows_the_screen_and_the_programs_end() {
    let message = complaint(|| {
        shell("echo what stands there; exit 9")
            .start()
            .wait_for("the other")
    });
    assert!(
        message.contains("waited for \"the other\" on the screen, in vain"),
        "{message}"
    );
    assert!(message.contains("│what stands there"), "{message}");
    assert!(message.contains("ended with Status(9)"), "{message}");

    let message = complaint(|| {
        let terminal: Terminal = shell("read line")
            .patience(Duration::from_millis(50))
            .start();
        terminal.wait_exit();
    });
    assert!(message.contains("it runs on"), "{message}");
}

#[test]
fn a_terminal_left_as_it_was_found_counts_as_restored() {
    shell("echo plain").start().assert_restored();
    shell(
        "settings=$(stty -g); stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[?2004h\\033[31m'; \
         printf '\\033[0m\\033[?2004l\\033[?25h\\033[?1049l'; stty \"$settings\"",
    )
    .start()
    .assert_restored();
}

#[test]
fn everything_left_behind_in_the_terminal_is_named() {
    for (script, fault) in [
        ("printf '\\033[?1049h'", "the alternate screen is still up"),
        ("printf '\\033[?25l'", "the cursor is hidden"),
        ("printf '\\033[?2004h'", "bracketed paste is on"),
        ("printf '\\033[?1h'", "cursor keys are in application mode"),
        ("printf '\\033='", "the keypad is in application mode"),
        ("printf '\\033[?1000h'", "the mouse is captured"),
        ("printf '\\033[31m'", "a text colour is left on"),
        ("printf '\\033[41m'", "a background colour is left on"),
        ("stty -echo", "the line discipline was"),
        ("stty raw", "the line discipline was"),
    ] {
        let message = unrestored(script);
        assert!(message.contains(fault), "{script}: {message}");
    }
}
