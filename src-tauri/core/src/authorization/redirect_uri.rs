//! The redirect URI as it was registered (RFC 6749, section 3.1.2), and whether this computer can receive what goes there.
use std::fmt;

use url::{Host, Url};

/// Ports below this are the system's: a desktop app may not listen there.
const FIRST_FREE_PORT: u16 = 1024;

/// A redirect URI. Authorization servers compare it character by character, so its text is kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri {
    text: String,
    address: Url,
}

/// Why a text cannot be a redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectUriProblem {
    /// Not an absolute URI, or one with a blank in it.
    NotAnAddress,
    /// It has a `#` part, which RFC 6749, section 3.1.2 forbids.
    Fragment,
}

/// How an answer that is sent to a redirect URI gets to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// We listen there: the loopback redirection of RFC 8252, section 7.3.
    Listen(Listen),
    /// Nobody or somebody else answers there. The user pastes the address that the browser landed on.
    Paste,
}

/// A place on loopback to listen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    /// As the redirect URI names it.
    pub host: LoopbackHost,
    /// Never one of the system's.
    pub port: u16,
    /// As a browser asks for it: with a slash at the start, percent-encoded.
    pub path: String,
}

/// The names that mean this computer and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoopbackHost {
    /// `127.0.0.1`
    V4,
    /// `[::1]`
    V6,
    /// `localhost`: either of the two, as the browser likes.
    Localhost,
}

impl RedirectUri {
    /// Takes a redirect URI in as it stands.
    pub fn parse(text: &str) -> Result<Self, RedirectUriProblem> {
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(RedirectUriProblem::NotAnAddress);
        }
        let address = Url::parse(text).map_err(|_| RedirectUriProblem::NotAnAddress)?;
        if address.fragment().is_some() {
            return Err(RedirectUriProblem::Fragment);
        }
        Ok(Self {
            text: text.to_owned(),
            address,
        })
    }

    /// Exactly as registered: this is what is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether we can listen there. Only with a port that is named: without one it is 80, which is the system's.
    pub fn reach(&self) -> Reach {
        let host = match self.address.host() {
            Some(Host::Ipv4(ip)) if ip.octets() == [127, 0, 0, 1] => Some(LoopbackHost::V4),
            Some(Host::Ipv6(ip)) if ip.is_loopback() => Some(LoopbackHost::V6),
            Some(Host::Domain("localhost")) => Some(LoopbackHost::Localhost),
            Some(Host::Ipv4(_) | Host::Ipv6(_) | Host::Domain(_)) | None => None,
        };
        match (self.address.scheme(), host, self.address.port()) {
            ("http", Some(host), Some(port)) if port >= FIRST_FREE_PORT => Reach::Listen(Listen {
                host,
                port,
                path: self.address.path().to_owned(),
            }),
            _ => Reach::Paste,
        }
    }

    /// Whether an address is this one, whatever parameters were added to it.
    pub(super) fn is_where(&self, landed: &Url) -> bool {
        let place = |address: &Url| {
            (
                address.scheme().to_owned(),
                address.username().to_owned(),
                address.password().map(str::to_owned),
                address.host().map(|host| host.to_owned()),
                address.port_or_known_default(),
                address.path().to_owned(),
            )
        };
        place(landed) == place(&self.address)
    }
}

impl Listen {
    /// `http://127.0.0.1:8080/callback`
    pub fn address(&self) -> String {
        format!("http://{}:{}{}", self.host, self.port, self.path)
    }
}

impl fmt::Display for LoopbackHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V4 => "127.0.0.1",
            Self::V6 => "[::1]",
            Self::Localhost => "localhost",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_with_a_free_port_is_listened_on() {
        use LoopbackHost::{Localhost, V4, V6};
        for (text, host, port, path) in [
            ("http://127.0.0.1:8080/callback", V4, 8080, "/callback"),
            ("http://[::1]:1024/", V6, 1024, "/"),
            ("http://localhost:65535", Localhost, 65535, "/"),
            ("http://LocalHost:8080/a/B?x=1", Localhost, 8080, "/a/B"),
            ("http://127.0.0.1:8080/ä", V4, 8080, "/%C3%A4"),
        ] {
            let listen = Listen {
                host,
                port,
                path: path.to_owned(),
            };
            let uri = RedirectUri::parse(text).unwrap();
            assert_eq!(uri.as_str(), text, "sent as it was registered");
            assert_eq!(uri.reach(), Reach::Listen(listen), "{text}");
        }
    }

    #[test]
    fn everything_else_is_pasted() {
        for text in [
            "https://127.0.0.1:8443/callback",
            "https://app.example/callback",
            "http://app.example:8080/callback",
            "http://127.0.0.1/callback",
            "http://127.0.0.1:80/callback",
            "http://127.0.0.1:1023/callback",
            "http://127.0.0.2:8080/callback",
            "http://0.0.0.0:8080/callback",
            "http://localhost.example:8080/callback",
            "http://localhost.:8080/callback",
            "com.example.app:/callback",
            "urn:ietf:wg:oauth:2.0:oob",
        ] {
            let uri = RedirectUri::parse(text).unwrap();
            assert_eq!(uri.as_str(), text);
            assert_eq!(uri.reach(), Reach::Paste, "{text}");
        }
    }

    #[test]
    fn what_is_no_redirect_uri_is_refused() {
        use RedirectUriProblem::{Fragment, NotAnAddress};
        for (text, problem) in [
            ("", NotAnAddress),
            ("/callback", NotAnAddress),
            ("127.0.0.1:8080/callback", NotAnAddress),
            ("http://", NotAnAddress),
            (" http://127.0.0.1:8080/", NotAnAddress),
            ("http://127.0.0.1:8080/\n", NotAnAddress),
            ("http://127.0.0.1:80 80/", NotAnAddress),
            ("http://127.0.0.1:8080/#", Fragment),
            ("https://app.example/#/callback", Fragment),
        ] {
            assert_eq!(RedirectUri::parse(text), Err(problem), "{text:?}");
        }
    }
}
