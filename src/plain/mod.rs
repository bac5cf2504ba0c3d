//! The face in lines: a [`Screen`](crate::screen::Screen) as sentences and prompts, and a typed line as what it means.
//!
//! For screen readers, serial lines, logs and scripts: no cursor moves, nothing is drawn, nothing counts. Text that was
//! said is not said again: [`Face::news`] compares a screen with the ones before and gives the lines that are new.
//!
//! ```text
//!            Screen ── news ──▸ lines, once each          "2"  ── read ──▸ Doing::Act(…)
//!   said ────┘      └─ ask ───▸ the prompt                "back"        ──▸ Doing::Command(…)
//! ```
//!
//! | file | what it says |
//! |---|---|
//! | `ask` | what a screen asks for now |
//! | `prompt` | the same in words |
//! | `read` | what a line means as an answer to it |
//! | `words` | which words of the table of commands a line is |
//! | `part` | a screen in parts, each to be said whole |
//! | `news` | which of them are new |
//! | `aside` | what is said besides: help, messages of the practice server |

mod aside;
mod ask;
mod news;
mod part;
mod prompt;
mod read;
mod words;

pub use aside::{help, message, whole};
pub use ask::{finds_none, first_open, names_one};
pub use news::Face;
pub use prompt::Prompt;
pub use read::Doing;
