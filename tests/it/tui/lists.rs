//! Lists: where the focus is shows although nothing is chosen, and what can be chosen is parted from what can be done.

use mxid::screen::{Act, Block, Choices, Mark, Screen};
use mxid::tui::{Role, Theme, View};
use mxid::wizard::{FieldId, Time};

use super::pages::{self, action, choice, field, text};
use crate::screens::support::{Drawn, Size};

const SESSIONS: [&str; 2] = ["Leave them in", "Sign them out"];

/// Fields, a list, perhaps a remark about it, and actions.
fn page(chosen: Option<usize>, focused: bool) -> Screen {
    let list = Choices {
        items: SESSIONS.map(|label| choice(label, "", "a note")).to_vec(),
        chosen,
        focused,
        window: 2,
        empty: String::new(),
    };
    let mut blocks = vec![
        Block::Field(field(FieldId::Password, "Password", "")),
        Block::Field(field(FieldId::PasswordAgain, "Repeat password", "")),
        Block::Gap,
        Block::Heading("Your other sessions".into()),
        Block::Choices(list),
    ];
    if chosen == Some(1) {
        blocks.push(Block::Remark(Mark::Doubt, text("What they read is lost.")));
    }
    let actions = [
        action(Act::SendAgain, "Send again"),
        action(Act::MakePassPhrase, "Pick random words"),
    ];
    blocks.extend([Block::Gap, Block::Actions(actions.to_vec())]);
    pages::with_strip(pages::page(3, "Choose your new password", blocks))
}

fn draw(screen: &Screen, theme: &Theme, size: Size) -> Drawn {
    Drawn::new(&mut View::default(), screen, theme, size, Time::default())
}

#[test]
fn a_list_with_the_focus_shows_it_although_nothing_is_chosen() {
    for theme in [Theme::colour(), Theme::monochrome()] {
        let marks = |chosen, focused| {
            let drawn = draw(&page(chosen, focused), &theme, (80, 30));
            let row = |label: &str| {
                let lines = drawn.lines();
                let y = lines.iter().position(|line| line.contains(label));
                let y = u16::try_from(y.expect("the entry")).expect("a row");
                drawn.buffer[(19, y)].clone()
            };
            SESSIONS.map(row)
        };
        let [first, second] = marks(None, true);
        assert_eq!((first.symbol(), second.symbol()), ("▹", " "));
        let look = theme.style(Role::Accent);
        assert_eq!(Some(first.fg), look.fg.or(Some(first.fg)));
        assert_eq!(first.modifier, look.add_modifier);
        let [first, second] = marks(None, false);
        assert_eq!((first.symbol(), second.symbol()), (" ", " "));
        let [first, second] = marks(Some(1), true);
        assert_eq!((first.symbol(), second.symbol()), (" ", "▸"));
    }
}

#[test]
fn there_is_air_between_a_list_and_the_actions_under_it_at_any_height() {
    for chosen in [None, Some(0), Some(1)] {
        for columns in [40, 80] {
            for rows in 10..=30 {
                let drawn = draw(&page(chosen, true), &Theme::colour(), (columns, rows));
                let lines = drawn.lines();
                let at = |label: &str| lines.iter().position(|line| line.contains(label));
                let (Some(_), Some(action)) = (at(SESSIONS[1]), at("Send again")) else {
                    continue;
                };
                let above: String = lines[action - 1].chars().skip(18).collect();
                assert_eq!(above.trim(), "", "{columns}x{rows}\n{}", drawn.text());
            }
        }
    }
}
