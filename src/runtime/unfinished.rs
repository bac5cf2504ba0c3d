//! The unfinished tasks of earlier runs: offered, resumed, or deleted.

use std::io::{self, Write};
use std::time::SystemTime;

use super::keeper::Keeper;
use super::{End, Keeping, Options};
use crate::domain::{CleanText, Locale};
use crate::screen;
use crate::store::{Found, LIFETIME, Look, Refusal, Refused, Store};
use crate::t;
use crate::text::Texts;
use crate::wizard::{DiskFault, SavedTask, Task, TaskSummary, Time};

/// The start of a wizard.
pub(super) struct Unfinished {
    /// The tasks that are offered, the newest first.
    pub(super) offers: Vec<TaskSummary>,
    /// Where the machine's clock begins.
    pub(super) origin: Time,
    pub(super) keeper: Keeper,
    /// Notes about tasks that cannot be resumed. Before the wizard has ended, its pages would cover them.
    pub(super) notes: Vec<String>,
}

/// Looks for unfinished tasks. `mxid resume` ends here where there is none, and says why on standard error.
pub(super) fn find(options: &Options, texts: &Texts) -> Result<Unfinished, End> {
    let store = match options.keeping.clone() {
        Keeping::In(store) => store,
        Keeping::NoFolder if options.wizard.preset.resume => {
            say(&[t!(texts, "saved-no-folder")]);
            return Err(End::NotDone);
        }
        Keeping::NoFolder => return Ok(Unfinished::none(Keeper::new(None))),
        Keeping::Off => return Ok(Unfinished::none(Keeper::nowhere())),
    };
    // Where flags say what to do, nothing else is offered.
    let is_asked = options.wizard.preset.task.is_none() && !options.wizard.preset.practice;
    if !is_asked && !options.wizard.preset.resume {
        return Ok(Unfinished::none(Keeper::new(Some(store))));
    }
    let look = store.look(SystemTime::now());
    let mut notes: Vec<_> = look
        .refused
        .iter()
        .map(|refused| not_read(refused, texts))
        .collect();
    let named = options
        .wizard
        .extras
        .identity
        .as_ref()
        .map(|named| &named.host);
    let (fitting, others): (Vec<_>, Vec<_>) = look
        .flows
        .iter()
        .partition(|found| found.flow.id_server.as_ref() == named);
    notes.extend(
        others
            .iter()
            .map(|found| identity_server(&found.flow, texts)),
    );
    if fitting.is_empty() && options.wizard.preset.resume {
        let end = match others.is_empty() {
            true => {
                notes.extend(nothing(&look, &store, texts));
                End::NotDone
            }
            false => End::Usage,
        };
        say(&notes);
        return Err(end);
    }
    let summary = |found: &Found| TaskSummary::of(&found.flow, found.written_at);
    Ok(Unfinished {
        offers: fitting.into_iter().map(summary).collect(),
        origin: Time(LIFETIME),
        keeper: Keeper::new(Some(store)),
        notes,
    })
}

impl Unfinished {
    fn none(keeper: Keeper) -> Self {
        Self {
            offers: Vec::new(),
            origin: Time::default(),
            keeper,
            notes: Vec::new(),
        }
    }
}

/// Writes the notes to standard error. A closed one is ignored.
pub(super) fn say(notes: &[String]) {
    for note in notes {
        let _ = writeln!(io::stderr(), "{note}");
    }
}

/// Why there is nothing to continue with; `None` if all that is there is what could not be read, which is said.
fn nothing(look: &Look, store: &Store, texts: &Texts) -> Option<String> {
    Some(match look.fault {
        Some(fault) => no_look(fault, store, texts),
        None if look.in_use > 0 => t!(texts, "resume-in-use"),
        None if look.expired > 0 => t!(texts, "resume-expired"),
        None if !look.refused.is_empty() => return None,
        None => t!(texts, "resume-none"),
    })
}

