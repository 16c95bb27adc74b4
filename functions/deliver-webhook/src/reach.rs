//! Which addresses are on the public internet. Everything else is somebody's own network: ours, the cloud's, the
//! machine's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address can be anybody's on the internet, by the special-purpose registries of IANA
/// (<https://www.iana.org/assignments/iana-ipv4-special-registry>, `…/iana-ipv6-special-registry`).
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 88, 99)
            | (192, 175, 48)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

/// Only global unicast, and of it none that stands for another address (6to4, Teredo) or for documentation. What is
/// translated from IPv4 (`64:ff9b::/96`) lies outside.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let global = (0x2000..=0x3fff).contains(&first);
    let special = matches!(
        (first, second),
        (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x2620, 0x004f) | (0x3fff, 0..=0x0fff)
    );
    global && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(addresses: &[&str], public: bool) {
        for text in addresses {
            let address: IpAddr = text.parse().unwrap();
            assert_eq!(is_public(address), public, "{text}");
            if let IpAddr::V4(address) = address {
                assert_eq!(is_public(address.to_ipv6_mapped().into()), public, "{text} mapped");
            }
        }
    }

    #[test]
    fn addresses_of_a_network_of_somebodys_own_are_not_public() {
        check(&["0.0.0.0", "0.1.2.3", "127.0.0.1", "127.0.0.1", "127.255.255.255"], false);
        check(&["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255"], false);
        check(&["100.64.0.1", "100.127.255.255", "198.18.0.1", "198.19.255.255"], false);
        check(&["169.254.169.254", "169.254.170.2", "169.254.79.129", "169.254.0.1"], false);
        check(&["192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.51.100.7", "203.0.113.7"], false);
        check(&["224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"], false);
        check(&["::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"], false);
        check(&["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1"], false);
        check(&["fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"], false);
        check(
            &["2001::1", "2001:db8::1", "2001:20::1", "2002:7f00:1::", "2002:a9fe:a9fe::", "3fff::1", "4000::1"],
            false,
        );
    }

    #[test]
    fn addresses_of_the_internet_are_public() {
        check(&["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1"], true);
        check(
            &["192.0.1.1", "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1", "223.255.255.255"],
            true,
        );
        check(&["2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "2600:1f18::1", "2001:200::1"], true);
    }
}
