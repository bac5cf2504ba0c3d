//! Output besides the page: overlays, the words that work, messages of the practice server.

use super::ask::{self, actions};
use super::part::{Clock, parts};
use super::read::works;
use super::words;
use crate::screen::{Act, Block, Command, InboxItem, InboxKind, Screen, Time};
use crate::t;
use crate::text::Texts;

/// A whole screen that is said once, such as the details.
#[must_use]
pub fn whole(screen: &Screen, now: Time, texts: &Texts) -> Vec<String> {
    let clock = Clock::of(screen, now, texts);
    let all = 0..ask::list(screen).map_or(0, |list| list.items.len());
    let parts = parts(screen, all, clock, texts);
    std::iter::once(clock.read(&screen.title))
        .chain(parts.into_iter().flat_map(|part| part.lines))
        .collect()
}

/// The help: what the page is about, as `about` says it, and the words that work on it.
#[must_use]
pub fn help(page: &Screen, about: &Screen, now: Time, texts: &Texts) -> Vec<String> {
    let clock = Clock::of(about, now, texts);
    let paragraphs = about.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(clock.read(text)),
        _ => None,
    });
    let mut lines: Vec<String> = paragraphs.collect();
    let more = ask::list(page).is_some_and(|list| list.items.len() > list.window);
    // A user who reads this knows the word for it.
    let is_listed = |command| command != Act::Help.into() && works(command, page, more);
    for (word, command, does) in words::working(is_listed, texts) {
        let action = actions(page).find(|item| Command::Act(item.act) == command);
        let hint = page.keys.iter().find(|hint| hint.command == command);
        let does = does
            .or(action.map(|item| item.label.clone()))
            .or(hint.map(|hint| hint.label.clone()))
            .unwrap_or_default();
        // A word that says what it does needs no explanation.
        if does.to_lowercase() != word.to_lowercase() {
            lines.push(t!(texts, "name-value", name = word, value = does));
        }
    }
    if ask::may_be_a_word(page) {
        lines.push(t!(texts, "plain-literal"));
    }
    lines
}

/// A message that the practice server sent.
#[must_use]
pub fn message(item: &InboxItem, texts: &Texts) -> Vec<String> {
    let (to, text) = (
        item.to.as_str(),
        item.text.lines().next().unwrap_or_default(),
    );
    let mut lines = vec![match item.kind {
        InboxKind::Sms => t!(texts, "plain-sms", to = to, text = text),
        InboxKind::Mail => t!(texts, "plain-mail", to = to, text = text),
    }];
    if let Some(link) = &item.link {
        let open = words::word(Command::OpenMessage, texts).unwrap_or_default();
        let link = link.as_str();
        lines.push(t!(texts, "plain-mail-link", open = open, link = link));
    }
    lines
}
