//! A line as it goes to a terminal or a file.

/// The kind of a part of a line. A terminal may show it, but no information is in the kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// The subject of the line.
    Strong,
    Dim,
    /// The mark of something good.
    Good,
    /// The mark of something to look at twice.
    Doubt,
    /// The mark of something in the way.
    Bad,
}

/// A line: its parts from left to right. An empty one is air.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<(Tone, String)>);

impl Line {
    /// The line without its tones, and without spaces at its end.
    pub fn plain(&self) -> String {
        let text: String = self.0.iter().map(|(_, text)| text.as_str()).collect();
        text.trim_end().to_owned()
    }
}
