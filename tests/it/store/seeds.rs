//! The seeds from which the fuzzer begins are files that this version writes, and one that it refuses.
//!
//! With `REMAKE_SEEDS=1` in the environment they are written instead, for a change of their form.

use std::path::Path;

use mxid::protocol::Purpose;
use mxid::store::{decode, encode};
use mxid::wizard::{PageId, Task};

use super::flows::{flow, full, id};
use super::*;
use crate::remade;

/// When the seeds were written: half an hour before the fuzzer reads them.
fn seeded() -> Moment {
    Moment::beginning(UNIX_EPOCH + Duration::from_secs(1_799_998_200))
}

/// The one that is refused: of a version to come.
const LATER: &str = "later";

/// A flow that has everything, on the way to another task.
fn on_the_way(task: Task, purpose: Purpose, reached: PageId) -> SavedTask {
    let mut flow = full(&id('a'));
    for validation in &mut flow.validations {
        validation.purpose = purpose;
    }
    SavedTask {
        task,
        reached,
        username: String::new(),
        committing: None,
        ..flow
    }
}

/// Every seed, by the name of its file.
fn seeds() -> Vec<(&'static str, String)> {
    let proven = {
        let mut flow = full(&id('a'));
        let [phone, email] = &mut flow.validations[..] else {
            panic!("both contacts");
        };
        phone.proven = true;
        email.refused = true;
        email.attempt = None;
        email.answered_attempt = None;
        email.asked_at = None;
        email.sids.clear();
        flow
    };
    let flows = [
        ("bare", flow(&id('a'))),
        ("whole", full(&id('a'))),
        ("proven", proven),
        (
            "reset",
            on_the_way(Task::Reset, Purpose::ResetPassword, PageId::NewPassword),
        ),
        (
            "adding",
            on_the_way(Task::AddContact, Purpose::AddContact, PageId::SignIn),
        ),
    ];
    let text = |flow| {
        let bytes = encode(&flow, seeded()).expect("it is short");
        String::from_utf8(bytes.to_vec()).expect("JSON is text")
    };
    let mut seeds: Vec<_> = flows.map(|(name, flow)| (name, text(flow))).into();
    seeds.push((LATER, r#"{"format":2,"saved_at":1}"#.to_owned()));
    seeds
}

#[test]
fn the_seeds_of_the_fuzzer_are_files_of_this_version() {
    const FOLDER: &str = "fuzz/corpus/saved";
    let seeds = seeds();
    for (name, made) in &seeds {
        remade::check(
            &format!("{FOLDER}/{name}"),
            made,
            "REMAKE_SEEDS",
            "store::seeds",
        );
        let is_read = decode(made.as_bytes(), seeded()).is_some();
        assert_eq!(is_read, *name != LATER, "{name}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    for file in fs::read_dir(folder).expect("a folder") {
        let name = file.expect("a file").file_name();
        let is_made = seeds.iter().any(|(made, _)| name == *made);
        assert!(is_made, "nothing makes the seed {name:?}");
    }
}
