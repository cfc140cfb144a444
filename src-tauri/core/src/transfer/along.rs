//! What comes along with an entry: endpoints of the user's own and samples, each checked as if it were made here.
use std::collections::BTreeMap;

use super::check::Sound;
use super::document::SampleEntry;
use super::refusal::{TransferRefusal, twice};
use super::words::shown;
use crate::catalogue::endpoints;
use crate::own_endpoints::{EndpointDraft, OwnEndpoint, check_endpoint};
use crate::own_samples::{MOST_OWN_SAMPLES, OWN_SAMPLE_LIMIT};

impl Sound {
    /// Those that a form would let through.
    pub(super) fn take_endpoints(
        &mut self,
        entries: Vec<OwnEndpoint>,
    ) -> Result<(), TransferRefusal> {
        let mut left_out = 0;
        for own in entries {
            if self.endpoints.iter().any(|taken| taken.id() == own.id()) {
                return Err(twice("endpoint"));
            }
            let draft = EndpointDraft::of(&own);
            match check_endpoint(&draft, &self.integration, &self.endpoints, own.endpoint.id) {
                Ok(own) => self.endpoints.push(own),
                Err(_) => left_out += 1,
            }
        }
        self.leave_out(left_out, "endpoint");
        Ok(())
    }

    /// Those of an endpoint that is there, in JSON, and no more than anybody can keep.
    pub(super) fn take_samples(&mut self, entries: Vec<SampleEntry>) {
        let mut left_out = 0;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for mut entry in entries {
            let known = endpoints(&self.integration.provider)
                .iter()
                .map(|endpoint| endpoint.id.as_str())
                .chain(self.endpoints.iter().map(OwnEndpoint::id))
                .any(|id| id == entry.endpoint);
            let count = counts.entry(entry.endpoint.clone()).or_default();
            let sample = &mut entry.sample;
            let fits = known
                && *count < MOST_OWN_SAMPLES
                && sample.body.len() <= OWN_SAMPLE_LIMIT
                && (100..600).contains(&sample.status)
                && serde_json::from_str::<serde::de::IgnoredAny>(&sample.body).is_ok();
            if !fits {
                left_out += 1;
                continue;
            }
            *count += 1;
            sample.label = shown(&sample.label);
            sample.content_type = shown(&sample.content_type);
            self.samples.push(entry);
        }
        self.leave_out(left_out, "sample");
    }

    fn leave_out(&mut self, count: usize, what: &str) {
        match count {
            0 => {}
            1 => self.notes.push(format!(
                "One {what} of it cannot be used here, so it is left out."
            )),
            many => self.notes.push(format!(
                "{many} {what}s of it cannot be used here, so they are left out."
            )),
        }
    }
}
