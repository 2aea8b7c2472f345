//! Whether this platform is a sandbox, and where events may be sent that no platform for real people
//! sends them to.

use url::Host;

use super::environment::{switch, words};
use super::fault::{ConfigError, fault};

/// Where events are sent.
#[derive(Debug, Clone, Default)]
pub struct WebhooksConfig {
    /// `ANJU_SANDBOX`: `true` where nothing is about real people, as every answer says then; default
    /// `false`.
    pub sandbox: bool,
    /// `ANJU_WEBHOOK_PRIVATE_HOSTS`: names and addresses, separated by blanks, to which events may be
    /// sent although they are private, and without https; none unless the platform is a sandbox.
    pub private_hosts: Vec<String>,
}

impl WebhooksConfig {
    /// Reads the environment.
    pub(super) fn from_env() -> Result<Self, ConfigError> {
        let config = Self {
            sandbox: switch("ANJU_SANDBOX", false)?,
            private_hosts: words("ANJU_WEBHOOK_PRIVATE_HOSTS", ""),
        };
        config.check()?;
        Ok(config)
    }

    /// Refuses what would lead events into somebody's network.
    ///
    /// # Errors
    /// Private hosts are named and the platform is no sandbox, or one of them is no host.
    pub fn check(&self) -> Result<(), ConfigError> {
        if !self.sandbox && !self.private_hosts.is_empty() {
            return Err(fault(
                "ANJU_WEBHOOK_PRIVATE_HOSTS lets clients reach into the network of the platform: it is \
                 for sandboxes alone (ANJU_SANDBOX=true)",
            ));
        }
        let wrong = self
            .private_hosts
            .iter()
            .find(|host| Host::parse(host).is_err());
        match wrong {
            Some(host) => Err(fault(format!(
                "ANJU_WEBHOOK_PRIVATE_HOSTS: {host} is no host: a name or an address, without port"
            ))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_hosts_are_for_sandboxes_alone() {
        let check = |sandbox, hosts: &[&str]| {
            let config = WebhooksConfig {
                sandbox,
                private_hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
            };
            config.check().is_ok()
        };
        assert!(check(false, &[]) && check(true, &[]));
        assert!(check(true, &["127.0.0.1", "[::1]", "receiver.internal"]));
        assert!(!check(false, &["127.0.0.1"]));
        assert!(!check(true, &["http://127.0.0.1:80"]));
    }
}
