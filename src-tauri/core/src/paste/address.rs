//! Reads a request's target: a full address, one without its scheme, or a path. The query comes off first: it may hold secrets.
use url::Url;

use super::evidence::{Retired, successor};
use super::notes::Notes;
use super::parameters::form_pairs;
use super::text::Pair;
use crate::origin::{Origin, OriginError, read_address};
use crate::placeholders::is_placeholder;

/// A target, taken apart.
pub(super) struct Address {
    /// Without its query, at its present host. None where the host is not known.
    pub(super) url: Option<Url>,
    /// As it was written, if it has been retired since.
    pub(super) retired: Option<Url>,
    /// Of the present address, or as written where there is no host. Empty if it tells nothing.
    pub(super) path: String,
    pub(super) query: Vec<Pair>,
}

impl Address {
    /// Reads `target`; `host` is the Host header's. Refuses what no secret may be sent to.
    pub(super) fn read(
        target: &str,
        host: Option<&str>,
        notes: &mut Notes,
    ) -> Result<Self, OriginError> {
        let target = target.trim();
        let (before, query) = target.split_once('?').unwrap_or((target, ""));
        let query = form_pairs(query, notes);
        let host = host.filter(|host| !is_placeholder(host));
        let written = match host {
            Some(host) if before.starts_with('/') => format!("https://{host}{before}"),
            _ => before.to_owned(),
        };
        let Some(authority) = authority(&written) else {
            return Ok(Self::of_path(&after_host(&written), query));
        };
        if authority.contains('@') {
            return Err(OriginError::UserInfo);
        }
        let url = read_address(&written)?;
        if !written.contains("://") && Origin::of(&url) != Ok(Origin::Sandbox) {
            notes.say("https:// was added.");
        }
        Ok(match successor(&url) {
            Some((present, retired)) => Self::retired(url, present, retired, query, notes),
            None => Self {
                path: telling(url.path()),
                url: Some(url),
                retired: None,
                query,
            },
        })
    }

    fn retired(
        url: Url,
        present: Url,
        retired: &Retired,
        query: Vec<Pair>,
        notes: &mut Notes,
    ) -> Self {
        notes.say(retired.why.as_str());
        Self {
            path: telling(present.path()),
            url: Some(present),
            retired: Some(url),
            query,
        }
    }

    fn of_path(path: &str, query: Vec<Pair>) -> Self {
        Self {
            url: None,
            retired: None,
            path: telling(path),
            query,
        }
    }

    /// The addresses it stands for: the present one, and the retired one.
    pub(super) fn urls(&self) -> impl Iterator<Item = &Url> {
        self.url.iter().chain(&self.retired)
    }
}

/// Host and port as written; none where only a path or a placeholder stands.
fn authority(written: &str) -> Option<&str> {
    let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let unknown = host.is_empty() || host.contains(['{', '<', '$', '%']) || is_placeholder(host);
    (!unknown).then_some(host)
}

/// The path of an address whose host is a placeholder.
fn after_host(written: &str) -> String {
    let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
    rest.find('/')
        .map_or(String::new(), |at| rest[at..].to_owned())
}

/// A path that tells where it leads; `/` and `/...` do not.
fn telling(path: &str) -> String {
    if path.chars().all(|c| matches!(c, '/' | '.' | '…')) {
        String::new()
    } else {
        path.to_owned()
    }
}
