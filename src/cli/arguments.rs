//! The command line as it is written: commands and flags.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use url::Url;

use super::{Appearance, Shell, help, values};
use crate::domain::{CountryCode, ServerName};
use crate::matrix::ProxyUrl;
#[cfg(feature = "practice")]
use crate::practice::Dialect;

/// Get a Matrix account, get back into one, or add a contact to it, by phone or email, with a browser only where
/// a server insists on one.
#[derive(Debug, Parser)]
#[command(name = "mxid", max_term_width = 100)]
#[command(long_about = help::ABOUT)]
#[command(version, long_version = help::version())]
#[command(after_help = help::short(), after_long_help = help::long())]
pub struct Arguments {
    /// What to do; without it, the wizard asks.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Answers that need not be asked for.
    #[command(flatten)]
    pub answers: Answers,
    /// How to connect.
    #[command(flatten)]
    pub connection: Connection,
    /// How it looks.
    #[command(flatten)]
    pub appearance: Appearance,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Create an account
    ///
    /// Asks for everything that no flag gives, shows it on one page, and ends with a Matrix ID.
    SignUp,
    /// Reset a forgotten password
    ///
    /// You prove that the email address of the account is yours, and set a new password.
    ResetPassword,
    /// Add an email address or phone number to an account you have
    ///
    /// Signs in with your password, adds the contact after you prove that it is yours, and signs out again.
    AddContact,
    /// Continue an unfinished task where it stopped; asks which one if there are several
    ///
    /// Asks for your password again. Everything else that you typed is there, and no message is sent twice.
    Resume,
    /// Remove every unfinished task and name each, except those that another mxid is working on
    Forget,
    /// Show what a server offers, without sending anybody a message
    Probe(ProbeArguments),
    /// Run the practice homeserver by itself, and print each message that it would send
    #[cfg(feature = "practice")]
    Practice {
        /// Where to listen: a loopback address and a port, 0 for any free one
        #[arg(long, value_name = "ADDR", value_hint = clap::ValueHint::Other, default_value = "127.0.0.1:0")]
        listen: std::net::SocketAddr,
    },
    /// Print completions for a shell
    ///
    /// bash: mxid completions bash > ~/.local/share/bash-completion/completions/mxid
    ///
    /// zsh: mxid completions zsh > _mxid, in a folder of $fpath
    ///
    /// fish: mxid completions fish > ~/.config/fish/completions/mxid.fish
    ///
    /// PowerShell: mxid completions powershell >> $PROFILE
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual: mxid man | man -l -
    Man,
}

/// Which server is looked at, and how it is told.
#[derive(Clone, Debug, Args)]
pub struct ProbeArguments {
    /// Homeserver: a name like example.org, a Matrix ID on it, or its https address; default: the configuration's
    #[arg(id = "probed", value_name = "SERVER", value_hint = clap::ValueHint::Hostname, value_parser = values::server)]
    pub server: Option<String>,
    /// Print JSON for programs
    #[arg(long)]
    pub json: bool,
}

/// Answers to the wizard's questions.
#[derive(Debug, Args)]
#[command(next_help_heading = "Answers")]
pub struct Answers {
    /// Use the built-in practice homeserver: nothing leaves this computer
    #[arg(long, global = true, conflicts_with = "server")]
    pub practice: bool,
    /// Make the practice homeserver behave like this one
    #[cfg(feature = "practice")]
    #[arg(long, global = true, value_name = "NAME", value_parser = values::dialect())]
    pub dialect: Option<Dialect>,
    /// Homeserver: a name like example.org, a Matrix ID on it, or its https address
    #[arg(long, global = true, value_name = "SERVER", value_hint = clap::ValueHint::Hostname, value_parser = values::server)]
    pub server: Option<String>,
    /// Email address to verify
    #[arg(long, global = true, value_name = "ADDRESS", value_hint = clap::ValueHint::EmailAddress, value_parser = values::email, conflicts_with = "phone")]
    pub email: Option<String>,
    /// Phone number to verify, as you dial it or with + and the country code
    #[arg(long, global = true, value_name = "NUMBER", value_hint = clap::ValueHint::Other, value_parser = values::phone)]
    pub phone: Option<String>,
    /// Country where you would dial the number: two letters, like DE
    #[arg(long, global = true, value_name = "CC", value_hint = clap::ValueHint::Other, value_parser = values::country)]
    pub country: Option<CountryCode>,
    /// User name of the new account; with add-contact, your login: a user name, Matrix ID or email
    /// address
    #[arg(long, global = true, value_name = "NAME", value_hint = clap::ValueHint::Other, value_parser = values::username)]
    pub username: Option<String>,
}

/// How to connect, and what goes along.
#[derive(Debug, Args)]
#[command(next_help_heading = "Connection")]
pub struct Connection {
    /// Also trust the certificate authorities in this PEM file
    #[arg(long, global = true, value_name = "PEM", value_hint = clap::ValueHint::FilePath)]
    pub ca_file: Option<PathBuf>,
    /// Proxy for every server except those on this computer: http, https, socks5 or socks5h. If it has a
    /// password, use HTTPS_PROXY or ALL_PROXY instead
    #[arg(long, global = true, value_name = "URL", value_hint = clap::ValueHint::Url, value_parser = values::proxy)]
    pub proxy: Option<ProxyUrl>,
    /// Where the server sends your browser after you opened the link of a message
    #[arg(long, global = true, value_name = "URL", value_hint = clap::ValueHint::Url, value_parser = values::web_address)]
    pub next_link: Option<Url>,
    /// Identity server to name to the homeserver (deprecated: shows your address to a third party)
    #[arg(long, global = true, value_name = "HOST", value_hint = clap::ValueHint::Hostname, value_parser = values::server_name, requires = "id_access_token_file")]
    pub id_server: Option<ServerName>,
    /// File with the access token for that identity server
    #[arg(long, global = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath, requires = "id_server")]
    pub id_access_token_file: Option<PathBuf>,
    /// Keep everything in memory: neither save unfinished tasks nor offer saved ones
    #[arg(long, global = true)]
    pub no_resume: bool,
    /// Write each request and its outcome to this file, without secrets; only you can read it
    #[arg(long, global = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub log: Option<PathBuf>,
}
