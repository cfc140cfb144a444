//! Fills the form, one value at a time. The first value of a field stays; a placeholder never enters one.
use super::{Collected, Kind};
use crate::clean::clean;
use crate::paste::candidates::Evidence;
use crate::paste::names::Field;
use crate::paste::notes::Notes;
use crate::paste::text::Pair;
use crate::paste::{PastedExtra, PastedForm};
use crate::placeholders::is_placeholder;
use crate::placement::Placement;
use crate::provider::providers;
use crate::secret::Secret;

/// Headers that every request sets by itself, or that say nothing of the client.
const OWN_HEADERS: [&str; 16] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "origin",
    "postman-token",
    "pragma",
    "referer",
    "te",
    "transfer-encoding",
    "user-agent",
];

const NOTHING_CERTAIN: &str = "Only a token or a header is in it, and neither sets up an integration. Paste the request that gets the token, or a call with its whole address.";

/// The form while it is filled.
pub(super) struct Filler<'a> {
    pub(super) form: PastedForm,
    pub(super) evidence: Evidence,
    pub(super) notes: &'a mut Notes,
    kind: Kind,
    /// Of this request.
    grants: usize,
    placements: Vec<Placement>,
    /// Whether a value of the form, or its place, was there at all.
    pub(super) found: bool,
    pub(super) saw_token: bool,
}

impl<'a> Filler<'a> {
    pub(super) fn new(notes: &'a mut Notes) -> Self {
        Self {
            form: PastedForm::default(),
            evidence: Evidence::default(),
            notes,
            kind: Kind::Token,
            grants: 0,
            placements: Vec::new(),
            found: false,
            saw_token: false,
        }
    }

    pub(super) fn begin(&mut self, kind: Kind) {
        self.kind = kind;
        self.grants = 0;
        self.placements.clear();
    }

    /// A parameter, a member or a named value; `place` is where the server reads it.
    pub(super) fn parameter(
        &mut self,
        pair: &Pair,
        field: Option<Field>,
        place: Option<Placement>,
    ) {
        let value = pair.value.trim();
        self.found |= field.is_some_and(|field| !matches!(field, Field::Token | Field::OnceOnly));
        match field {
            Some(Field::ClientId) => {
                self.stands(place);
                self.client_id(value);
            }
            Some(Field::ClientSecret) => {
                self.stands(place);
                self.client_secret(value);
                if place == Some(Placement::Query) && !is_placeholder(value) {
                    self.notes.say("The client secret stood in the address, so it may be in a shell's history and in proxies' logs. Consider having a new one issued.");
                }
            }
            Some(Field::SubscriptionKey) => self.subscription_key(value),
            Some(Field::Grant) => self.grant(value, place),
            Some(Field::ResponseType) if value.split(' ').any(|kind| kind == "code") => {
                self.grant("authorization_code", None);
            }
            Some(Field::ResponseType) => self.grant("implicit", None),
            Some(Field::Scope) => fill(&mut self.form.scope, value),
            Some(Field::Username) => fill(&mut self.form.username, value),
            Some(Field::Password) => keep(&mut self.form.password, value),
            Some(Field::RedirectUri) => fill(&mut self.form.redirect_uri, value),
            Some(Field::RefreshToken) => self.notes.say(
                "A refresh token was in it. It was not kept: it belongs to the program that got it.",
            ),
            Some(Field::Token) => {
                self.saw_token = true;
                self.notes.say("An access token belongs to a call and runs out. It was left out: Gatepass gets its own.");
            }
            Some(Field::TokenEndpoint) => self.named_address(value, Kind::Token),
            Some(Field::AuthorizationEndpoint) => self.named_address(value, Kind::Authorize),
            Some(Field::ApiAddress) => self.named_address(value, Kind::Call),
            Some(Field::Placement) => self.named_placement(value),
            Some(Field::OnceOnly) => self.notes.say(
                "Codes, states and assertions are made anew for each request. They were left out.",
            ),
            Some(Field::Extra) => self.extra_parameter(pair),
            None if self.kind == Kind::Token && place.is_some() => self.extra_parameter(pair),
            None if place.is_some() => self
                .notes
                .say("The call's own parameters are no part of an integration and were left out."),
            None => {}
        }
    }

    /// The client's credentials in a Basic header. It is where RFC 6749 wants them, so it wins.
    pub(super) fn basic(&mut self, id: &str, secret: &str) {
        self.found = true;
        self.stands(Some(Placement::Basic));
        self.client_id(id);
        self.client_secret(secret);
    }

