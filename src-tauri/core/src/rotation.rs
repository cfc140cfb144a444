//! A secret beside the one in use: a new one until it is taken into use, then the old one until somebody says that all works.
use serde::{Deserialize, Serialize};

use crate::integration::{Integration, SubscriptionKey};
use crate::secret::{SecretId, SecretReference};

/// The secrets that services issue anew while the old one still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rotated {
    /// The client's own.
    ClientSecret,
    /// Of the password grant.
    Password,
    /// Shared with the other integrations that use it, and rotated for all of them at once.
    SubscriptionKey,
}

/// What lies in the vault beside a secret that is in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Where it lies.
    pub secret: SecretReference,
    /// What it is there for.
    pub standing: Standing,
}

/// What a secret beside the one in use is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// To be tested and taken into use.
    New {
        /// When a token last came for it, in milliseconds since the epoch.
        tested_at_ms: Option<i64>,
    },
    /// To go back to, until everything is known to work.
    Old {
        /// When it went out of use, in milliseconds since the epoch.
        replaced_at_ms: i64,
    },
}

/// The secrets beside an integration's own. A subscription key's lies in the key's row: it is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besides {
    /// Beside the client secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<Beside>,
    /// Beside the password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Beside>,
}

impl Rotated {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::ClientSecret, Self::Password, Self::SubscriptionKey];

    /// As over IPC.
    pub fn id(self) -> &'static str {
        match self {
            Self::ClientSecret => "client_secret",
            Self::Password => "password",
            Self::SubscriptionKey => "subscription_key",
        }
    }

    /// The one of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// As people call it.
    pub fn called(self) -> &'static str {
        match self {
            Self::ClientSecret => "client secret",
            Self::Password => "password",
            Self::SubscriptionKey => "subscription key",
        }
    }

    /// How the names of its vault items begin.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::ClientSecret => "client-secret",
            Self::Password => "password",
            Self::SubscriptionKey => "subscription-key",
        }
    }
}

impl Besides {
    /// Whether nothing lies beside anything.
    pub fn is_empty(&self) -> bool {
        self.client_secret.is_none() && self.password.is_none()
    }

    /// The vault items.
    pub fn secrets(&self) -> impl Iterator<Item = &SecretReference> {
        let all = self.client_secret.iter().chain(&self.password);
        all.map(|beside| &beside.secret)
    }

    /// What still lies beside a secret that stayed; what lay beside one that was replaced by hand has nothing to go back from.
    pub(crate) fn following(before: &Integration, now: &Integration) -> Self {
        let stays = |before: Option<&SecretReference>, now: Option<&SecretReference>| {
            before.is_some() && before == now
        };
        let (mine, grant) = (&before.besides, &before.grant);
        let secret_stays = stays(before.client_secret.as_ref(), now.client_secret.as_ref());
        let password_stays = stays(grant.password.as_ref(), now.grant.password.as_ref());
        Self {
            client_secret: mine.client_secret.clone().filter(|_| secret_stays),
            password: mine.password.clone().filter(|_| password_stays),
        }
    }
}

/// A secret in use, and the place beside it.
pub(crate) struct Slot<'a> {
    pub(crate) used: &'a mut SecretReference,
    pub(crate) beside: &'a mut Option<Beside>,
}

impl Integration {
    /// The place of one of its own; None where it has no such secret.
    pub(crate) fn slot(&mut self, which: Rotated) -> Option<Slot<'_>> {
        let (used, beside) = match which {
            Rotated::ClientSecret => (self.client_secret.as_mut(), &mut self.besides.client_secret),
            Rotated::Password => (self.grant.password.as_mut(), &mut self.besides.password),
            Rotated::SubscriptionKey => return None,
        };
        Some(Slot {
            used: used?,
            beside,
        })
    }
}

impl SubscriptionKey {
    /// Its place.
    pub(crate) fn slot(&mut self) -> Slot<'_> {
        Slot {
            used: &mut self.secret,
            beside: &mut self.beside,
        }
    }

    /// The vault items that it points to: the one in use, and the one beside it.
    pub fn secrets(&self) -> impl Iterator<Item = &SecretId> {
        let beside = self.beside.as_ref().map(|beside| &beside.secret.id);
        std::iter::once(&self.secret.id).chain(beside)
    }
}

impl Slot<'_> {
    /// Puts a new one there, and returns what it takes the place of: another that was never in use.
    pub(crate) fn put(&mut self, secret: SecretReference) -> Option<SecretId> {
        let standing = Standing::New { tested_at_ms: None };
        let before = self.beside.replace(Beside { secret, standing });
        before.map(|before| before.secret.id)
    }

    /// The other one is in use from now on, and this one lies beside it. None where there is nothing of that standing.
    pub(crate) fn swap(&mut self, now: Standing) -> Option<()> {
        let beside = self.beside.as_mut()?;
        let is_other = matches!(
            (beside.standing, now),
            (Standing::New { .. }, Standing::Old { .. })
                | (Standing::Old { .. }, Standing::New { .. })
        );
        if !is_other {
            return None;
        }
        std::mem::swap(self.used, &mut beside.secret);
        beside.standing = now;
        Some(())
    }

    /// Whether an old one lies there.
    pub(crate) fn keeps_old(&self) -> bool {
        let standing = self.beside.as_ref().map(|beside| beside.standing);
        matches!(standing, Some(Standing::Old { .. }))
    }
}
