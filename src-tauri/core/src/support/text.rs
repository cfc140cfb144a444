//! The exchange as a text that can be pasted into a ticket.
use super::Program;
use super::har::{iso, with_query};
use super::incident::{Body, Incident};
use crate::exchange::{Member, RedactedBody};
use crate::request::DOTS;

/// What was taken out, said in both files.
pub(super) const PROMISE: &str = "Secrets, tokens and such data of persons as can be recognised were replaced by dots. The client id is not secret.";

/// The file.
pub(super) fn text(incident: &Incident, program: &Program) -> String {
    let [title, sentence, next_step] = &incident.words;
    let answer = incident.answer.as_ref();
    let ids = answer.iter().flat_map(|answer| &answer.headers);
    let ids = ids.filter(|header| header.name.to_ascii_lowercase().ends_with("-id"));
    let facts = [
        (
            "Provider",
            format!("{}, {}", incident.provider, incident.environment),
        ),
        ("Client id", incident.client_id.clone()),
        ("Exchange", incident.title.clone()),
        ("Sent", iso(incident.sent_at_ms)),
        ("Took", format!("{} ms", incident.elapsed_ms)),
        (
            "Sent by",
            format!("Gatepass {} on {}", program.version, program.system),
        ),
        ("Code", incident.code.clone()),
    ];
    let mut lines = vec![
        format!("# {title}"),
        String::new(),
        sentence.clone(),
        next_step.clone(),
    ];
    lines.push(String::new());
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    lines.extend(facts.map(|(name, value)| format!("{:<10} {value}", format!("{name}:"))));
    lines.extend(ids.map(line));
    lines.push(String::new());
    lines.push("## Request".to_owned());
    lines.push(String::new());
    let request = &incident.request;
    let address = with_query(&request.address, &request.query);
    // In an address dots would be written as a row of numbers.
    let address = address.replace(&encoded_dots(), DOTS);
    lines.push(format!("{} {address}", request.method));
    lines.extend(request.headers.iter().map(line));
    let body: Vec<String> = match &request.body {
        RedactedBody::None | RedactedBody::Empty => vec![],
        RedactedBody::Form(members) => members
            .iter()
            .map(|it| format!("{}={}", it.name, it.value))
            .collect(),
        RedactedBody::Json(members) => members.iter().map(line).collect(),
        RedactedBody::Text { text, .. } => vec![text.clone()],
    };
    if !body.is_empty() {
        lines.push(String::new());
        lines.extend(body);
    }
    lines.push(String::new());
    lines.push("## Answer".to_owned());
    lines.push(String::new());
    match answer {
        None => lines.push("Nothing answered.".to_owned()),
        Some(answer) => {
            lines.push(format!("Status {}", answer.status));
            lines.extend(answer.headers.iter().map(line));
            lines.push(String::new());
            lines.push(match &answer.body {
                Body::Text(body) => body.clone(),
                Body::LeftOut(why) => format!("(The body is {why}.)"),
            });
        }
    }
    lines.push(String::new());
    lines.push(PROMISE.to_owned());
    lines.push(String::new());
    lines.join("\n")
}

fn line(member: &Member) -> String {
    match member.masked.as_str() {
        "" => format!("{}: {}", member.name, member.value),
        what => format!("{}: {} ({what})", member.name, member.value),
    }
}

fn encoded_dots() -> String {
    url::form_urlencoded::byte_serialize(DOTS.as_bytes()).collect()
}
