//! The servers that the sandbox plays: each a token endpoint with the APIs that honour its tokens.
use serde::{Deserialize, Serialize};

/// A token endpoint together with the APIs that honour its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Realm {
    /// Azure API Management in front of Cisco.
    Pivot,
    /// id.cisco.com and apix.cisco.com.
    CiscoSupport,
    /// id.cisco.com and apix.cisco.com/cs.
    CxCloud,
    /// id.cisco.com and apix.cisco.com.
    ApiConsole,
    /// cloudsso.cisco.com and api.cisco.com.
    ApiConsoleLegacy,
    /// id.cisco.com and the Smart Bonding hosts.
    SmartBonding,
    /// Some other server, by RFC 6749.
    Custom,
}

impl Realm {
    pub(crate) const ALL: [Self; 7] = [
        Self::Pivot,
        Self::CiscoSupport,
        Self::CxCloud,
        Self::ApiConsole,
        Self::ApiConsoleLegacy,
        Self::SmartBonding,
        Self::Custom,
    ];

    /// The provider whose clients sign in here.
    pub fn provider(self) -> &'static str {
        match self {
            Self::ApiConsoleLegacy => "api-console",
            other => other.path(),
        }
    }

    /// The first part of the paths that stand for its hosts.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Pivot => "pivot",
            Self::CiscoSupport => "cisco-support",
            Self::CxCloud => "cx-cloud",
            Self::ApiConsole => "api-console",
            Self::ApiConsoleLegacy => "api-console-legacy",
            Self::SmartBonding => "smart-bonding",
            Self::Custom => "custom",
        }
    }
}
