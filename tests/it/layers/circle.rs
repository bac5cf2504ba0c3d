//! Which file imports from which, and the search for files that import in a circle.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};

use super::source::{without_tests, without_text};
use super::sources;

/// A file's place and its imports.
struct File {
    path: String,
    /// The paths in its code.
    needs: Vec<Vec<String>>,
    /// The names that its imports give to paths, those among them that it only hands on.
    names: HashMap<String, Vec<String>>,
}

/// The files by their modules, as `crate::practice::oauth`.
type Files = BTreeMap<String, File>;

/// The imported names, and the file of each module.
type Definition<'a> = (&'a str, &'a str);

/// One line for each circle: its files in order, each with something that the one before imports from it.
fn circles(sources: &[(PathBuf, String)]) -> Vec<String> {
    let files = files(sources);
    let imports: BTreeMap<&str, BTreeMap<&str, &str>> = files
        .iter()
        .map(|(module, file)| (module.as_str(), imports(&files, module, file)))
        .collect();
    let mut lines = Vec::new();
    let mut told = HashSet::new();
    for (module, file) in &files {
        let circle = match told.contains(module.as_str()) {
            true => None,
            false => shortest(&imports, module),
        };
        if let Some(circle) = circle {
            let step = |(to, name): &Definition<'_>| format!(" → {} ({name})", files[*to].path);
            let steps: String = circle.iter().map(step).collect();
            lines.push(file.path.clone() + &steps);
            told.extend(circle.into_iter().map(|(to, _)| to));
        }
    }
    lines
}

fn files(sources: &[(PathBuf, String)]) -> Files {
    let mut files = Files::new();
    let mut for_tests = Vec::new();
    for (path, text) in sources {
        let module = module(path);
        let (code, tests) = without_tests(&without_text(text));
        for_tests.extend(tests.into_iter().map(|name| format!("{module}::{name}")));
        files.insert(module, read(path, &code));
    }
    for (module, file) in &mut files {
        let is_in = |folder: &String| {
            let inside = module.strip_prefix(folder.as_str());
            inside.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        if for_tests.iter().any(is_in) {
            file.needs.clear();
        }
    }
    files
}

fn module(path: &Path) -> String {
    let path = path.with_extension("");
    let names = path.iter().filter_map(|name| name.to_str());
    let names = names.filter(|name| !matches!(*name, "lib" | "mod"));
    let names: Vec<_> = std::iter::once("crate").chain(names).collect();
    names.join("::")
}

fn read(path: &Path, code: &str) -> File {
    let tokens = tokens(code);
    let (mut needs, mut names) = (Vec::new(), HashMap::new());
    let (mut handed_on, mut words) = (Vec::new(), HashSet::new());
    // How deep in braces the code is, and how deep each module inside the file begins.
    let (mut depth, mut inside) = (0, Vec::new());
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        let before = at.checked_sub(1).map_or("", |at| tokens[at]);
        at += 1;
        match token {
            "use" => {
                let mut paths = Vec::new();
                at = import(&tokens, at, &[], &mut paths);
                for (name, path) in paths {
                    let path = from_file(path, inside.len());
                    match before {
                        "pub" | ")" => handed_on.push((name.clone(), path.clone())),
                        _ => needs.push(path.clone()),
                    }
                    if path != [name.as_str()] {
                        names.insert(name, path);
                    }
                }
            }
            "mod" => {
                at += 1;
                inside.extend(tokens.get(at).filter(|next| **next == "{").map(|_| depth));
            }
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inside.pop_if(|outside| *outside == depth);
            }
            word if is_word(word) && !matches!(before, "::" | ".") => {
                words.insert(word);
                let mut path = vec![word.to_owned()];
                while let ["::", name, ..] = tokens[at..]
                    && is_word(name)
                {
                    path.push(name.to_owned());
                    at += 2;
                }
                needs.extend((path.len() > 1).then(|| from_file(path, inside.len())));
            }
            _ => {}
        }
    }
    // A file needs a name that it hands on only where its own code has the name too.
    let own = |(name, _): &(String, _)| words.contains(name.as_str());
    needs.extend(handed_on.into_iter().filter(own).map(|(_, path)| path));
    File {
        path: path.display().to_string(),
        needs,
        names,
    }
}

/// Words, `::`, and everything else character by character.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let len = match word.unwrap_or(rest.len()) {
            0 if rest.starts_with("::") => 2,
            0 => first.len_utf8(),
            len => len,
        };
        tokens.push(&rest[..len]);
        rest = rest[len..].trim_start();
    }
    tokens
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads an import whose paths begin with `first`: each path with the name that it gets. Returns where it ends.
fn import(
    tokens: &[&str],
    mut at: usize,
    first: &[String],
    paths: &mut Vec<(String, Vec<String>)>,
) -> usize {
    let mut path = first.to_vec();
    loop {
        match tokens[at] {
            "{" => {
                while !matches!(tokens[at], "}" | ";") {
                    at = import(tokens, at + 1, &path, paths);
                }
                return at + 1;
            }
            "as" => {
                paths.push((tokens[at + 1].to_owned(), path));
                return at + 2;
            }
            "," | "}" | ";" => break,
            "self" if !path.is_empty() => {}
            "::" => {}
            name => path.push(name.to_owned()),
        }
        at += 1;
    }
    let is_there = path.len() > first.len() || tokens[at - 1] == "self";
    let name = path.last().filter(|_| is_there).cloned();
    paths.extend(name.map(|name| (name, path)));
    at
}

/// A path of a module inside a file as the file itself would have it.
fn from_file(mut path: Vec<String>, depth: usize) -> Vec<String> {
    let up = path.iter().take_while(|name| *name == "super").count();
    path.drain(..up.min(depth));
    path
}

