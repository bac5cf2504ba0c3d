//! The rules of the crate's sources: the import rule, no circle of files, a readable length, and no undocumented
//! environment variable.

mod circle;
mod environment;
mod rule;
mod source;

use std::path::{Path, PathBuf};

use rule::violations;
use source::without_text;

/// Every source file under a folder of the package, by its path from there, with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).expect("a readable file");
                let name = path.strip_prefix(&root).expect("a file in it");
                found.push((name.to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty(), "nothing under {folder}");
    found.sort();
    found
}

#[test]
fn imports_point_one_way() {
    let found: Vec<_> = sources("src")
        .iter()
        .flat_map(|(path, text)| violations(path, text))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_file_is_longer_than_can_be_read_in_one_sitting() {
    for folder in ["src", "tests", "benches", "fuzz/targets"] {
        let long: Vec<_> = sources(folder)
            .iter()
            .map(|(path, text)| (path.display().to_string(), text.lines().count()))
            .filter(|(_, lines)| *lines > 400)
            .collect();
        assert!(long.is_empty(), "{folder}: {long:?}");
    }
}

/// A row of a table cannot be broken.
#[test]
fn no_comment_is_wider_than_a_screen() {
    let is_row = |line: &str| line.starts_with("//! |") || line.starts_with("/// |");
    let is_comment = |line: &str| line.starts_with("//") && !is_row(line);
    for (path, text) in sources("src") {
        let mut lines = text.lines().zip(1..);
        let wide =
            lines.find(|(line, _)| line.chars().count() > 120 && is_comment(line.trim_start()));
        assert_eq!(wide, None, "{}", path.display());
    }
}

fn library() -> String {
    let sources = sources("src");
    let lib = sources
        .into_iter()
        .find(|(path, _)| path == Path::new("lib.rs"));
    lib.expect("lib.rs").1
}

#[test]
fn every_part_of_the_crate_has_its_rule() {
    let lib = library();
    let parts = lib
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    for part in parts {
        assert!(
            rule::may_import(part).is_some(),
            "`{part}` has no rule: say what it may import"
        );
    }
}

/// The first page of the documentation has a row a part: what it is, and what it may import.
#[test]
fn the_documentation_says_the_rule() {
    let lib = library();
    let rows: Vec<(&str, &str)> = lib
        .lines()
        .filter_map(|line| {
            let (part, rest) = line.strip_prefix("//! | [`")?.split_once("`] | ")?;
            let (_, said) = rest.strip_suffix(" |")?.rsplit_once(" | ")?;
            Some((part, said))
        })
        .collect();
    let parts = lib.lines().filter(|line| line.starts_with("pub mod "));
    assert_eq!(rows.len(), parts.count(), "{rows:?}");
    for (at, (part, said)) in rows.iter().enumerate() {
        let mut said: Vec<&str> = match *said {
            "nothing of ours" => Vec::new(),
            "everything" => continue,
            "all of the above but `matrix`" => {
                let above = rows[..at].iter().map(|(part, _)| *part);
                above.filter(|part| *part != "matrix").collect()
            }
            list => list
                .split(", ")
                .map(|name| name.trim_matches('`'))
                .collect(),
        };
        let mut rule = rule::may_import(part).expect("it has a rule").to_vec();
        said.sort_unstable();
        rule.sort_unstable();
        assert_eq!(said, rule, "{part}");
    }
}

#[test]
fn a_table_of_files_has_every_file_once() {
    for (path, text) in sources("src") {
        let rows = text
            .lines()
            .skip_while(|line| !line.starts_with("//! | file |"));
        let rows: Vec<_> = rows.take_while(|line| line.starts_with("//! |")).collect();
        if rows.is_empty() {
            continue;
        }
        let module = |line: &str| {
            let declared = line.split_once("mod ")?.1.strip_suffix(';')?;
            let is_test = text.contains(&format!("#[cfg(test)]\n{line}"));
            (!is_test && !line.starts_with(' ')).then(|| declared.to_owned())
        };
        for file in text.lines().filter_map(module) {
            let named = [format!("`{file}`"), format!("`{file}/")];
            let names = |row: &&&str| {
                let files = row.split(" | ").nth(1).unwrap_or_default();
                named.iter().any(|name| files.contains(name))
            };
            let rows = rows.iter().filter(names).count();
            assert_eq!(rows, 1, "{}: {file}", path.display());
        }
    }
}

/// The checker itself: each line breaks the rule where it stands, and is found.
#[test]
fn a_breach_is_found() {
    for (path, text, breach) in [
        ("domain/email.rs", "use crate::field::Line;", "field"),
        ("field/line.rs", "fn f(x: crate::domain::Sid) {}", "domain"),
        ("protocol/mod.rs", "use crate::wizard;", "wizard"),
        ("matrix/mod.rs", "pub use crate::wizard::Time;", "wizard"),
        (
            "wizard/step.rs",
            "use crate::{domain::Sid, text::Text};",
            "text",
        ),
        (
            "wizard/step.rs",
            "use crate::{\n    domain,\n    screen::{Screen, matrix},\n};",
            "screen",
        ),
        ("wizard/mod.rs", "use super::screen::Screen;", "screen"),
        (
            "wizard/pages/token.rs",
            "use super::super::super::tui;",
            "tui",
        ),
        ("tui/mod.rs", "use crate::wizard::Act;", "wizard"),
        (
            "practice/mod.rs",
            "use crate::protocol::Request;",
            "protocol",
        ),
        ("practice/mod.rs", "use crate::matrix;", "matrix"),
        ("screen/mod.rs", "use crate::matrix::Client;", "matrix"),
        ("screen/mod.rs", "use ratatui::Frame;", "ratatui"),
        (
            "wizard/mod.rs",
            "use crossterm::event::KeyCode;",
            "crossterm",
        ),
        ("runtime/mod.rs", "fn f(c: reqwest::Client) {}", "reqwest"),
        (
            "wizard/time.rs",
            "use std::time::{Duration, Instant};",
            "Instant",
        ),
        (
            "wizard/time.rs",
            "std::time::SystemTime::now();",
            "SystemTime",
        ),
        (
            "wizard/time.rs",
            "let x = std::env::var(\"HOME\");",
            "std::env",
        ),
        ("wizard/time.rs", "use std::fs;", "std::fs"),
        ("wizard/time.rs", "use std::net::TcpStream;", "TcpStream"),
        ("wizard/time.rs", "tokio::spawn(x);", "tokio"),
    ] {
        let found = violations(Path::new(path), text);
        assert!(
            found.iter().any(|line| line.contains(breach)),
            "{path}: {text}\n{found:?}"
        );
    }
}

#[test]
fn what_is_allowed_or_only_mentioned_is_no_breach() {
    for (path, text) in [
        (
            "wizard/step.rs",
            "use crate::domain::Sid; use crate::field;",
        ),
        ("wizard/step.rs", "// crate::text would be wrong here"),
        ("wizard/step.rs", "/// See [`crate::screen`].\nfn f() {}"),
        (
            "wizard/step.rs",
            "let s = \"use crate::tui;\"; let c = '\"';",
        ),
        ("wizard/pages/verify.rs", "use std::net::IpAddr;"),
        ("wizard/mod.rs", "#[cfg(test)]\nmod tests { use super::*; }"),
        (
            "screen/page.rs",
            "crate::t!(texts, \"title\"); use crate::rich;",
        ),
        ("runtime/mod.rs", "use crate::{matrix, tui, wizard};"),
        ("matrix/http.rs", "use reqwest::Client;"),
        (
            "tui/view.rs",
            "use ratatui::Frame; use crate::screen::Screen;",
        ),
    ] {
        let found = violations(Path::new(path), text);
        assert!(found.is_empty(), "{path}: {text}\n{found:?}");
    }
}

#[test]
fn code_is_told_from_comments_and_texts() {
    let code =
        without_text("a /* b /* c */ d */ e // f\n\"g // \\\" h\" r#\"i \" j\"# '\"' k 'l m");
    let words: Vec<_> = code.split_whitespace().collect();
    assert_eq!(words, ["a", "e", "k", "'l", "m"]);
}
