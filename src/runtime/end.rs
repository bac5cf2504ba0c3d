//! How a run ends.

/// How the program ends. The numbers are its exit statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// What the person came for is done.
    Done,
    /// It could not be done.
    NotDone,
    /// What was asked for needs other flags.
    Usage,
    /// There is no terminal to work with.
    NoTerminal,
    /// The terminal went away.
    HungUp,
    /// The person left.
    Left,
    /// The program was told to end at once (`SIGQUIT`).
    Quit,
    /// The program was told to end.
    Terminated,
}

impl End {
    /// Every end.
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

    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NotDone => 1,
            Self::Usage => 2,
            Self::NoTerminal => 3,
            Self::HungUp => 129,
            Self::Left => 130,
            Self::Quit => 131,
            Self::Terminated => 143,
        }
    }
}