    /// A header other than Authorization.
    pub(super) fn header(&mut self, pair: &Pair) {
        let lower = pair.name.to_ascii_lowercase();
        let is_key = providers().iter().any(|provider| {
            provider
                .subscription_key_header
                .as_ref()
                .is_some_and(|header| header.eq_ignore_ascii_case(&lower))
        });
        if is_key {
            self.found = true;
            self.subscription_key(pair.value.trim());
        } else if lower == "cookie" {
            self.notes.say("Cookies were left out.");
        } else if OWN_HEADERS.contains(&lower.as_str()) || lower.starts_with("sec-") {
            // Every request has its own.
        } else if self.kind == Kind::Token {
            self.form.extra_headers.push(extra(pair));
        } else {
            self.notes
                .say("The call's own headers are no part of an integration and were left out.");
        }
    }

    /// A JSON body counts as placement only if the request says that it is JSON.
    pub(super) fn json_body(&mut self, content_type: Option<&str>) {
        if content_type.is_some_and(|kind| kind.to_ascii_lowercase().contains("json")) {
            return;
        }
        self.notes.say("The parameters stand in a JSON object, and nothing says that the server reads JSON. They are sent as a form unless you choose JSON.");
        self.placements
            .retain(|placement| *placement != Placement::Json);
        self.form.placement = self
            .form
            .placement
            .filter(|placement| *placement != Placement::Json);
    }

    fn named_placement(&mut self, value: &str) {
        let placement = match value {
            "client_secret_basic" | "header" | "basic" => Placement::Basic,
            "client_secret_post" | "body" | "form" => Placement::Form,
            _ => return,
        };
        self.stands(Some(placement));
    }

    fn stands(&mut self, place: Option<Placement>) {
        let Some(place) = place.filter(|_| self.kind != Kind::Authorize) else {
            return;
        };
        if place == Placement::Json {
            self.evidence.placement = Some(place);
        }
        if self.placements.iter().any(|other| *other != place) {
            self.notes.say("The credentials stood in two places, which RFC 6749 forbids. They are sent in one.");
        }
        self.placements.push(place);
        if self.form.placement.is_none() || place == Placement::Basic {
            self.form.placement = Some(place);
        }
    }

    fn client_id(&mut self, value: &str) {
        let cleaned = clean(value).text;
        if !self.form.client_id.is_empty()
            && !is_placeholder(value)
            && self.form.client_id != cleaned
        {
            self.notes
                .say("There is more than one client in it. The first was taken.");
        }
        fill(&mut self.form.client_id, &cleaned);
    }

    fn client_secret(&mut self, value: &str) {
        keep(&mut self.form.client_secret, value);
    }

    fn subscription_key(&mut self, value: &str) {
        self.evidence.has_subscription_key = true;
        keep(&mut self.form.subscription_key, value);
    }

    fn grant(&mut self, value: &str, place: Option<Placement>) {
        if self.kind == Kind::Token {
            self.evidence.has_printed_query |= place == Some(Placement::Query);
            self.grants += 1;
            if self.grants > 1 {
                self.notes
                    .say("grant_type was given twice. It is sent once.");
            }
        }
        // As Postman names them.
        let grant = match value {
            "password_credentials" => "password",
            "authorization_code_with_pkce" => "authorization_code",
            grant => grant,
        };
        // "password" stands for a value elsewhere, and is one here. An extension grant is a URI (RFC 6749, section 4.5).
        let is_grant = |c: char| c.is_ascii_alphanumeric() || "_-:./".contains(c);
        if self.form.grant.is_empty() && grant.chars().all(is_grant) {
            grant.clone_into(&mut self.form.grant);
        }
    }

    fn extra_parameter(&mut self, pair: &Pair) {
        self.form.extra_parameters.push(extra(pair));
    }

    /// The outcome, if there is any.
    pub(super) fn finish(mut self) -> Result<Collected, String> {
        if !self.found {
            return Err(NOTHING_CERTAIN.to_owned());
        }
        // Renewing is not how an integration starts, and the one who may renew is the one who signed in.
        if self.form.grant == "refresh_token" {
            self.notes
                .say("The request renews a token. Which grant got it first does not stand in it.");
            self.form.grant = String::new();
            self.evidence.grant = "refresh_token".to_owned();
        } else {
            self.evidence.grant.clone_from(&self.form.grant);
        }
        self.evidence.placement = self.form.placement.or(self.evidence.placement);
        Ok(Collected {
            form: self.form,
            evidence: self.evidence,
        })
    }
}

/// Fills an empty field with a value that is one.
fn fill(field: &mut String, value: &str) {
    if field.is_empty() && !is_placeholder(value) {
        value.trim().clone_into(field);
    }
}

/// Keeps a secret, if it is one and the first.
fn keep(field: &mut Option<Secret>, value: &str) {
    if field.is_none() && !is_placeholder(value) {
        *field = Some(Secret::new(value.trim()));
    }
}

fn extra(pair: &Pair) -> PastedExtra {
    let mut value = None;
    keep(&mut value, &pair.value);
    PastedExtra {
        name: clean(&pair.name).text,
        value,
    }
}
