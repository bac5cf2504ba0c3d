//! The network behind a URL: the network at large, or this computer and the network around it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Whether a URL's host is this computer or an address of a network around it. A server at large has no business there:
/// what it sends a user or a program to has to be elsewhere. A name is taken at its word.
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
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_multicast()
                || ip.is_broadcast()
                || matches!(ip.octets(), [0, ..] | [100, 64..=127, ..])
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.is_multicast()
                || carried(ip).is_some_and(|ip| is_private(IpAddr::V4(ip)))
        }
    }
}

/// The IPv4 address to which one of IPv6 leads: mapped or compatible (RFC 4291, section 2.5.5), by NAT64 (RFC 6052) or
/// by 6to4 (RFC 3056).
fn carried(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let ipv4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Some(Ipv4Addr::new(a, b, c, d))
    };
    match ip.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            ipv4(high, low)
        }
        [0x2002, high, low, ..] => ipv4(high, low),
        _ => None,
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
            "https://[::127.0.0.1]/x",
            "https://[64:ff9b::10.0.0.1]/x",
            "https://[2002:7f00:1::]/x",
            "https://[ff02::1]/x",
            "https://100.64.0.1/x",
            "https://0.1.2.3/x",
            "https://0x7f.1/x",
            "https://255.255.255.255/x",
            "https://localhost./x",
            "https://localhost/x",
            "https://sub.localhost/x",
        ] {
            assert!(inward(here), "{here}");
        }
        for there in [
            "https://example.org/x",
            "https://203.0.113.7",
            "https://[::ffff:203.0.113.7]",
            "https://[64:ff9b::203.0.113.7]",
            "https://100.128.0.1",
            "https://[2001:db8::1]",
        ] {
            assert!(!inward(there), "{there}");
        }
    }
}
