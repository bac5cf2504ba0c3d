//! Files that flags name: read, or opened, before the wizard begins.

use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::domain::{Secret, ServerName};
use crate::matrix::{self, Proxies};
use crate::protocol::IdentityServer;
use crate::runtime::RequestLog;

/// A file that a flag names cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read or written.
    #[error("{flag} {}: {source}", path.display())]
    Io {
        /// The flag.
        flag: &'static str,
        /// Its value.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// It is not what is needed.
    #[error("{flag} {}: not {expected}", path.display())]
    Content {
        /// The flag.
        flag: &'static str,
        /// Its value.
        path: PathBuf,
        /// What it should be.
        expected: &'static str,
    },
}

pub(super) fn log(path: Option<PathBuf>) -> Result<Option<RequestLog>, FileError> {
    let Some(path) = path else {
        return Ok(None);
    };
    let log = RequestLog::open(&path).map_err(|source| FileError::Io {
        flag: "--log",
        path,
        source,
    })?;
    Ok(Some(log))
}

pub(super) fn client(
    ca_file: Option<PathBuf>,
    proxies: Proxies,
) -> Result<matrix::Config, FileError> {
    let mut config = matrix::Config {
        proxies,
        ..matrix::Config::default()
    };
    if let Some(path) = ca_file {
        let pem = read("--ca-file", &path)?;
        config.extra_roots.push(pem);
        // Building a client is slow, so only a file that a flag names is tried before the wizard.
        if matrix::Client::new(config.clone()).is_err() {
            return Err(FileError::Content {
                flag: "--ca-file",
                path,
                expected: "a PEM file with certificates",
            });
        }
    }
    Ok(config)
}

pub(super) fn identity(
    host: Option<ServerName>,
    file: Option<PathBuf>,
) -> Result<Option<IdentityServer>, FileError> {
    let (Some(host), Some(path)) = (host, file) else {
        return Ok(None);
    };
    let flag = "--id-access-token-file";
    let bytes = Zeroizing::new(read(flag, &path)?);
    let expected = "a file with an access token on its only line";
    let token = std::str::from_utf8(&bytes).ok().map(str::trim);
    match token {
        Some(token) if !token.is_empty() && !token.contains(char::is_whitespace) => {
            Ok(Some(IdentityServer {
                host,
                access_token: Secret::from(token),
            }))
        }
        _ => Err(FileError::Content {
            flag,
            path,
            expected,
        }),
    }
}

fn read(flag: &'static str, path: &PathBuf) -> Result<Vec<u8>, FileError> {
    std::fs::read(path).map_err(|source| FileError::Io {
        flag,
        path: path.clone(),
        source,
    })
}
