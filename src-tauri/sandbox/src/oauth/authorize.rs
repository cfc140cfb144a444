//! The authorization endpoint: a question to the user, and the way back with the answer (RFC 6749, sections 4.1 and 4.2).
mod consent_page;
mod request;

use axum::http::Method;

use consent_page::{consent, refused};
use request::{Flawed, SendBack, read};

use super::authorization::Authorization;
use super::dialect::Dialect;
use super::issue::issue;
use super::parameters::value;
use crate::asked::{Asked, pairs};
use crate::generate;
use crate::ledger::{AuthorizationRequest, Ledger, USER};
use crate::reply::Reply;

/// GET asks, POST answers.
pub(super) fn authorize(ledger: &Ledger, asked: &Asked, dialect: &Dialect) -> Reply {
    let answer = match asked.method {
        Method::GET => ask(ledger, asked, dialect),
        Method::POST => decide(ledger, asked, dialect),
        _ => {
            let page = refused(405, "method not allowed", "This page is read with", "GET");
            Ok(page.with("allow", "GET, POST"))
        }
    };
    answer.unwrap_or_else(|_| {
        refused(
            500,
            "server error",
            "The system has no",
            "randomness to give",
        )
    })
}

/// The consent page, with a ticket in it that is good for one answer. A page elsewhere cannot read the ticket, and so cannot
/// answer in the user's place.
fn ask(ledger: &Ledger, asked: &Asked, dialect: &Dialect) -> Result<Reply, getrandom::Error> {
    match read(ledger, dialect, &asked.query) {
        Ok(request) => {
            let ticket = generate::opaque(43)?;
            let page = consent(&asked.path, &ticket, &request);
            ledger.ask_consent(&ticket, request);
            Ok(page)
        }
        Err(Flawed::Shown {
            outcome,
            text,
            value,
        }) => Ok(refused(400, outcome, text, &value)),
        Err(Flawed::SentBack { to, code, text }) => {
            let pairs = [("error", code), ("error_description", text)];
            Ok(to.reply(302, &pairs, code))
        }
    }
}

fn decide(ledger: &Ledger, asked: &Asked, dialect: &Dialect) -> Result<Reply, getrandom::Error> {
    let form = match asked.media_type().as_str() {
        "application/x-www-form-urlencoded" => pairs(&asked.body),
        _ => vec![],
    };
    let of_realm = |request: &AuthorizationRequest| request.realm == dialect.realm;
    let ticket = value(&form, "ticket").and_then(|ticket| ledger.take_consent(ticket));
    let Some(request) = ticket.filter(of_realm) else {
        let text = "This page was answered before, or is older than ten minutes. Start again from";
        return Ok(refused(400, "stale consent", text, "your application"));
    };
    let back = SendBack::of(&request);
    if value(&form, "decision") != Some("allow") {
        let text = "The user denied the request.";
        let pairs = [("error", "access_denied"), ("error_description", text)];
        return Ok(back.reply(303, &pairs, "access_denied"));
    }
    if !request.implicit {
        let (code, family) = (generate::opaque(43)?, generate::uuid()?);
        ledger.honour_code(&code, family, request);
        return Ok(back.reply(303, &[("code", &code)], "code"));
    }
    let authorization = Authorization {
        client_id: request.client_id,
        username: Some(USER.to_owned()),
        scope: request.scope,
        family: None,
        without_secret: true,
    };
    let issued = issue(ledger, dialect, authorization, false)?;
    let expires_in = issued.expires_in.to_string();
    let mut pairs = vec![
        ("access_token", issued.access_token.as_str()),
        ("token_type", "Bearer"),
        ("expires_in", &expires_in),
    ];
    pairs.extend(issued.scope.as_deref().map(|scope| ("scope", scope)));
    Ok(back.reply(303, &pairs, "token"))
}
