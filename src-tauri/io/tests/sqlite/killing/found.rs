//! What is there after a kill, held against what was acknowledged and against the vault.
use std::path::Path;

use gatepass_core::{
    ActivityFilter, ActivityStore, ExchangeId, ExtraValue, Integration, SecretId, Store,
};
use gatepass_io::SqliteStore;

use super::Acknowledged;
use super::vault::Place;
use super::writer::NAMES;

/// How many of the latest exchanges are opened.
const LATEST: u32 = 20;

#[derive(Default)]
pub(super) struct Findings {
    /// How many acknowledgements there were.
    pub(super) seen: u64,
    pub(super) lost: u64,
    pub(super) mixed: u64,
    pub(super) examples: Vec<String>,
}

impl Findings {
    fn lose(&mut self, what: String) {
        self.lost += 1;
        self.examples.push(format!("lost {what}"));
    }

    fn mix(&mut self, what: String) {
        self.mixed += 1;
        self.examples.push(format!("mixed {what}"));
    }
}

pub(super) fn client_secret(who: &str, number: u64) -> String {
    format!("client-secret-of-{who}-{number}")
}

pub(super) fn header(who: &str, number: u64) -> String {
    format!("header-of-{who}-{number}")
}

pub(super) fn token(who: &str, number: &str) -> String {
    format!("token-of-{who}-{number}")
}

/// The number in a label.
pub(super) fn number(label: &str) -> u64 {
    label.rsplit(' ').next().unwrap().parse().unwrap()
}

pub(super) fn look(
    folder: &Path,
    vault: &Place,
    acknowledged: &Acknowledged,
    findings: &mut Findings,
) {
    let store = SqliteStore::open(folder).unwrap();
    if let Some(notice) = store.notice() {
        findings.lose(notice);
    }
    let all = store.integrations().unwrap();
    for (at, who) in NAMES.into_iter().enumerate() {
        let Some(ours) = all.iter().find(|one| one.label.starts_with(who)) else {
            if acknowledged.integration[at] > 0 {
                findings.lose(format!("integration {who}"));
            }
            continue;
        };
        let number = number(&ours.label);
        if number < acknowledged.integration[at] {
            findings.lose(format!("integration {who} {number}"));
        }
        look_at_secrets(&store, vault, ours, who, findings);
        let held = store.token(&ours.id).unwrap();
        // A later change of the integration forgets it.
        if acknowledged.token[at] == number && held.is_none() {
            findings.lose(format!("token {who} {number}"));
        }
        let id = ExchangeId(format!("{who}-{}", acknowledged.exchange[at]));
        if acknowledged.exchange[at] > 0 && store.entry(&id).unwrap().is_none() {
            findings.lose(format!("exchange {id:?}"));
        }
    }
    look_at_exchanges(&store, vault, findings);
}

fn look_at_secrets(
    store: &SqliteStore,
    vault: &Place,
    ours: &Integration,
    who: &str,
    findings: &mut Findings,
) {
    let expected = client_secret(who, number(&ours.label));
    let secret = &ours.client_secret.as_ref().unwrap().id;
    if vault.read(secret).as_ref() != Some(&expected) {
        findings.mix(format!("{} has {:?}", ours.label, vault.read(secret)));
    }
    let mut pointed = vec![secret.clone()];
    if let Some(record) = store.token(&ours.id).unwrap() {
        let held = vault.read(&record.secret).unwrap_or_default();
        if !held.starts_with(&token(who, "")) {
            findings.mix(format!("{}'s token is {held:?}", ours.label));
        }
        pointed.push(record.secret);
    }
    let orphans = store.orphan_secrets().unwrap();
    if pointed.iter().any(|id| orphans.contains(id)) {
        findings.mix(format!("{}'s secret would be swept", ours.label));
    }
}

fn look_at_exchanges(store: &SqliteStore, vault: &Place, findings: &mut Findings) {
    let page = store.rows(&ActivityFilter::default(), 0, LATEST).unwrap();
    for row in page.rows {
        let (who, number) = row.id.0.split_once('-').unwrap();
        let expected = header(who, number.parse().unwrap());
        let entry = store.entry(&row.id).unwrap().unwrap();
        let keys: Vec<&SecretId> = entry
            .call
            .headers
            .iter()
            .filter_map(|header| match &header.value {
                ExtraValue::Secret(reference) => Some(&reference.id),
                ExtraValue::Public(_) => None,
            })
            .collect();
        match keys[..] {
            [id] if vault.read(id).as_ref() == Some(&expected) => {}
            _ => findings.mix(format!("{:?} points to {keys:?}", row.id)),
        }
    }
}
