//! Keys, and the bytes that xterm sends for them.

/// A key that is no letter.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// Control and a lower-case letter.
    Ctrl(char),
    /// A function key, 1 to 4.
    F(u8),
}

impl Key {
    /// The bytes of the key in the terminal's normal cursor mode.
    pub fn bytes(self) -> Vec<u8> {
        match self {
            Self::Enter => b"\r".to_vec(),
            Self::Esc => b"\x1b".to_vec(),
            Self::Tab => b"\t".to_vec(),
            Self::BackTab => b"\x1b[Z".to_vec(),
            Self::Backspace => b"\x7f".to_vec(),
            Self::Delete => b"\x1b[3~".to_vec(),
            Self::Up => b"\x1b[A".to_vec(),
            Self::Down => b"\x1b[B".to_vec(),
            Self::Right => b"\x1b[C".to_vec(),
            Self::Left => b"\x1b[D".to_vec(),
            Self::Home => b"\x1b[H".to_vec(),
            Self::End => b"\x1b[F".to_vec(),
            Self::PageUp => b"\x1b[5~".to_vec(),
            Self::PageDown => b"\x1b[6~".to_vec(),
            Self::Ctrl(letter @ 'a'..='z') => vec![letter as u8 - b'a' + 1],
            Self::F(number @ 1..=4) => vec![0x1b, b'O', b'P' + number - 1],
            Self::Ctrl(_) | Self::F(_) => panic!("{self:?} is not a key of this keyboard"),
        }
    }
}
