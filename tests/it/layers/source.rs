//! Rust source without what is only said in it.

/// The source without comments, texts and character literals. Line ends stay.
pub fn without_text(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = comment(rest)
            .or_else(|| raw_text(rest))
            .or_else(|| text(rest))
            .or_else(|| character(rest));
        match skipped {
            Some(len) => {
                code.push(' ');
                code.extend(rest[..len].chars().filter(|c| *c == '\n'));
                rest = &rest[len..];
            }
            None => {
                // A whole word at once: the `r` of `for` begins no raw text.
                let word = rest
                    .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len());
                let len = word.max(first.len_utf8());
                code.push_str(&rest[..len]);
                rest = &rest[len..];
            }
        }
    }
    code
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    let mut depth = 0;
    let mut at = 0;
    loop {
        match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] if depth > 0 => (depth, at) = (depth - 1, at + 2),
            [_, ..] if depth > 0 => at += 1,
            _ => return (at > 0).then_some(at),
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

fn raw_text(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("br").or(rest.strip_prefix('r'))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let body = body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let at = body.find(&end)?;
    Some(rest.len() - body.len() + at + end.len())
}

fn text(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            '"' if !escaped => return Some(at + 2),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    Some(rest.len())
}

fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    if let Some(escape) = body.strip_prefix('\\') {
        let skipped = escape.chars().next()?.len_utf8();
        return Some(2 + skipped + escape[skipped..].find('\'')? + 1);
    }
    let len = body.chars().next()?.len_utf8();
    body[len..].starts_with('\'').then_some(len + 2)
}

/// Code without what is compiled for tests only, and the modules of it that are files of their own.
pub fn without_tests(code: &str) -> (String, Vec<String>) {
    let mut parts = code.split("#[cfg(test)]");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    let mut files = Vec::new();
    for part in parts {
        let (item, rest) = part.split_at(end_of_item(part));
        files.extend(
            item.trim()
                .strip_prefix("mod ")
                .and_then(|name| name.strip_suffix(';'))
                .map(str::to_owned),
        );
        kept.push_str(rest);
    }
    (kept, files)
}

/// Where the first item of code ends: at a `;`, or where its braces close.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' => {}
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}
