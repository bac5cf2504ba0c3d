//! Files that flags name: read, or opened, before the wizard begins.

use std::fmt::Display;
use std::path::Path;

use zeroize::Zeroizing;

use super::unusable::Unusable;
use crate::domain::{Secret, ServerName};
use crate::matrix::{self, Proxies};
use crate::protocol::IdentityServer;
use crate::runtime::RequestLog;

/// Says of a file that a flag names why it cannot be used.
fn unusable(flag: &str, path: &Path, why: impl Display) -> Unusable {
    Unusable(format!("{flag} {}: {why}", path.display()))
}

pub(super) fn log(path: &Path) -> Result<RequestLog, Unusable> {
    RequestLog::open(path).map_err(|why| unusable("--log", path, why))
}

pub(super) fn client(ca_file: Option<&Path>, proxies: Proxies) -> Result<matrix::Config, Unusable> {
    let mut config = matrix::Config {
        proxies,
        ..matrix::Config::default()
    };
    if let Some(path) = ca_file {
        let flag = "--ca-file";
        config.extra_roots.push(read(flag, path)?);
        // Building a client is slow, so only a file that a flag names is tried before the wizard.
        if matrix::Client::new(config.clone()).is_err() {
            let why = "not a PEM file with certificates";
            return Err(unusable(flag, path, why));
        }
    }
    Ok(config)
}

pub(super) fn identity(host: ServerName, path: &Path) -> Result<IdentityServer, Unusable> {
    let flag = "--id-access-token-file";
    let bytes = Zeroizing::new(read(flag, path)?);
    let token = std::str::from_utf8(&bytes).ok().map(str::trim);
    match token {
        Some(token) if !token.is_empty() && !token.contains(char::is_whitespace) => {
            Ok(IdentityServer {
                host,
                access_token: Secret::from(token),
            })
        }
        _ => {
            let why = "not a file with an access token on its only line";
            Err(unusable(flag, path, why))
        }
    }
}

fn read(flag: &str, path: &Path) -> Result<Vec<u8>, Unusable> {
    std::fs::read(path).map_err(|why| unusable(flag, path, why))
}
