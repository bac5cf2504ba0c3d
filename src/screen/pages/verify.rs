//! The proof of an address: a code, or a link that is waited for.

use super::parts::address;
use super::{actions, remark};
use crate::field;
use crate::protocol::Contact;
use crate::screen::Page;
use crate::screen::model::{Block, Code, Mark};
use crate::text::{Piece, Text, Texts, Timed};
use crate::wizard::{FieldId, Focus, Messages, Task, Wizard};
use crate::{rich, t};

/// As many boxes as nearly every server sends digits.
const USUAL_BOXES: usize = 6;
/// More boxes than this do not fit side by side.
const MOST_BOXES: usize = 8;

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let sent = wizard.awaited()?;
    let to = address(&sent.contact);
    let by_phone = matches!(sent.contact, Contact::Phone(_));
    let mut page = if sent.by_code {
        let title = rich!(texts, "verify-code-title", address = to);
        Page::new(title).block(Block::Code(code(wizard))).gap()
    } else {
        let title = match by_phone {
            true => t!(texts, "verify-link-title-text"),
            false => t!(texts, "verify-link-title"),
        };
        Page::new(title).lead(rich!(texts, "verify-link-lead", address = to))
    };
    if let Some(messages) = wizard.messages() {
        page = page.blocks(waiting(&messages, sent.by_code, texts));
    }
    page = page.gap().blocks(actions::block(wizard, texts));
    if !sent.by_code {
        let hint = match wizard.task() {
            _ if by_phone => t!(texts, "verify-link-hint-text"),
            Task::SignUp | Task::AddContact => t!(texts, "verify-link-hint-sign-up"),
            Task::Reset => t!(texts, "verify-link-hint-reset"),
        };
        page = page.gap().paragraph(Text::dim(hint));
    }
    Some(page)
}

fn waiting(messages: &Messages, by_code: bool, texts: &Texts) -> Vec<Block> {
    let ago = Timed::Since(messages.asked_at.0);
    let number = Piece::plain(messages.number.get());
    let asked = match messages.looked_at.filter(|_| !by_code) {
        Some(at) => {
            let looked = Timed::Since(at.0);
            rich!(
                texts,
                "verify-asked-looked",
                ago = ago,
                number = number,
                looked = looked
            )
        }
        None => rich!(texts, "verify-asked", ago = ago, number = number),
    };
    let earlier = messages.earlier.then(|| match by_code {
        true => t!(texts, "verify-earlier-code"),
        false => t!(texts, "verify-earlier-link"),
    });
    let earlier = earlier.map(|text| remark(Mark::None, text));
    [remark(Mark::None, asked)]
        .into_iter()
        .chain(earlier)
        .collect()
}

/// The code as it is sent: digits in boxes, anything else as a line.
fn code(wizard: &Wizard) -> Code {
    let line = wizard.form().line(FieldId::Code);
    let tidy = field::code::tidy_code(line.text());
    let digits = tidy.as_str().bytes().all(|b| b.is_ascii_digit());
    let count = tidy.as_str().len();
    let boxes = (digits && count <= MOST_BOXES).then(|| count.max(USUAL_BOXES));
    let (text, caret) = match boxes {
        Some(_) => {
            let before = field::code::tidy_code(&line.text()[..line.caret()]);
            (tidy.as_str().to_owned(), before.as_str().len().min(count))
        }
        None => (line.text().to_owned(), line.caret()),
    };
    Code {
        text,
        caret,
        boxes,
        focused: wizard.focus() == Focus::Field(FieldId::Code),
    }
}
