//! The first page: what is unfinished, and what can be begun.

use super::parts::choices;
use crate::domain::CleanText;
use crate::screen::Page;
use crate::screen::model::Choice;
use crate::text::{Piece, Texts, Timed};
use crate::wizard::{Task, TaskSummary, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    let offers = wizard
        .saves()
        .offers()
        .iter()
        .map(|offer| unfinished(offer, texts));
    let goals = Task::ALL.iter().map(|task| {
        let (label, note) = match task {
            Task::SignUp => (t!(texts, "goal-sign-up"), t!(texts, "goal-sign-up-note")),
            Task::Reset => (t!(texts, "goal-reset"), t!(texts, "goal-reset-note")),
            Task::AddContact => (t!(texts, "goal-add"), t!(texts, "goal-add-note")),
        };
        Choice::new(label, note)
    });
    let title = t!(texts, "goal-title");
    Page::new(title).block(choices(offers.chain(goals).collect(), wizard))
}

/// Something unfinished: its purpose and server, then its user and age. The part that tells two apart comes
/// before what may be cut.
fn unfinished(offer: &TaskSummary, texts: &Texts) -> Choice {
    let server = without_scheme(offer.server.as_str());
    let label = match offer.task {
        Task::SignUp => t!(texts, "goal-resume-sign-up", server = server),
        Task::Reset => t!(texts, "goal-resume-reset", server = server),
        Task::AddContact => t!(texts, "goal-resume-add", server = server),
    };
    let age = Piece::from(Timed::Since(offer.written_at.0));
    let note = match offer.about.is_empty() {
        true => rich!(texts, "goal-resume-note", age = age),
        false => {
            let about = Piece::plain(texts.list(offer.about.iter().map(CleanText::as_str)));
            rich!(texts, "goal-resume-note-about", age = age, about = about)
        }
    };
    Choice::new(label, note)
}

/// A server that was typed as a URL, as short as it can be told.
fn without_scheme(server: &str) -> &str {
    let host = server
        .strip_prefix("https://")
        .or_else(|| server.strip_prefix("http://"));
    host.map_or(server, |host| host.trim_end_matches('/'))
}
