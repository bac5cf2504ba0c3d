//! The one table of commands: each with its keys, its words, and its names in the footer, the help and the page.
//!
//! Letters are text wherever a field has the focus. Ctrl-S and Ctrl-Q stop and start some terminals, Ctrl-Z suspends,
//! and the keys of line editors belong to fields, so none of them stands here. Everything on a function key can be
//! reached without one, by a control key or as an action on the page, because phones and multiplexers lack them.
//!
//! Each word is taken in the user's language and in English. Where a text is asked for, only these words are no text;
//! elsewhere the aliases mean the same.

use super::{Command, Entry, Key, Name, Says, Word, names};
use crate::t;
use crate::wizard::{Act, Media};

impl Command {
    /// The names in each face.
    pub(in crate::screen) fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }
}

impl Entry {
    const fn footer(mut self, place: u8, name: Says) -> Self {
        self.footer = (place, name);
        self
    }

    const fn help(mut self, keys: Name) -> Self {
        self.help = Some(keys);
        self
    }

    const fn does(mut self, does: Says) -> Self {
        self.does = Some(does);
        self
    }

    const fn line(mut self, name: Says) -> Self {
        self.line = Some(name);
        self
    }
}

impl Word {
    const fn or(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    const fn does(mut self, does: Name) -> Self {
        self.does = Some(does);
        self
    }
}

const fn row(command: Command, keys: &'static [Key], words: &'static [Word]) -> Entry {
    Entry {
        command,
        keys,
        words,
        footer: (0, |_, _| String::new()),
        help: None,
        does: None,
        line: None,
    }
}

const fn act(act: Act, keys: &'static [Key], words: &'static [Word]) -> Entry {
    row(Command::Act(act), keys, words)
}

const fn word(place: u8, own: Name, english: &'static [&'static str]) -> Word {
    Word {
        place,
        own,
        english,
        aliases: &[],
        does: None,
    }
}

/// A message that is the same whatever the wizard is about.
macro_rules! says {
    ($id:literal) => {
        |_, texts| t!(texts, $id)
    };
}

/// A message, as the name of a key or a word.
macro_rules! name {
    ($id:literal) => {
        |texts| t!(texts, $id)
    };
}

/// An act without a key is a line of its pages.
const NO_KEY: &[Key] = &[];
/// Plain mode has no use for a command without a word, or the act is done by its number.
const NO_WORD: &[Word] = &[];

