//! A file that is not what was written makes no flow, is named, and is kept aside.

use mxid::store::Refusal;
use serde_json::{Value, json};

use super::*;

/// The bytes of a flow that has everything.
fn whole() -> Vec<u8> {
    let folder = Folder::absent();
    folder.keep(&full(&id('a')));
    fs::read(folder.file(&id('a'))).expect("it was written")
}

/// The result of reading these bytes.
fn read(folder: &Folder, bytes: &[u8]) -> Result<SavedTask, Refusal> {
    folder.put(&id('a'), bytes);
    let mut look = folder.look(now());
    match look.flows.pop() {
        Some(found) => Ok(found.flow),
        None => Err(look.refused.remove(0).why),
    }
}

#[track_caller]
fn assert_damaged(bytes: &[u8]) {
    let folder = Folder::absent();
    folder.put(&id('a'), bytes);
    let look = folder.look(now());
    let shown = String::from_utf8_lossy(bytes);
    assert!(look.flows.is_empty(), "{shown}");
    let [refused] = &look.refused[..] else {
        panic!("{:?} for {shown}", look.refused);
    };
    assert!(
        matches!(refused.why, Refusal::Damaged),
        "{refused:?}: {shown}"
    );
    let kept = fs::read(&refused.path).expect("it is kept aside");
    assert_eq!(kept, bytes, "kept as it was");
    assert_eq!(folder.names(), [format!("{}.damaged", id('a').as_str())]);
    // It is named once, and stands in nobody's way.
    let again = folder.look(now());
    assert!(again.refused.is_empty() && again.flows.is_empty());
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused() {
    let whole = whole();
    let folder = Folder::absent();
    for length in 1..whole.len() {
        let read = read(&folder, &whole[..length]);
        assert!(matches!(read, Err(Refusal::Damaged)), "cut at {length}");
    }
    assert_eq!(read(&folder, &whole).ok(), Some(full(&id('a'))));
}

/// Any changed byte breaks nothing: the file is a task or it is none.
#[test]
fn a_file_with_a_changed_byte_is_read_or_refused() {
    let whole = whole();
    let folder = Folder::absent();
    let mut refused = 0;
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        refused += usize::from(read(&folder, &bytes).is_err());
    }
    assert!(refused > whole.len() / 9, "only {refused} were refused");
}

#[test]
fn what_is_no_flow_is_damaged() {
    assert_damaged(b"\0\0\0\0");
    assert_damaged(b"null");
    assert_damaged(b"[]");
    assert_damaged(b"{}");
    assert_damaged("Grüße".as_bytes());
    assert_damaged(&[0xff; 64]);
    assert_damaged(&b"[".repeat(100_000));
    // Larger than any that is read.
    assert_damaged(&b" ".repeat(300 * 1024));
}

#[test]
fn a_value_that_its_parser_refuses_is_damage() {
    let whole: Value = serde_json::from_slice(&whole()).expect("JSON");
    let changes: [(&str, Value); 29] = [
        ("/format", json!("1")),
        ("/saved_at", json!(-1)),
        ("/id", json!("../../../etc/passwd")),
        ("/id", json!("bbbbbbbbbbbbbbbb")),
        ("/goal", json!("sign-up")),
        ("/server", json!("example.org\u{1b}[2J")),
        ("/server", json!("e".repeat(513))),
        ("/server", json!(null)),
        ("/base", json!("http://example.org")),
        ("/base", json!("https://a:b@example.org")),
        ("/media", json!("phone")),
        ("/page", json!("verified")),
        ("/country", json!("Germany")),
        ("/agreed", json!(vec!["x"; 129])),
        ("/next_link", json!("javascript:alert(1)")),
        ("/id_server", json!("two words")),
        ("/logout_devices", json!("yes")),
        ("/validations/0/purpose", json!("login")),
        ("/validations/0/client_secret", json!("käse")),
        ("/validations/0/client_secret", json!("a".repeat(256))),
        ("/validations/0/send_attempt", json!(0)),
        ("/validations/0/send_attempt", json!(4_294_967_296_u64)),
        ("/validations/0/sids/0", json!("")),
        ("/validations/0/submit_url", json!("file:///etc/passwd")),
        (
            "/validations/0/address/phone/phone_number",
            json!("201-555"),
        ),
        ("/validations/0/wrong_codes", json!(256)),
        ("/validations/1/address/email", json!("robin")),
        ("/committing/username", json!("JÜRGEN")),
        ("/committing/contacts/0/email", json!("robin")),
    ];
    for (at, value) in changes {
        let mut changed = whole.clone();
        *changed.pointer_mut(at).expect("a member") = value;
        assert_damaged(changed.to_string().as_bytes());
    }
}

/// The members of an object; those of a file if `at` is empty.
fn members<'a>(file: &'a mut Value, at: &str) -> &'a mut serde_json::Map<String, Value> {
    let object = file.pointer_mut(at).expect("a member");
    object.as_object_mut().expect("an object")
}

#[test]
fn a_member_that_is_missing_or_unknown_is_damage() {
    let whole: Value = serde_json::from_slice(&whole()).expect("JSON");
    // A member that may be null may be left out as well.
    for (at, optional) in [
        (
            "",
            "media country logout_devices next_link id_server committing device_id",
        ),
        (
            "/validations/0",
            "send_attempt submit_url asked_at answered_attempt",
        ),
        ("/validations/0/address/phone", ""),
        ("/committing", "session username"),
        ("/media", ""),
    ] {
        let names: Vec<_> = members(&mut whole.clone(), at).keys().cloned().collect();
        for name in names {
            let mut fewer = whole.clone();
            members(&mut fewer, at).remove(&name);
            let bytes = fewer.to_string();
            match optional.split(' ').any(|optional| optional == name) {
                true => {
                    let folder = Folder::absent();
                    assert!(read(&folder, bytes.as_bytes()).is_ok(), "{at} {name}");
                }
                false => assert_damaged(bytes.as_bytes()),
            }
        }
        let mut more = whole.clone();
        members(&mut more, at).insert("password".to_owned(), json!("x"));
        assert_damaged(more.to_string().as_bytes());
    }
}

/// Somebody may run two versions of the program in turn.
#[test]
fn a_file_of_another_version_is_refused_and_stays() {
    let folder = Folder::absent();
    let bytes = br#"{"format":2,"something":"else"}"#;
    let why = read(&folder, bytes).expect_err("it is not ours to read");
    assert!(matches!(why, Refusal::Format), "{why:?}");
    assert_eq!(fs::read(folder.file(&id('a'))).expect("it stays"), bytes);
}

#[test]
fn a_damaged_file_does_not_hide_the_one_that_is_whole() {
    let folder = Folder::absent();
    folder.keep(&full(&id('b')));
    folder.put(&id('a'), b"{");
    let look = folder.look(now());
    assert_eq!(look.refused.len(), 1);
    assert_eq!(look.flows[0].flow.id, id('b'));
}
