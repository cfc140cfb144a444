//! Fills the form's addresses, and keeps each as evidence of whose the request is.
use super::Kind;
use super::fields::Filler;
use crate::origin::Origin;
use crate::paste::address::Address;
use crate::placeholders::is_placeholder;

impl Filler<'_> {
    /// What the request's address tells.
    pub(super) fn address(&mut self, address: Address, kind: Kind) {
        if address.url.is_none() && address.path.is_empty() {
            return;
        }
        self.found = true;
        match kind {
            Kind::Token => self.token_address(address),
            Kind::Authorize => {
                if self.form.authorization_endpoint.is_none() {
                    self.form.authorization_endpoint = address.url.clone();
                }
                self.evidence.beside.push(address);
            }
            Kind::Beside => self.evidence.beside.push(address),
            Kind::Call => {
                let origin = origin_of(&address);
                let new = origin.filter(|origin| !self.form.api_origins.contains(origin));
                self.form.api_origins.extend(new);
                self.evidence.calls.push(address);
            }
        }
    }

    fn token_address(&mut self, address: Address) {
        let first = match &self.evidence.token {
            None => true,
            Some(first) if first.url.is_none() => true,
            Some(first) => {
                if address.url.is_some() && first.url != address.url {
                    self.notes
                        .say("There is more than one token address. The first was taken.");
                }
                false
            }
        };
        if first {
            self.form.token_endpoint = address.url.clone();
            self.evidence.token = Some(address);
        }
    }

    /// An address that stands as a value. One that cannot be used is as good as missing.
    pub(super) fn named_address(&mut self, value: &str, kind: Kind) {
        if is_placeholder(value) {
            return;
        }
        match Address::read(value, None, self.notes) {
            Ok(address) if address.url.is_some() => {
                let printed = address.query.iter().any(|pair| *pair.name == "grant_type");
                self.evidence.has_printed_query |= printed && kind == Kind::Token;
                self.address(address, kind);
            }
            Ok(_) => {}
            Err(error) => self.notes.say(format!("An address was left out. {error}")),
        }
    }
}

/// The origin of an address, if a token may go there.
fn origin_of(address: &Address) -> Option<Origin> {
    Origin::of(address.url.as_ref()?).ok()
}
