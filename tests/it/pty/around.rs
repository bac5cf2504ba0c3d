//! The configuration file, and the profile for iamb at the end.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::folder::Folder;
use crate::pages::title;
use crate::terminal::Exit;

use super::served::Served;
use super::*;

/// Where configurations are, from the home.
const CONFIGURATIONS: &str = if cfg!(target_os = "macos") {
    "Library/Application Support"
} else {
    ".config"
};

/// A program that finds this configuration in its home.
fn configured(text: &str, arguments: &[&str]) -> (Folder, Program) {
    let folder = Folder::new();
    let file = folder.join(CONFIGURATIONS).join("mxid/config.toml");
    fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
    fs::write(&file, text).expect("it can be written");
    let program = mxid(arguments).env("HOME", folder.path());
    (folder, program)
}

#[test]
fn the_server_of_the_configuration_is_there_looked_up_and_named_as_such() {
    let served = Served::start();
    let (_folder, program) = configured(&format!("server = \"{}\"\n", served.url), &["sign-up"]);
    let terminal = program.start();
    terminal.wait_for("From your configuration file");
    terminal.wait_for("Sign-up is open.");
    terminal.press(Key::Enter);
    terminal.wait_for(title::CONTACT);
}

#[test]
fn a_configuration_that_is_not_understood_ends_with_2_and_its_line() {
    let (_folder, program) = configured("theme = \"mono\"\nservr = \"example.org\"\n", &[]);
    let terminal = program.size(240, 24).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(2));
    terminal.wait_for("config.toml, line 2: “servr” is not known");
    terminal.assert_restored();
}

/// A proxy that takes connections and answers none, and whether somebody came.
fn proxy() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("it can be asked");
    let address = listener.local_addr().expect("it has an address");
    (listener, format!("http://{address}"))
}

/// A server behind a proxy is probed; gives what was said, once the proxy that is asked hung up.
fn probed(configuration: &str, environment: Option<&str>, asked: &TcpListener) -> String {
    let (folder, _) = configured(configuration, &[]);
    let mut command = Command::new(MXID);
    command
        .args(["probe", "--json"])
        .env_clear()
        .env("HOME", folder.path())
        .envs(environment.map(|proxy| ("HTTPS_PROXY", proxy)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let status = loop {
        // Every visitor is sent away.
        drop(asked.accept());
        if let Some(status) = child.try_wait().expect("it can be awaited") {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(status.code(), Some(1));
    let mut said = String::new();
    let mut output = child.stdout.take().expect("its output is piped");
    output.read_to_string(&mut said).expect("text");
    said
}

#[test]
fn a_probe_takes_server_and_proxy_of_the_configuration_but_the_environments_proxy_first() {
    let (listener, url) = proxy();
    let (other, other_url) = proxy();
    let text = format!("server = \"example.org\"\nproxy = \"{url}\"\n");
    let said = probed(&text, None, &listener);
    assert!(said.contains("\"server\": \"example.org\""), "{said}");
    assert!(said.contains("\"kind\": \"proxy\""), "{said}");
    let said = probed(&text, Some(&other_url), &other);
    assert!(said.contains("\"kind\": \"proxy\""), "{said}");
    assert!(
        listener.accept().is_err(),
        "nobody asks the configuration's"
    );
}

#[test]
fn a_theme_without_colour_paints_nothing_and_a_flag_counts_more() {
    let colours = |program: Program| {
        let terminal = at_first_page(program);
        // Cyan, the mark of the chosen entry.
        contains(&terminal.raw_output(), "38;5;6;")
    };
    let mono = |arguments: &[&str]| configured("theme = \"mono\"\n", arguments);
    let (_folder, program) = mono(&["--practice"]);
    assert!(!colours(program));
    let (_folder, program) = mono(&["--practice", "--theme", "colour"]);
    assert!(colours(program));
    let (_folder, program) = configured("theme = \"colour\"\n", &["--practice"]);
    assert!(!colours(program.env("NO_COLOR", "1")));
    let (_folder, program) = mono(&["--practice", "--theme", "colour"]);
    assert!(colours(program.env("NO_COLOR", "1")));
}

/// Signs up, and comes to the offer of a profile. Returns the file that it is to be in, too.
fn at_the_offer_of_a_profile(served: &Served) -> (Terminal, PathBuf) {
    let terminal = mxid(&["sign-up", "--server", &served.url]).start();
    terminal.wait_for(title::CONTACT);
    to_account(&terminal);
    account(&terminal, "wren");
    terminal.press(Key::Enter);
    terminal.wait_for(title::DONE);
    terminal.wait_for(&format!("Add an iamb profile to ~/{CONFIGURATIONS}/"));
    for place in ["▸ Copy the Matrix ID", "▸ Add an iamb profile"] {
        terminal.press(Key::Tab);
        terminal.wait_for(place);
    }
    let configurations = terminal.home().join(CONFIGURATIONS);
    (terminal, configurations.join("iamb/config.toml"))
}

#[test]
fn a_new_account_gets_a_profile_for_iamb_when_it_is_asked_for() {
    let served = Served::start();
    let (terminal, file) = at_the_offer_of_a_profile(&served);
    assert!(!file.exists());
    terminal.press(Key::Enter);
    terminal.wait_for("The profile wren is in");
    let text = fs::read_to_string(&file).expect("a configuration");
    assert!(
        text.starts_with("[profiles.wren]\nuser_id = \"@wren:"),
        "{text}"
    );
    assert!(text.contains(&format!("url = \"{}", served.url)), "{text}");
    terminal.wait_for("▸ Finish");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    terminal.wait_for("Your client is ready: iamb -P wren");
    assert_never_written(&terminal, PASSWORD);
}

#[test]
fn who_leaves_at_once_gets_the_profile_all_the_same() {
    for leave in ["\r\r", "\r\x03"] {
        let served = Served::start();
        let (terminal, file) = at_the_offer_of_a_profile(&served);
        terminal.send(leave);
        assert_eq!(terminal.wait_exit(), Exit::Status(0));
        terminal.wait_for("Your client is ready: iamb -P wren");
        let names = fs::read_dir(file.parent().expect("a folder")).expect("it is there");
        let names: Vec<_> = names
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(names, ["config.toml"]);
    }
}

#[test]
fn who_leaves_at_once_hears_why_there_is_no_profile() {
    let served = Served::start();
    let (terminal, file) = at_the_offer_of_a_profile(&served);
    fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
    fs::write(&file, "no configuration").expect("it can be written");
    terminal.send("\r\r");
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    terminal.wait_for("is not in iamb's format. Nothing was added.");
    let text = fs::read_to_string(&file).expect("it is there");
    assert_eq!(text, "no configuration");
}
