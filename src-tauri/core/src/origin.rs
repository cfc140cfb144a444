//! Where a secret may go: scheme, host and port, compared as a whole.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The scheme of addresses inside the sandbox, whose real address changes with each start.
pub const SANDBOX_SCHEME: &str = "sandbox";

/// A place that may receive a secret: https anywhere, http on the literal loopback addresses only.
///
/// The sandbox is an origin of its own and not a port number: the port is free for any program once the app has ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Origin {
    /// The sandbox of this app, wherever it listens.
    Sandbox,
    /// A server: `https://id.cisco.com`, with the port where it is not the scheme's own.
    Web(String),
}

/// Why an address cannot be given a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not an absolute URL.
    #[error("This is not a full address. It starts with https:// and a host.")]
    NotAnAddress,
    /// http to something that is not this computer.
    #[error("Secrets travel over https only. http is allowed for 127.0.0.1 and [::1].")]
    NotEncrypted,
    /// ftp, file and the rest.
    #[error("Only https addresses can be used.")]
    NotWeb,
    /// `https://name:password@host`.
    #[error("An address with a user name in it is refused: it hides where the secret would go.")]
    UserInfo,
    /// `#…`
    #[error("A token address has no # part (RFC 6749, section 3.2).")]
    Fragment,
}

impl Origin {
    /// The origin of an address that a secret may be sent to.
    pub fn of(address: &Url) -> Result<Self, OriginError> {
        if address.scheme() == SANDBOX_SCHEME {
            return Ok(Self::Sandbox);
        }
        if !address.username().is_empty() || address.password().is_some() {
            return Err(OriginError::UserInfo);
        }
        let host = address.host().ok_or(OriginError::NotAnAddress)?;
        match address.scheme() {
            "https" => {}
            "http" if is_loopback(&host) => {}
            "http" => return Err(OriginError::NotEncrypted),
            _ => return Err(OriginError::NotWeb),
        }
        Ok(Self::Web(address.origin().ascii_serialization()))
    }
}

/// Reads an address as a user types it: blanks trimmed, `https://` supplied where no scheme is given.
pub fn read_address(typed: &str) -> Result<Url, OriginError> {
    let typed = typed.trim();
    let text = if typed.contains("://") || typed.starts_with("sandbox:") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let address = Url::parse(&text).map_err(|_| OriginError::NotAnAddress)?;
    Origin::of(&address)?;
    if address.fragment().is_some() {
        return Err(OriginError::Fragment);
    }
    Ok(address)
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(ip) => ip.octets() == [127, 0, 0, 1],
        Host::Ipv6(ip) => ip.is_loopback(),
        // Names are looked up, and the answer may change: "localhost" is not a literal.
        Host::Domain(_) => false,
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sandbox => f.write_str("sandbox:"),
            Self::Web(text) => f.write_str(text),
        }
    }
}

impl FromStr for Origin {
    type Err = OriginError;
    fn from_str(text: &str) -> Result<Self, OriginError> {
        Self::of(&read_address(text)?)
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;
    fn try_from(text: String) -> Result<Self, OriginError> {
        text.parse()
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Result<String, OriginError> {
        text.parse::<Origin>().map(|origin| origin.to_string())
    }

    #[test]
    fn scheme_host_and_port_make_the_origin() {
        assert_eq!(
            origin("https://ID.cisco.com:443/x?y").unwrap(),
            "https://id.cisco.com"
        );
        assert_eq!(
            origin("https://id.cisco.com:8443").unwrap(),
            "https://id.cisco.com:8443"
        );
        assert_eq!(
            origin("id.cisco.com/oauth2").unwrap(),
            "https://id.cisco.com"
        );
        assert_eq!(
            origin("http://127.0.0.1:8080").unwrap(),
            "http://127.0.0.1:8080"
        );
        assert_eq!(origin("http://[::1]:8080").unwrap(), "http://[::1]:8080");
        assert_eq!(origin("sandbox:/pivot/x").unwrap(), "sandbox:");
    }

    #[test]
    fn look_alikes_are_other_origins() {
        let home: Origin = "https://id.cisco.com".parse().unwrap();
        for other in [
            "https://id.cisco.com.",
            "https://id.cisco.com.evil.example",
            "https://idcisco.com",
            "https://id.cisco.com:444",
            "https://іd.cisco.com",
            "https://api.cisco.com",
        ] {
            assert_ne!(home, other.parse().unwrap(), "{other}");
        }
    }

    #[test]
    fn what_could_mislead_or_leak_is_refused() {
        assert_eq!(
            origin("http://id.cisco.com"),
            Err(OriginError::NotEncrypted)
        );
        assert_eq!(
            origin("http://localhost:80"),
            Err(OriginError::NotEncrypted)
        );
        assert_eq!(origin("http://127.0.0.2"), Err(OriginError::NotEncrypted));
        assert_eq!(
            origin("https://id.cisco.com@evil.example"),
            Err(OriginError::UserInfo)
        );
        assert_eq!(origin("ftp://id.cisco.com"), Err(OriginError::NotWeb));
        assert_eq!(origin("https://"), Err(OriginError::NotAnAddress));
        assert_eq!(origin(""), Err(OriginError::NotAnAddress));
        assert_eq!(
            origin("https://id.cisco.com/#x"),
            Err(OriginError::Fragment)
        );
    }
}
