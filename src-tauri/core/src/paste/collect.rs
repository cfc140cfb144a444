//! Sorts what the requests hold into the form's fields, and gathers the evidence of whose they are.
mod addresses;
mod fields;

use super::PastedForm;
use super::address::Address;
use super::authorization::{self, Authorization};
use super::candidates::{Evidence, is_beside_token_endpoint, is_token_endpoint};
use super::names::{Field, of_name, of_parameter};
use super::notes::Notes;
use super::text::Pair;
use super::written::{Body, Written};
use crate::placement::Placement;
use fields::Filler;

/// The form as far as it is certain, and what tells whose it is.
pub(super) struct Collected {
    pub(super) form: PastedForm,
    pub(super) evidence: Evidence,
}

/// What a request is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It asks for a token, or may: there is no address.
    Token,
    /// It takes the user to the sign-in page.
    Authorize,
    /// Introspection and the like: its client is the one we look for, its address is not.
    Beside,
    /// It calls an API.
    Call,
}

/// Sorts the requests. Refuses an address that no secret may be sent to, and a paste without anything for the form.
pub(super) fn collect(requests: &[Written], notes: &mut Notes) -> Result<Collected, String> {
    let mut filler = Filler::new(notes);
    for written in requests {
        let address = Address::read(&written.target, written.header("Host"), filler.notes)
            .map_err(|error| error.to_string())?;
        let kind = kind(written, &address);
        request(written, &address, kind, &mut filler);
        filler.address(address, kind);
    }
    filler.finish()
}

fn kind(written: &Written, address: &Address) -> Kind {
    let has = |pairs: &[Pair], field: Field| {
        pairs
            .iter()
            .any(|pair| of_parameter(&pair.name) == Some(field))
    };
    let sent = |field| {
        [&address.query, &written.query]
            .into_iter()
            .any(|pairs| has(pairs, field))
            || has(written.body_pairs(), field)
    };
    let ends = |words: &[&str]| {
        let last = address.path.trim_end_matches('/').rsplit('/').next();
        words
            .iter()
            .any(|word| last.is_some_and(|last| last.contains(word)))
    };
    if sent(Field::ResponseType) {
        Kind::Authorize
    } else if ends(&["introspect", "revoke"]) {
        Kind::Beside
    } else if sent(Field::Grant)
        || sent(Field::ClientSecret)
        || is_token_endpoint(address)
        || ends(&["token"])
    {
        Kind::Token
    } else if is_beside_token_endpoint(address) {
        Kind::Beside
    } else if address.url.is_some() || !address.path.is_empty() {
        Kind::Call
    } else {
        Kind::Token
    }
}

fn request(written: &Written, address: &Address, kind: Kind, filler: &mut Filler<'_>) {
    filler.begin(kind);
    for pair in address.query.iter().chain(&written.query) {
        let field = of_parameter(&pair.name);
        filler.parameter(pair, field, Some(Placement::Query));
    }
    let body = match &written.body {
        Body::Form(_) => Some(Placement::Form),
        Body::Json(_) => Some(Placement::Json),
        Body::None | Body::Other => None,
    };
    for pair in written.body_pairs() {
        let field = of_parameter(&pair.name).or_else(|| {
            let any_spelling = body == Some(Placement::Json);
            any_spelling.then(|| of_name(&pair.name)).flatten()
        });
        filler.parameter(pair, field, body);
    }
    if body == Some(Placement::Json) && kind == Kind::Token {
        filler.json_body(written.header("Content-Type"));
    }
    for pair in &written.named {
        filler.parameter(pair, of_name(&pair.name), None);
    }
    for pair in &written.headers {
        header(pair, kind, filler);
    }
    if let Some(user) = &written.user {
        let read = authorization::user(user, filler.notes);
        authorized(read, kind, filler);
    }
}

fn header(pair: &Pair, kind: Kind, filler: &mut Filler<'_>) {
    if pair.name.eq_ignore_ascii_case("Authorization") {
        let read = authorization::read(&pair.value, filler.notes);
        authorized(read, kind, filler);
    } else {
        filler.header(pair);
    }
}

fn authorized(read: Authorization, kind: Kind, filler: &mut Filler<'_>) {
    match read {
        Authorization::Basic(..) if kind == Kind::Call => filler
            .notes
            .say("A name and password of a call are no client's credentials. They were left out."),
        Authorization::Basic(id, secret) => filler.basic(&id, &secret),
        Authorization::Other => filler.saw_token = true,
    }
}
