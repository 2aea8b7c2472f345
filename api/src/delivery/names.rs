//! Looks up the names of receivers. The connections of an HTTP client that is given this go to what is
//! found here and nowhere else, so what was looked at is what is used.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use super::address::is_public;

/// The names and addresses that are private and may be sent to nevertheless.
#[derive(Debug, Clone)]
pub(super) struct Names {
    private: Vec<Host>,
}

/// A name has no address that events are sent to.
#[derive(Debug)]
pub(super) struct NoAddress;

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no address that events are sent to")
    }
}

impl std::error::Error for NoAddress {}

impl Names {
    /// What is configured; a host that is none is nobody's.
    pub(super) fn new(private_hosts: &[String]) -> Self {
        let hosts = private_hosts.iter();
        Self {
            private: hosts.filter_map(|host| Host::parse(host).ok()).collect(),
        }
    }

    /// Whether a host is one of those.
    pub(super) fn is_private_host(&self, host: &Host) -> bool {
        self.private.contains(host)
    }

    /// Whether a host may be connected to, as far as can be told before its name is looked up.
    pub(super) fn admits(&self, host: &Host) -> bool {
        let address = match host {
            Host::Domain(_) => return true,
            Host::Ipv4(address) => IpAddr::V4(*address),
            Host::Ipv6(address) => IpAddr::V6(*address),
        };
        is_public(address) || self.is_private_host(host)
    }

    /// The addresses of a host.
    ///
    /// # Errors
    /// It has none, or one of them is within some network.
    pub(super) async fn find(&self, host: &Host) -> Result<Vec<SocketAddr>, NoAddress> {
        let name = match host {
            Host::Domain(name) => name,
            Host::Ipv4(address) => return self.only(host, IpAddr::V4(*address)),
            Host::Ipv6(address) => return self.only(host, IpAddr::V6(*address)),
        };
        // The port is that of the address that is called.
        let found = tokio::net::lookup_host((name.as_str(), 0)).await;
        let found: Vec<SocketAddr> = found.map(Iterator::collect).unwrap_or_default();
        // One that is wrong spoils all: else it would be used as soon as the others do not answer.
        let good = found.iter().all(|one| is_public(one.ip())) || self.is_private_host(host);
        if found.is_empty() || !good {
            return Err(NoAddress);
        }
        Ok(found)
    }

    fn only(&self, host: &Host, address: IpAddr) -> Result<Vec<SocketAddr>, NoAddress> {
        if self.admits(host) {
            Ok(vec![SocketAddr::new(address, 0)])
        } else {
            Err(NoAddress)
        }
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.clone();
        Box::pin(async move {
            let host = Host::parse(name.as_str())?;
            let addresses: Addrs = Box::new(names.find(&host).await?.into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn this_machine_is_found_by_no_name_unless_it_is_allowed_by_that_name() {
        let none = Names::new(&[]);
        let localhost = Names::new(&["localhost".to_owned()]);
        let address = Names::new(&["127.0.0.1".to_owned(), "[::1]".to_owned()]);
        let finds = async |names: &Names, host: &str| {
            let found = names.find(&Host::parse(host).unwrap()).await;
            found.is_ok()
        };
        for host in [
            "localhost",
            "LOCALHOST",
            "localhost.",
            "127.0.0.1",
            "2130706433",
            "0x7f.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "169.254.169.254",
            "no-such-name.invalid",
        ] {
            assert!(!finds(&none, host).await, "{host}");
        }
        assert!(finds(&localhost, "localhost").await);
        assert!(!finds(&localhost, "127.0.0.1").await);
        assert!(finds(&address, "127.0.0.1").await);
        // Another way to write the same address is the same address.
        assert!(finds(&address, "2130706433").await);
        assert!(finds(&address, "[0:0:0:0:0:0:0:1]").await);
        assert!(!finds(&address, "127.0.0.2").await);
        assert!(!finds(&address, "localhost").await);
        assert!(finds(&none, "1.1.1.1").await);
    }
}
