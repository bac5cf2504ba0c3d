//! The meaning of colours.
//!
//! Widgets name a [`Role`]; only this file knows how a role looks. Colours come from the sixteen that the user chose
//! for the terminal, never from fixed values (`clippy.toml` holds that), and lie on marks and borders only: sentences
//! keep the terminal's own foreground, so that they are legible on dark and on light. Yellow, white and black are left
//! alone, each of them vanishes on some background. Nothing is told by colour alone: a mark or a word says it as
//! well.

use ratatui::style::{Color, Modifier, Style};

/// The role of a piece of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Plain,
    /// The question of the page, and headings in it.
    Title,
    /// Important within a sentence: an address, a Matrix ID, a host.
    Strong,
    /// Secondary: an error code, a placeholder, a step to come.
    Dim,
    /// The mark of something good or done.
    Good,
    /// The mark of something to look at twice.
    Doubt,
    /// The mark of something in the way.
    Bad,
    /// The mark of where the user is.
    Accent,
    /// Rules, and the box of a field that waits.
    Border,
    /// The box of the field that has the focus.
    BorderFocused,
    /// The box of the field that the problem is about.
    BorderBad,
    /// The chosen entry, the focused action.
    Selected,
    /// A key in the footer.
    Key,
    /// The modules of a code to be scanned: dark on light, whatever the terminal's own.
    Code,
}

impl Role {
    pub const ALL: [Self; 14] = [
        Self::Plain,
        Self::Title,
        Self::Strong,
        Self::Dim,
        Self::Good,
        Self::Doubt,
        Self::Bad,
        Self::Accent,
        Self::Border,
        Self::BorderFocused,
        Self::BorderBad,
        Self::Selected,
        Self::Key,
        Self::Code,
    ];

    fn modifier(self) -> Modifier {
        match self {
            Self::Dim | Self::Border => Modifier::DIM,
            Self::Title | Self::Strong | Self::Selected | Self::Key => Modifier::BOLD,
            Self::Doubt | Self::Bad | Self::Accent => Modifier::BOLD,
            _ => Modifier::empty(),
        }
    }

    fn colour(self) -> Option<Color> {
        match self {
            Self::Good => Some(Color::Green),
            Self::Doubt => Some(Color::Magenta),
            Self::Bad | Self::BorderBad => Some(Color::Red),
            Self::Accent | Self::BorderFocused => Some(Color::Cyan),
            _ => None,
        }
    }
}

/// How roles look. Whether there are colours is the caller's decision: no environment is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
}

impl Theme {
    /// With the terminal's own colours.
    #[must_use]
    pub fn colour() -> Self {
        Self { colours: true }
    }

    /// With bold and dim only.
    #[must_use]
    pub fn monochrome() -> Self {
        Self { colours: false }
    }

    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let style = Style::new().add_modifier(role.modifier());
        match role.colour() {
            _ if role == Role::Code && self.colours => style.fg(Color::Black).bg(Color::White),
            _ if role == Role::Code => style.add_modifier(Modifier::REVERSED),
            Some(colour) if self.colours => style.fg(colour),
            _ => style,
        }
    }
}
