//! The allowed imports, and the search for others.

use std::path::Path;

use super::source::without_text;

/// The parts that know no clock, no network, no files and no environment.
const PURE: [&str; 7] = [
    "domain", "field", "protocol", "wizard", "screen", "probe", "plain",
];

/// The allowed imports of a part; `None` if the part is unknown.
pub fn may_import(part: &str) -> Option<&'static [&'static str]> {
    Some(match part {
        "domain" | "field" => &[],
        "protocol" | "text" => &["domain"],
        "matrix" => &["domain", "protocol"],
        "wizard" => &["domain", "field", "protocol"],
        "screen" => &["wizard", "text", "field", "domain", "protocol"],
        "probe" => &["screen", "wizard", "text", "field", "domain", "protocol"],
        "tui" => &["screen", "text", "field"],
        "store" => &["wizard", "domain", "protocol"],
        "practice" => &["domain"],
        "plain" => &["screen", "text", "field"],
        "runtime" | "cli" | "main" => &[
            "cli", "domain", "field", "matrix", "plain", "practice", "probe", "protocol",
            "runtime", "screen", "store", "text", "tui", "wizard",
        ],
        _ => return None,
    })
}

/// Libraries that belong to some parts only.
const LIBRARIES: [(&str, &[&str]); 5] = [
    ("ratatui", &["tui", "runtime"]),
    ("crossterm", &["tui", "runtime"]),
    ("reqwest", &["matrix"]),
    ("hyper_util", &["matrix"]),
    ("axum", &["practice"]),
];

/// The names that no pure part may use.
const IMPURE: [&str; 13] = [
    "Instant",
    "SystemTime",
    "tokio",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "std::env",
    "std::fs",
    "std::io",
    "std::os",
    "std::process",
    "std::thread",
];

/// Everything in a file that breaks the rule, one line each.
pub fn violations(path: &Path, source: &str) -> Vec<String> {
    let mut depth = 0;
    let mut part = String::new();
    for folder in path.iter().filter_map(|name| name.to_str()) {
        let name = folder.trim_end_matches(".rs");
        if depth == 0 {
            name.clone_into(&mut part);
        }
        depth += usize::from(name != "mod");
    }
    if part == "lib" {
        return Vec::new();
    }
    let Some(allowed) = may_import(&part) else {
        return vec![format!("{}: `{part}` has no rule", path.display())];
    };
    let code = without_text(source);
    let mut named = imports(&code, "crate");
    named.extend(escapes(&code, depth));
    let mut found: Vec<_> = named
        .into_iter()
        .filter(|name| *name != part && !allowed.contains(&name.as_str()))
        .collect();
    found.extend(
        LIBRARIES
            .into_iter()
            .filter(|(library, parts)| !parts.contains(&part.as_str()) && uses(&code, library))
            .map(|(library, _)| library.to_owned()),
    );
    if PURE.contains(&part.as_str()) {
        let impure = IMPURE.into_iter().filter(|name| uses(&code, name));
        found.extend(impure.map(str::to_owned));
    }
    found
        .into_iter()
        .map(|name| format!("{}: `{part}` may not use `{name}`", path.display()))
        .collect()
}

/// The names that follow `root::` in a source, those in braces one by one.
fn imports(code: &str, root: &str) -> Vec<String> {
    let root = format!("{root}::");
    let starts = code.match_indices(&root).filter(|(at, _)| {
        !code[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
    });
    starts
        .flat_map(|(at, _)| names(&code[at + root.len()..]))
        .collect()
}

/// The first name of a path, or of each path of a list in braces.
fn names(path: &str) -> Vec<String> {
    let word = |text: &str| {
        let text = text.trim_start();
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let name = &text[..end.unwrap_or(text.len())];
        match name {
            // Macros live at the root, whichever part they belong to.
            "t" | "rich" => "text".to_owned(),
            name => name.to_owned(),
        }
    };
    let Some(list) = path.trim_start().strip_prefix('{') else {
        return vec![word(path)];
    };
    let mut found = vec![word(list)];
    let mut depth = 0;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(word(&list[at + 1..])),
            _ => {}
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The names through `super::` beyond the part that the file belongs to. A module of unit
/// tests is one deeper than its file.
fn escapes(code: &str, depth: usize) -> Vec<String> {
    let (own, tests) = code.split_once("#[cfg(test)]").unwrap_or((code, ""));
    let mut found = imports(own, vec!["super"; depth].join("::").as_str());
    found.extend(imports(tests, vec!["super"; depth + 1].join("::").as_str()));
    found
}

/// Whether a path is named in the code, or its last name in a list in braces after the rest.
fn uses(code: &str, path: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + path.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    }) || path
        .split_once("::")
        .is_some_and(|(root, name)| imports(code, root).iter().any(|imported| imported == name))
}
