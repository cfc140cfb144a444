//! What the form still needs, field by field, as the page names them.
use super::{Candidate, PastedForm};
use crate::draft::FieldNote;
use crate::provider::{Environment, Provider, provider};

/// The fields to ask for, in the form's order.
pub(super) fn asks(form: &PastedForm, candidates: &[Candidate]) -> Vec<FieldNote> {
    let mut asks = Vec::new();
    let mut ask = |needed: bool, field: &str, sentence: &str| {
        if needed {
            asks.push(FieldNote::new(field, sentence));
        }
    };
    let places: Vec<(&Provider, &Environment)> = candidates.iter().filter_map(place).collect();
    let several = places.windows(2).any(|pair| pair[0].0.id != pair[1].0.id);
    ask(
        several,
        "provider",
        "The request does not tell whose it is: choose the provider.",
    );
    ask(
        !several && places.len() > 1,
        "environment",
        "The request does not tell which environment it is for: choose one.",
    );
    ask(
        form.client_id.is_empty(),
        "clientId",
        "The client id is missing.",
    );
    ask(
        form.client_secret.is_none() && form.grant != "implicit",
        "clientSecret",
        "The client secret is missing.",
    );
    ask(
        form.subscription_key.is_none()
            && all(&places, |(provider, _)| {
                provider.subscription_key_header.is_some()
            }),
        "subscriptionKey",
        "The subscription key is missing.",
    );
    ask(
        form.token_endpoint.is_none()
            && all(&places, |(_, environment)| {
                environment.token_endpoint.is_none()
            }),
        "tokenEndpoint",
        "The address that issues tokens is missing.",
    );
    ask(
        form.placement.is_some_and(|placement| {
            all(&places, |(provider, _)| {
                !provider.placements.contains(&placement)
            })
        }),
        "placement",
        "The credentials stood where this provider does not take them: choose another place.",
    );
    let password = form.grant == "password";
    ask(
        password && form.username.is_empty(),
        "username",
        "The user's name is missing.",
    );
    ask(
        password && form.password.is_none(),
        "password",
        "The user's password is missing.",
    );
    let redirects = matches!(form.grant.as_str(), "authorization_code" | "implicit");
    ask(
        redirects && form.redirect_uri.is_empty(),
        "redirectUri",
        "The redirect URI is missing. It is the one that was registered.",
    );
    for (list, extras) in [
        ("extraHeaders", &form.extra_headers),
        ("extraParameters", &form.extra_parameters),
    ] {
        for (index, extra) in extras.iter().enumerate() {
            ask(
                extra.value.is_none(),
                &format!("{list}.{index}"),
                "Its value is missing.",
            );
        }
    }
    asks
}

fn place(candidate: &Candidate) -> Option<(&'static Provider, &'static Environment)> {
    let provider = provider(&candidate.provider)?;
    Some((provider, provider.environment(&candidate.environment)?))
}

fn all(
    places: &[(&Provider, &Environment)],
    is: impl Fn(&(&Provider, &Environment)) -> bool,
) -> bool {
    !places.is_empty() && places.iter().all(is)
}
