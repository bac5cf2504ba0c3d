//! How a run ends.

/// How the program ends. The numbers are its exit statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum End {
    Done = 0,
    /// It could not be done.
    NotDone = 1,
    /// The command needs other flags.
    Usage = 2,
    /// There is no terminal to work with.
    NoTerminal = 3,
    HungUp = 129,
    Left = 130,
    /// The program was told to end at once (`SIGQUIT`).
    Quit = 131,
    /// The program was told to end.
    Terminated = 143,
}

impl End {
    pub const ALL: [Self; 8] = [
        Self::Done,
        Self::NotDone,
        Self::Usage,
        Self::NoTerminal,
        Self::HungUp,
        Self::Left,
        Self::Quit,
        Self::Terminated,
    ];

    pub fn status(self) -> u8 {
        self as u8
    }
}
