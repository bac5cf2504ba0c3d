//! The acts of a page, as lines to choose from.

use crate::screen::commands::Command;
use crate::screen::model::{ActionItem, Block};
use crate::t;
use crate::text::{Texts, Timed};
use crate::wizard::{Act, Focus, Wizard};

/// The page's actions; nothing when it has none.
pub(super) fn block(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    block_of(wizard, texts, |_| true)
}

/// Those of the page's actions that stand together; nothing when it has none of them.
pub(super) fn block_of(
    wizard: &Wizard,
    texts: &Texts,
    belongs: impl Fn(Act) -> bool,
) -> Option<Block> {
    let items: Vec<ActionItem> = wizard
        .actions()
        .into_iter()
        .filter(|act| belongs(*act))
        .map(|act| {
            let at = match act {
                Act::SendAgain => wizard.resend_at().map(|at| Timed::Until(at.0)),
                _ => None,
            };
            ActionItem {
                act,
                label: Command::Act(act)
                    .entry()
                    .and_then(|entry| entry.line)
                    .map_or_else(String::new, |name| name(wizard, texts)),
                at_label: at.map(|_| t!(texts, "action-in")).unwrap_or_default(),
                at,
                focused: wizard.focus() == Focus::Action(act),
            }
        })
        .collect();
    (!items.is_empty()).then_some(Block::Actions(items))
}
