//! `mxid probe`: one server, looked at without a face.

use clap::error::ErrorKind;

use super::{Arguments, Defaults, ProbeArguments, Unusable};
use crate::probe::Target;
use crate::runtime::ProbeOptions;

impl Arguments {
    /// Whether a probe was told one server. clap cannot see it, because the flags of the program and
    /// the values of a command are told apart only once both are read.
    ///
    /// # Errors
    /// Wrong usage, as clap reports it.
    pub fn check_probe(
        &self,
        probe: &ProbeArguments,
        defaults: &Defaults,
    ) -> Result<(), clap::Error> {
        let named = [&probe.server, &self.answers.server];
        let named = named.into_iter().flatten().count() + usize::from(self.answers.practice);
        let (kind, why) = match named {
            1 => return Ok(()),
            0 if defaults.server.is_some() => return Ok(()),
            0 => (
                ErrorKind::MissingRequiredArgument,
                "name a SERVER like example.org, or use --practice",
            ),
            _ => (
                ErrorKind::ArgumentConflict,
                "give only one SERVER, or --practice",
            ),
        };
        let mut program = Self::program();
        Err(match program.find_subcommand_mut("probe") {
            Some(command) => command.error(kind, why),
            None => program.error(kind, why),
        })
    }

    /// What a probe is run with; reads the files that flags name, and the proxy of the environment.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn into_probe(
        self,
        probe: ProbeArguments,
        defaults: Defaults,
    ) -> Result<ProbeOptions, Unusable> {
        let settings = self.settings(&defaults)?;
        let usual = defaults.server.filter(|_| !self.answers.practice);
        let server = probe.server.or(self.answers.server).or(usual);
        Ok(ProbeOptions {
            settings,
            target: server.map_or(Target::Practice, Target::Server),
            json: probe.json,
        })
    }
}
