//! The flags of how the wizard is shown: its face, its colours and its language.

use clap::Args;

use super::{Look, values};
use crate::domain::Locale;
use crate::runtime::{Ui, person};

/// How the wizard looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Appearance")]
pub struct Appearance {
    /// tui draws on the whole terminal; plain works in lines, for screen readers, and for scripts that pipe answers in.
    /// Default: plain if TERM is dumb or ACCESSIBLE is set, else tui
    #[arg(long, global = true, value_name = "FACE", value_parser = values::ui())]
    pub ui: Option<Ui>,
    /// Colours, or none
    #[arg(long, global = true, value_name = "THEME", value_enum)]
    pub theme: Option<Look>,
    /// Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; default: the configuration's, else the system's
    #[arg(long, global = true, value_name = "TAG", value_parser = values::Locales, hide_possible_values = true)]
    pub lang: Option<Locale>,
}

impl Appearance {
    /// What the user reads: as the flag says, else the configuration, else the environment.
    #[must_use]
    pub fn locale(&self, configured: Option<Locale>) -> Locale {
        let wanted = self.lang.clone().or(configured);
        wanted.unwrap_or_else(person::locale)
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::Arguments;
    use crate::domain::Language;

    #[test]
    fn the_help_names_every_language_by_its_tag() {
        let program = Arguments::program();
        let flag = program.get_arguments().find(|flag| flag.get_id() == "lang");
        let help = flag
            .and_then(clap::Arg::get_help)
            .expect("a help")
            .to_string();
        let words: Vec<&str> = help.split([' ', ',', ';']).collect();
        for language in Language::ALL {
            assert!(words.contains(&language.tag()), "{language}: {help}");
        }
    }
}
