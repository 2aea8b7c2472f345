//! Which addresses of the internet are anybody's: events go to no other. A list of what is refused would
//! let through what is forgotten in it, so of IPv6 only what is given out for the public is let through
//! (2000::/3), and both lists follow the registries of special-purpose addresses (RFC 6890 and IANA's
//! tables).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A block of IPv4 addresses: its first address and the length of its prefix.
type Block4 = (Ipv4Addr, u32);
/// A block of IPv6 addresses.
type Block6 = (Ipv6Addr, u32);

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u32) -> Block4 {
    (Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(first: u16, second: u16, length: u32) -> Block6 {
    (Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0), length)
}

/// What of IPv4 is not for everybody.
const NOT_PUBLIC: [Block4; 17] = [
    // "This network".
    v4(0, 0, 0, 0, 8),
    v4(10, 0, 0, 0, 8),
    // Shared between a provider and its customers (carrier-grade NAT); a metadata service of Alibaba's.
    v4(100, 64, 0, 0, 10),
    // Loopback.
    v4(127, 0, 0, 0, 8),
    // Link-local, with the metadata services of most clouds.
    v4(169, 254, 0, 0, 16),
    // What Azure's machines know their platform by, although it looks public.
    v4(168, 63, 129, 16, 32),
    v4(172, 16, 0, 0, 12),
    // Of protocols; a metadata service of Oracle's.
    v4(192, 0, 0, 0, 24),
    // For documentation.
    v4(192, 0, 2, 0, 24),
    // Relays from IPv6 (6to4).
    v4(192, 88, 99, 0, 24),
    v4(192, 168, 0, 0, 16),
    // For benchmarks.
    v4(198, 18, 0, 0, 15),
    v4(198, 51, 100, 0, 24),
    v4(203, 0, 113, 0, 24),
    // Multicast.
    v4(224, 0, 0, 0, 4),
    // Reserved, with the broadcast to everybody.
    v4(240, 0, 0, 0, 4),
    v4(255, 255, 255, 255, 32),
];

/// What of IPv6 is given out for the public.
const GIVEN_OUT: Block6 = v6(0x2000, 0, 3);

/// What of that is not for everybody.
const NOT_PUBLIC_V6: [Block6; 4] = [
    // Of protocols: Teredo, which leads to IPv4 addresses, benchmarks, ORCHID.
    v6(0x2001, 0, 23),
    // For documentation.
    v6(0x2001, 0xdb8, 32),
    // 6to4, which leads to IPv4 addresses.
    v6(0x2002, 0, 16),
    // For documentation.
    v6(0x3fff, 0, 20),
];

/// Whether events may be sent to an address. Those of IPv6 that stand for one of IPv4 (mapped,
/// compatible, translated by NAT64, 6to4, Teredo, ISATAP) are none of these, whatever they stand for.
#[must_use]
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC.iter().any(|block| is_in_v4(address, *block)),
        IpAddr::V6(address) => {
            is_in_v6(address, GIVEN_OUT)
                && !NOT_PUBLIC_V6.iter().any(|block| is_in_v6(address, *block))
                && !is_isatap(address)
        }
    }
}

fn is_in_v4(address: Ipv4Addr, (first, length): Block4) -> bool {
    let shift = 32_u32.saturating_sub(length);
    address.to_bits().checked_shr(shift) == first.to_bits().checked_shr(shift)
}

fn is_in_v6(address: Ipv6Addr, (first, length): Block6) -> bool {
    let shift = 128_u32.saturating_sub(length);
    address.to_bits().checked_shr(shift) == first.to_bits().checked_shr(shift)
}

/// Whether the second half is made of an IPv4 address within somebody's network (RFC 5214).
fn is_isatap(address: Ipv6Addr) -> bool {
    let [_, _, _, _, kind, protocol, _, _] = address.segments();
    protocol == 0x5efe && (kind == 0 || kind == 0x0200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_anybodys_is_public() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "168.63.129.15",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2400:3200::1",
            "2606:4700:4700::1111",
            "2a00:1450:4001:81b::200e",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn what_is_within_some_network_is_not() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.255.255",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
            "64:ff9b:1::a00:1",
            "100::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::1",
            "3fff::1",
            "2a00:1450::5efe:10.0.0.1",
            "2a00:1450::200:5efe:10.0.0.1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }
}