/// Every command, in the order of the help. Of two commands with the same word, the first that works counts. Places in
/// the footer and among the words have gaps, so that others fit between.
pub static TABLE: &[Entry] = &[
    row(
        Command::Continue,
        &[Key::Enter],
        &[word(10, name!("word-continue"), &["continue"])
            .or(&["ok", "yes", "agree"])
            .does(name!("word-does-continue"))],
    )
    .footer(20, names::go_on)
    .help(name!("help-key-enter"))
    .does(says!("help-enter")),
    row(
        Command::Back,
        &[Key::Esc],
        &[
            word(20, name!("word-back"), &["back"])
                .or(&["close"])
                .does(name!("help-esc")),
            word(180, name!("word-stay"), &["stay"]).or(&["no"]),
        ],
    )
    .footer(40, says!("key-back"))
    .help(name!("help-key-esc"))
    .does(says!("help-esc")),
    row(
        Command::Next,
        &[Key::Tab],
        &[word(110, name!("word-next"), &["next"]).does(name!("word-does-next"))],
    )
    .footer(110, says!("key-next"))
    .help(name!("help-key-tab"))
    .does(says!("help-tab")),
    row(
        Command::Previous,
        &[Key::BackTab],
        &[word(120, name!("word-previous"), &["previous"]).does(name!("word-does-previous"))],
    ),
    row(Command::Up, &[Key::Up], NO_WORD)
        .footer(10, names::choose)
        .help(name!("help-key-arrows"))
        .does(says!("help-arrows")),
    row(Command::Down, &[Key::Down], NO_WORD),
    row(Command::PageUp, &[Key::PageUp], NO_WORD),
    row(
        Command::PageDown,
        &[Key::PageDown],
        &[word(130, name!("word-more"), &["more"]).does(name!("word-does-more"))],
    ),
    row(Command::Toggle, &[Key::Char(' ')], NO_WORD)
        .footer(30, says!("key-toggle"))
        .help(name!("help-key-toggle")),
    act(
        Act::Details,
        &[Key::F(2), Key::Ctrl('o')],
        &[word(150, name!("word-details"), &["details"]).does(name!("help-details"))],
    )
    .footer(150, names::details)
    .help(name!("help-key-details"))
    .does(says!("help-details")),
    row(
        Command::Redraw,
        &[Key::Ctrl('l')],
        &[word(140, name!("word-repeat"), &["repeat"])
            .or(&["read", "page"])
            .does(name!("word-does-repeat"))],
    )
    .help(name!("help-key-redraw"))
    .does(says!("help-redraw")),
    // The help needs no line on how to open it.
    act(
        Act::Help,
        &[Key::F(1), Key::Ctrl('g')],
        &[word(160, name!("word-help"), &["help", "?"])],
    )
    .footer(160, says!("key-help")),
    act(
        Act::Leave,
        &[Key::Ctrl('c')],
        &[word(170, name!("word-leave"), &["leave", "quit", "exit"]).does(name!("help-leave"))],
    )
    .footer(170, names::leave_by_key)
    .help(name!("help-key-leave"))
    .does(says!("help-leave"))
    .line(names::leave),
    act(
        Act::TakeSuggestion,
        &[Key::F(3)],
        &[word(60, name!("word-take"), &["take"])],
    )
    .footer(70, says!("key-take"))
    .help(name!("help-key-take"))
    .line(names::take),
    act(
        Act::Practise,
        &[Key::Ctrl('p')],
        &[word(80, name!("word-practise"), &["practise"])
            .or(&["practice"])
            .does(name!("server-practise"))],
    )
    .footer(80, says!("key-practise"))
    .help(name!("help-key-practise")),
    act(
        Act::Switch,
        &[Key::Ctrl('x')],
        &[word(50, name!("word-instead"), &["instead"]).or(&["switch"])],
    )
    .footer(50, names::switch_by_key)
    .help(name!("help-key-switch"))
    .line(names::switch),
    act(
        Act::MakePassPhrase,
        &[Key::F(5)],
        &[word(70, name!("word-phrase"), &["phrase"]).does(name!("help-pass-phrase"))],
    )
    .footer(120, says!("key-pass-phrase"))
    .help(name!("help-key-pass-phrase"))
    .does(says!("help-pass-phrase"))
    .line(says!("action-pass-phrase")),
    act(Act::Reveal, &[Key::Ctrl('t')], NO_WORD)
        .footer(80, names::reveal)
        .help(name!("help-key-reveal"))
        .does(says!("help-reveal")),
    act(Act::Copy, &[Key::Ctrl('y')], NO_WORD)
        .footer(80, says!("key-copy"))
        .help(name!("help-key-copy"))
        .does(names::what_is_copied)
        .line(names::copy),
    act(Act::ShowQr, &[Key::Char('q')], NO_WORD)
        .footer(100, says!("key-qr"))
        .help(name!("help-key-qr"))
        .does(says!("help-qr"))
        .line(says!("action-qr")),
    act(
        Act::OpenLink,
        &[Key::Char('o')],
        &[word(90, name!("word-open"), &["open"])
            .or(&["browser"])
            .does(name!("help-open"))],
    )
    .footer(90, says!("key-open"))
    .help(name!("help-key-open"))
    .does(says!("help-open"))
    .line(names::open_link),
    act(
        Act::SendAgain,
        &[Key::Ctrl('r')],
        &[word(30, name!("word-again"), &["again"])
            .or(&["resend"])
            .does(name!("help-again"))],
    )
    .footer(60, says!("key-send-again"))
    .help(name!("help-key-again"))
    .does(says!("help-again"))
    .line(says!("action-send-again")),
    act(
        Act::ChangeAddress,
        &[Key::F(4)],
        &[word(40, name!("word-change"), &["change"])],
    )
    .footer(140, says!("key-change"))
    .help(name!("help-key-change"))
    .line(names::change_address),
    row(
        Command::OpenMessage,
        &[Key::Ctrl('n')],
        &[
            word(100, name!("word-open"), &["open"]).does(name!("help-message")),
            word(100, name!("word-message"), &["message"])
                .or(&["inbox"])
                .does(name!("help-message")),
        ],
    )
    .footer(130, says!("key-message"))
    .help(name!("help-key-message"))
    .does(says!("help-message")),
    act(Act::Proceed, NO_KEY, NO_WORD).line(names::proceed),
    act(Act::LookNow, NO_KEY, NO_WORD).line(says!("action-look")),
    act(Act::ChangeAccount, NO_KEY, NO_WORD).line(says!("action-change-account")),
    act(Act::UseInstead(Media::PHONE), NO_KEY, NO_WORD).line(says!("action-use-phone")),
    act(Act::UseInstead(Media::EMAIL), NO_KEY, NO_WORD).line(says!("action-use-email")),
    act(Act::UseInstead(Media::NONE), NO_KEY, NO_WORD).line(says!("action-use-none")),
    act(Act::OtherServer, NO_KEY, NO_WORD).line(says!("action-other-server")),
    act(Act::OpenSignUp, NO_KEY, NO_WORD).line(says!("action-open-sign-up")),
    act(Act::ShowAccountPage, NO_KEY, NO_WORD).line(says!("action-account-page")),
    act(Act::CheckPassword, NO_KEY, NO_WORD).line(says!("action-check-password")),
    act(Act::AddProfile, NO_KEY, NO_WORD).line(names::add_profile),
];
