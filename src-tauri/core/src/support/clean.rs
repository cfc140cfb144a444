//! The first pass: every text without the secrets that are known, without what looks like one, and without data of persons.
use crate::exchange::Member;
use crate::integration::Integration;
use crate::masking::Masker;
use crate::own_samples::{mask_addresses, mask_personal};
use crate::request::DOTS;
use crate::secret::Secret;

use super::looks::without_keys;

/// Bytes of a body that go into the files: a ticket needs the answer, not the download.
const MOST_BODY: usize = 256 * 1024;

/// Knows what to take out.
pub(super) struct Cleaner {
    masker: Masker,
    /// Not secret, whatever they look like.
    plain: Vec<String>,
    /// The user's name at the service.
    names: Vec<String>,
}

impl Cleaner {
    pub(super) fn new(known: &[Secret], integration: &Integration) -> Self {
        let username = &integration.grant.username;
        Self {
            masker: Masker::new(known),
            plain: vec![integration.client_id.clone()],
            names: Some(username.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
        }
    }

    pub(super) fn text(&self, text: &str) -> String {
        let masked = self.masker.text(text);
        let masked = without_keys(&masked, &self.plain);
        mask_addresses(&masked, &self.names())
    }

    /// What stands for a secret stays; ids by which support finds the request are no keys.
    pub(super) fn members(&self, members: &[Member]) -> Vec<Member> {
        let member = |member: &Member| Member {
            name: self.text(&member.name),
            value: match member.name.to_ascii_lowercase() {
                _ if !member.masked.is_empty() => self.masker.text(&member.value),
                name if is_credential(&name) => DOTS.to_owned(),
                name if name.ends_with("-id") || name == "date" => self.masker.text(&member.value),
                _ => self.text(&member.value),
            },
            masked: member.masked.clone(),
        };
        members.iter().map(member).collect()
    }

    /// A body of any kind. JSON stays JSON, unless it is cut.
    pub(super) fn body(&self, body: &str) -> String {
        let masked = self.masker.text(body);
        let mut plain = self.plain.clone();
        if let Ok(json) = serde_json::from_str(&masked) {
            ids_in(&json, &mut plain);
        }
        let masked = without_keys(&masked, &plain);
        let masked = match mask_personal(masked.as_bytes(), &self.names()) {
            Ok(masked) => String::from_utf8_lossy(&masked).into_owned(),
            Err(_) => mask_addresses(&masked, &self.names()),
        };
        cut(masked)
    }

    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

/// Headers that are nothing but a credential, whoever's it is.
fn is_credential(name: &str) -> bool {
    matches!(
        name,
        "authorization" | "proxy-authorization" | "cookie" | "set-cookie" | "x-api-key"
    )
}

/// The values of members by which a service finds its own answer again.
fn ids_in(json: &serde_json::Value, found: &mut Vec<String>) {
    const IDS: [&str; 9] = [
        "activityid",
        "correlationid",
        "errorid",
        "incidentid",
        "messageid",
        "requestid",
        "traceid",
        "trackingid",
        "transactionid",
    ];
    match json {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                let letters = name.chars().filter(char::is_ascii_alphanumeric);
                let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
                match value.as_str() {
                    Some(id) if IDS.contains(&name.as_str()) => found.push(id.to_owned()),
                    _ => ids_in(value, found),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| ids_in(item, found)),
        _ => {}
    }
}

fn cut(mut text: String) -> String {
    if text.len() <= MOST_BODY {
        return text;
    }
    let end = (0..=MOST_BODY).rev().find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or_default());
    text.push_str("\n… cut after 256 KB");
    text
}