fn no_look(fault: DiskFault, store: &Store, texts: &Texts) -> String {
    let path = store.folder().display().to_string();
    let why = screen::disk_fault(fault, texts);
    t!(texts, "saved-folder", path = path, why = why)
}

/// Says which flags about an identity server a task needs.
fn identity_server(flow: &SavedTask, texts: &Texts) -> String {
    let server = CleanText::new(&flow.server);
    let server = server.as_str();
    match &flow.id_server {
        Some(host) => t!(
            texts,
            "resume-id-server",
            server = server,
            host = host.as_str()
        ),
        None => t!(texts, "resume-other-id-server", server = server),
    }
}

/// Says that a file is not resumed.
fn not_read(refused: &Refused, texts: &Texts) -> String {
    let path = refused.path.display().to_string();
    let why = reason(&refused.why, texts);
    match &refused.why {
        Refusal::Damaged => t!(texts, "saved-aside", why = why, path = path),
        _ => t!(texts, "saved-refused", why = why, path = path),
    }
}

/// Why a file stays as it is.
fn reason(why: &Refusal, texts: &Texts) -> String {
    match why {
        Refusal::Damaged => t!(texts, "saved-damaged"),
        Refusal::Format => t!(texts, "saved-format"),
        Refusal::NoFile => t!(texts, "saved-no-file"),
        Refusal::Owner => t!(texts, "saved-owner"),
        Refusal::Exposed => t!(texts, "saved-exposed"),
        Refusal::Future => t!(texts, "saved-future"),
        Refusal::Disk(fault) => screen::disk_fault(*fault, texts),
    }
}

/// Removes every unfinished task that no wizard has, and says which. Tasks that stay are named on standard error, with
/// the reason. A task that another wizard has stays too, as expected: the exit status is still success.
///
/// # Errors
/// When it cannot be said.
pub fn forget(store: Option<&Store>, locale: &Locale) -> io::Result<End> {
    let texts = &Texts::of(locale.language());
    let Some(store) = store else {
        say(&[t!(texts, "saved-no-folder")]);
        return Ok(End::NotDone);
    };
    let forgotten = store.forget();
    let stays = |Refused { path, why }: &Refused| {
        let (path, why) = (path.display().to_string(), reason(why, texts));
        t!(texts, "forget-stays", why = why, path = path)
    };
    let mut troubles: Vec<_> = forgotten.refused.iter().map(stays).collect();
    troubles.extend(forgotten.fault.map(|fault| no_look(fault, store, texts)));

    let flows = forgotten.flows.iter();
    let mut lines: Vec<_> = flows.map(|flow| removed(flow, texts)).collect();
    let some = |count: usize| (count > 0).then_some(count);
    lines.extend(
        some(forgotten.other_versions).map(|n| t!(texts, "forget-other-versions", count = n)),
    );
    lines.extend(some(forgotten.others).map(|n| t!(texts, "forget-others", count = n)));
    lines.extend(some(forgotten.in_use).map(|n| t!(texts, "forget-in-use", count = n)));
    if lines.is_empty() && troubles.is_empty() {
        lines.push(t!(texts, "forget-none"));
    }
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    say(&troubles);
    Ok(match troubles.is_empty() {
        true => End::Done,
        false => End::NotDone,
    })
}

/// Says which task was removed: two on one server differ in what they were for, or about whom.
fn removed(flow: &TaskSummary, texts: &Texts) -> String {
    let server = flow.server.as_str();
    let what = match flow.task {
        Task::SignUp => t!(texts, "forget-sign-up", server = server),
        Task::Reset => t!(texts, "forget-reset", server = server),
        Task::AddContact => t!(texts, "forget-add", server = server),
    };
    match flow.about.is_empty() {
        true => t!(texts, "forget-one", what = what),
        false => t!(
            texts,
            "forget-one-about",
            what = what,
            about = texts.list(flow.about.iter().map(CleanText::as_str))
        ),
    }
}
