//! Reads headers, query parameters and form members that no endpoint describes.
use super::placeholder::{is_placeholder, placeholder_in, unfilled};
use super::{CallCredentials, FreeMember, Given, Target};
use crate::clean::clean;
use crate::client_request::Named;
use crate::draft::FieldNote;
use crate::endpoint::Place;
use crate::integration::Integration;
use crate::read_draft::is_token;
use crate::secret::{Kept, Secret};

/// Headers that the connection or the body decides, and credentials that are not this integration's.
pub(crate) const NEVER_FREE: [&str; 11] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that the integration itself sets, in lower case.
pub(super) struct Taken(Vec<String>);

impl Taken {
    pub(super) fn of(integration: &Integration, credentials: &CallCredentials) -> Self {
        let key = credentials.subscription_key.as_ref().map(|(name, _)| name);
        let own = std::iter::once(&integration.token_header).chain(key);
        let own = own.map(|name| name.to_ascii_lowercase());
        Self(own.chain(NEVER_FREE.map(str::to_owned)).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&name.to_ascii_lowercase())
    }
}

/// The free query parameters.
pub(super) fn query(
    members: &[FreeMember],
    target: &Target<'_>,
    problems: &mut Vec<FieldNote>,
) -> Vec<Named> {
    read("query", members, problems, |name| {
        is_described(target, Place::Query, name)
            .then(|| format!("{name} has a field of its own above."))
    })
}

/// The free headers.
pub(super) fn headers(
    members: &[FreeMember],
    target: &Target<'_>,
    taken: &Taken,
    problems: &mut Vec<FieldNote>,
) -> Vec<Named> {
    for (index, member) in members.iter().enumerate() {
        let has_break = |text: &str| text.trim().chars().any(char::is_control);
        if member.value.look(has_break) {
            let sentence = "A header is one line, and this value has more.";
            problems.push(FieldNote::new(format!("headers.{index}"), sentence));
        }
    }
    read("headers", members, problems, |name| {
        if !is_token(name) {
            Some("A header name has letters, digits and hyphens.".to_owned())
        } else if taken.has(name) {
            Some(format!("{name} is set by Gatepass itself."))
        } else if is_described(target, Place::Header, name) {
            Some(format!("{name} has a field of its own above."))
        } else {
            None
        }
    })
}

/// The members of a form body.
pub(super) fn form(members: &[FreeMember], problems: &mut Vec<FieldNote>) -> Vec<Named> {
    read("form", members, problems, |_| None)
}

/// Lines that are empty altogether are left out.
fn read(
    list: &str,
    members: &[FreeMember],
    problems: &mut Vec<FieldNote>,
    problem_of_name: impl Fn(&str) -> Option<String>,
) -> Vec<Named> {
    let mut read = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let name = clean(&member.name).text;
        let is_empty = member.value.look(|text| text.trim().is_empty());
        if name.is_empty() && is_empty {
            continue;
        }
        let problem = if name.is_empty() {
            Some("Give it a name, or remove the line.".to_owned())
        } else if is_empty && matches!(member.value, Given::Secret(_)) {
            // Without it, it would be another call.
            Some("Enter its value, or remove the line.".to_owned())
        } else {
            problem_of_name(&name).or_else(|| problem_of_value(&member.value))
        };
        match problem {
            Some(problem) => problems.push(FieldNote::new(format!("{list}.{index}"), problem)),
            None => {
                let value = trimmed(&member.value).value(&name);
                read.push((name, value));
            }
        }
    }
    read
}

/// No sentence repeats a secret.
fn problem_of_value(value: &Given) -> Option<String> {
    match value {
        Given::Public(text) => placeholder_in(text).map(unfilled),
        Given::Secret(kept) => kept
            .secret
            .reveal(is_placeholder)
            .then(|| "This is a placeholder: put a value in its place.".to_owned()),
    }
}

/// Without the blanks around it: they would come from copying.
fn trimmed(value: &Given) -> Given {
    match value {
        Given::Public(text) => Given::Public(clean(text).text),
        Given::Secret(kept) => {
            let secret = kept.secret.reveal(|text| Secret::new(text.trim()));
            Given::Secret(Kept::new(secret, kept.origins.clone()))
        }
    }
}

fn is_described(target: &Target<'_>, place: Place, name: &str) -> bool {
    let Target::Endpoint(endpoint, _) = target else {
        return false;
    };
    endpoint.parameters.iter().any(|parameter| {
        parameter.place == place
            && match place {
                Place::Header => parameter.name.eq_ignore_ascii_case(name),
                Place::Path | Place::Query | Place::Body => parameter.name == name,
            }
    })
}
