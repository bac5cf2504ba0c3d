//! What lies behind a URL: the network at large, or this computer and the network around it.

use std::net::IpAddr;

use url::{Host, Url};

/// Whether a URL's host is this computer or an address of a network around it. A server at large has no business there:
/// what it sends a person or a program to has to be elsewhere. A name is taken at its word.
pub fn is_inward(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_private(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_private(IpAddr::V6(ip)),
        Some(Host::Domain(_)) => super::base_url::is_loopback(url),
        None => false,
    }
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip
                    .to_ipv4_mapped()
                    .is_some_and(|ip| is_private(IpAddr::V4(ip)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_around_here_are_told_from_those_at_large() {
        let inward = |text: &str| is_inward(&Url::parse(text).expect("a URL"));
        for here in [
            "https://127.0.0.1/x",
            "https://10.0.0.1/x",
            "https://192.168.1.1",
            "https://169.254.169.254/latest",
            "https://0.0.0.0",
            "https://[::1]:8448",
            "https://[fd00::1]",
            "https://[fe80::1]",
            "https://[::ffff:10.0.0.1]/x",
            "https://localhost/x",
            "https://sub.localhost/x",
        ] {
            assert!(inward(here), "{here}");
        }
        for there in [
            "https://example.org/x",
            "https://203.0.113.7",
            "https://[2001:db8::1]",
        ] {
            assert!(!inward(there), "{there}");
        }
    }
}
