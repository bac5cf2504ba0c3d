//! The proxy that a flag names; else the environment; else the configuration.
//!
//! A variable that is set is understood or refused, also where another one counts more. A user who sets it wants to
//! hide an address, and a connection without the proxy would tell that address to the server.

use std::env;
use std::ffi::OsString;

use super::unusable::Unusable;
use crate::matrix::{Proxies, ProxyUrl};

/// A variable has two spellings. The one in small letters counts more, as it does for curl.
type Names = [&'static str; 2];

const HTTPS: Names = ["https_proxy", "HTTPS_PROXY"];
const ALL: Names = ["all_proxy", "ALL_PROXY"];
/// This one is for plain http. mxid speaks that on this computer only, and no proxy leads there.
const HTTP: Names = ["http_proxy", "HTTP_PROXY"];
const NO: Names = ["no_proxy", "NO_PROXY"];

/// Decides which proxy leads where, and reads no variable where a flag names the proxy.
///
/// # Errors
/// When a variable is set that cannot be used.
pub(super) fn of(flag: Option<ProxyUrl>, default: Option<ProxyUrl>) -> Result<Proxies, Unusable> {
    match flag {
        Some(proxy) => Ok(proxy.into()),
        None => named(env::var_os, default),
    }
}

fn named(
    variable: impl Fn(&'static str) -> Option<OsString>,
    default: Option<ProxyUrl>,
) -> Result<Proxies, Unusable> {
    let proxy = |names| {
        first(names, "http://proxy.example.org:3128", &variable, |text| {
            ProxyUrl::parse(text).map_err(|why| why.to_string())
        })
    };
    let [https, all, _] = [proxy(HTTPS)?, proxy(ALL)?, proxy(HTTP)?];
    let except = first(NO, "localhost,.example.org", &variable, |text| {
        Ok(text.to_owned())
    })?;
    Ok(match (https.or(all), default) {
        (Some(proxy), _) => Proxies::Named {
            proxy,
            except: except.unwrap_or_default(),
        },
        (None, Some(default)) => default.into(),
        (None, None) => Proxies::System,
    })
}

/// Reads both spellings of a variable, and gives the first that is not blank. The second has to be understood all the
/// same.
fn first<T>(
    names: Names,
    example: &str,
    variable: &impl Fn(&'static str) -> Option<OsString>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Unusable> {
    let mut found = None;
    for name in names {
        let Some(value) = variable(name) else {
            continue;
        };
        let said = match value.to_str().map(str::trim) {
            Some("") => continue,
            Some(text) => read(text),
            None => Err("it is not text in UTF-8".to_owned()),
        };
        // The reason says nothing of the value, which may hold a password.
        let said = said.map_err(|why| {
            let what = format!("{name} cannot be used, because {why}");
            Unusable(format!("{what}; write it like {example}"))
        })?;
        found.get_or_insert(said);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the decision for these variables and a proxy of the configuration.
    fn read(variables: &[(&str, &str)], default: Option<&str>) -> Result<String, Unusable> {
        let value = |name: &str| {
            let set = variables.iter().find(|(set, _)| *set == name);
            set.map(|(_, value)| value.into())
        };
        let default = default.map(|text| ProxyUrl::parse(text).expect("an address"));
        named(value, default).map(|proxies| match proxies {
            Proxies::System => "the system's".to_owned(),
            named => format!("{named:?}"),
        })
    }

    #[test]
    fn the_first_variable_that_says_anything_counts() {
        for (variables, host) in [
            (&[("HTTPS_PROXY", "a")] as &[_], "a"),
            (&[("https_proxy", "a"), ("HTTPS_PROXY", "b")], "a"),
            (&[("https_proxy", ""), ("HTTPS_PROXY", "b")], "b"),
            (&[("https_proxy", "a"), ("HTTPS_PROXY", "")], "a"),
            (&[("HTTPS_PROXY", "a"), ("all_proxy", "b")], "a"),
            (&[("HTTPS_PROXY", " \t"), ("ALL_PROXY", "b")], "b"),
            (&[("all_proxy", " "), ("ALL_PROXY", "b")], "b"),
            (&[("ALL_PROXY", " b ")], "b"),
            (&[("HTTPS_PROXY", ""), ("ALL_PROXY", "")], "configured"),
            (&[("HTTP_PROXY", "a"), ("NO_PROXY", "*")], "configured"),
            (&[], "configured"),
        ] {
            let read = read(variables, Some("configured")).expect("all are understood");
            let shown = format!("ProxyUrl(\"{host}\")");
            assert!(read.contains(&shown), "{variables:?}: {read}");
        }
        assert_eq!(
            read(&[("ALL_PROXY", "")], None).as_deref(),
            Ok("the system's")
        );
    }

    #[test]
    fn what_needs_no_proxy_is_said_in_either_spelling() {
        for variables in [
            [("NO_PROXY", "a.org"), ("no_proxy", "")],
            [("NO_PROXY", ""), ("no_proxy", "a.org")],
            [("NO_PROXY", "b.org"), ("no_proxy", " a.org ")],
        ] {
            let [one, other] = variables;
            let read = read(&[("ALL_PROXY", "a"), one, other], None).expect("understood");
            assert!(read.contains("except: \"a.org\""), "{read}");
        }
    }

    #[test]
    fn a_variable_that_is_not_understood_is_refused_even_beside_one_that_is() {
        for name in [HTTPS, ALL, HTTP].concat() {
            for other in ["https_proxy", "ALL_PROXY"]
                .iter()
                .filter(|other| **other != name)
            {
                let refused = read(&[(name, "ftp://robin:hush@a"), (other, "a")], Some("a"));
                let said = refused.expect_err(name).to_string();
                assert!(
                    said.starts_with(&format!("{name} cannot be used, because ")),
                    "{said}"
                );
                assert!(
                    said.ends_with("; write it like http://proxy.example.org:3128"),
                    "{said}"
                );
                assert!(!said.contains("hush"), "{said}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_text_is_refused() {
        use std::os::unix::ffi::OsStringExt;
        for refused in [HTTPS, ALL, HTTP, NO].concat() {
            let value =
                |name: &str| (name == refused).then(|| OsString::from_vec(vec![b'a', 0xff]));
            let said = named(value, None).expect_err(refused).to_string();
            assert!(
                said.starts_with(&format!("{refused} cannot be used, because it is not text")),
                "{said}"
            );
        }
    }
}