/// The modules whose files a file imports from, with one name each.
fn imports<'a>(files: &'a Files, module: &str, file: &'a File) -> BTreeMap<&'a str, &'a str> {
    let needs = file.needs.iter();
    needs
        .filter_map(|path| definition(files, module, &words(path)))
        .filter(|(from, _)| *from != module)
        .collect()
}

fn words(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Where the path of a module's file leads. A path that only names a module leads to no file.
fn definition<'a>(files: &'a Files, module: &str, path: &[&'a str]) -> Option<Definition<'a>> {
    let (mut module, mut file) = files.get_key_value(module)?;
    for (at, &name) in path.iter().enumerate() {
        let rest = &path[at + 1..];
        let next = match name {
            "crate" => name.to_owned(),
            "self" => module.clone(),
            "super" => module.rsplit_once("::")?.0.to_owned(),
            name => format!("{module}::{name}"),
        };
        let next = files.get_key_value(&next);
        // A function may have the name of its module: before `::` stands the module.
        let known = file.names.get(name);
        if let Some(known) = known.filter(|_| rest.is_empty() || next.is_none()) {
            return definition(files, module, &[&words(known), rest].concat());
        }
        match next {
            Some(found) => (module, file) = found,
            None => return Some((module, name)),
        }
    }
    None
}

/// The shortest way from a file back to itself.
fn shortest<'a>(
    imports: &BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    start: &str,
) -> Option<Vec<Definition<'a>>> {
    let mut seen = HashSet::new();
    let mut ways = VecDeque::from([(start, Vec::new())]);
    while let Some((at, way)) = ways.pop_front() {
        for (&to, &name) in &imports[at] {
            let way = [&way[..], &[(to, name)]].concat();
            if to == start {
                return Some(way);
            }
            if seen.insert(to) {
                ways.push_back((to, way));
            }
        }
    }
    None
}

#[test]
fn files_import_in_no_circle() {
    let found = circles(&sources("src"));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let source = |(path, text): &(&str, &str)| (PathBuf::from(path), (*text).to_owned());
    let files = [("lib.rs", "")].iter().chain(files);
    circles(&files.map(source).collect::<Vec<_>>())
}

/// The checker itself: `domain/b.rs` needs `A` of `domain/a.rs`, and each line of that needs something of `b` again.
#[test]
fn a_circle_is_found_however_a_path_is_written() {
    let root = "mod a; mod b; pub use b::{B, b};";
    let b = "use super::a::A; pub struct B; pub fn b() {}";
    for (line, name) in [
        ("use super::b::B;", "B"),
        ("use crate::domain::b::B;", "B"),
        ("use super::B;", "B"),
        ("use crate::domain::{x::X, b};", "b"),
        ("use super::{b::{self, B as C}, x};", "B"),
        ("use super::b as c; fn f() { c::b(); }", "b"),
        ("use super::b; fn f() { b::b(); }", "b"),
        ("fn f() { super::b(); }", "b"),
        ("fn f(b: crate::domain::b::B) {}", "B"),
        ("fn f() { use super::b::B; }", "B"),
        ("mod inside { use super::super::b::B; }", "B"),
        ("pub use super::b::B; fn f(b: B) {}", "B"),
        ("#[cfg(test)]\nmod tests { fn f() {} }\nuse super::B;", "B"),
    ] {
        let a = format!("{line} pub struct A;");
        let found = circles_of(&[
            ("domain/mod.rs", root),
            ("domain/a.rs", &a),
            ("domain/b.rs", b),
        ]);
        let circle = format!("domain/a.rs → domain/b.rs ({name}) → domain/a.rs (A)");
        assert_eq!(found, [circle], "{line}");
    }
}

#[test]
fn a_circle_is_found_through_the_file_above_and_through_others() {
    let above = circles_of(&[
        (
            "runtime/mod.rs",
            "mod app; pub enum End {} fn f() { app::run() }",
        ),
        ("runtime/app.rs", "use super::End; pub fn run() {}"),
    ]);
    let circle = "runtime/mod.rs → runtime/app.rs (run) → runtime/mod.rs (End)";
    assert_eq!(above, [circle]);
    let others = circles_of(&[
        ("cli.rs", "use crate::store::S; mod a;"),
        ("store/mod.rs", "mod b; pub use b::S;"),
        ("store/b.rs", "use crate::cli::a::A; pub struct S;"),
        ("cli/a.rs", "use super::C; pub struct A;"),
        ("text/mod.rs", "use crate::cli::C;"),
    ]);
    let circle = "cli.rs → store/b.rs (S) → cli/a.rs (A) → cli.rs (C)";
    assert_eq!(others, [circle]);
}

#[test]
fn what_files_only_name_makes_no_circle() {
    let b = "use super::a::A; pub struct B;";
    for (root, a) in [
        ("mod a; mod b; pub use a::A; pub use b::B;", "pub struct A;"),
        ("mod a; mod b;", "use super::b; pub struct A;"),
        ("mod a; mod b;", "/// See [`super::b::B`].\npub struct A;"),
        ("mod a; mod b;", "#[cfg(test)]\nuse super::b::B;"),
        (
            "mod a; mod b;",
            "pub struct A;\n#[cfg(test)]\nmod tests { use super::super::b::B; }",
        ),
        (
            "mod a; mod b;",
            "pub use inside::A; mod inside { pub struct A; fn f(b: super::C) {} } struct C;",
        ),
        ("mod b;\n#[cfg(test)]\nmod a;", "use super::b::B;"),
    ] {
        let files = [("x/mod.rs", root), ("x/a.rs", a), ("x/b.rs", b)];
        assert_eq!(circles_of(&files), [""; 0], "{root} {a}");
    }
}
