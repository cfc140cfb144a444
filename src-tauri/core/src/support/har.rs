//! The exchange as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec), as browsers save it and tools open it.
use serde_json::{Value, json};
use url::Url;

use super::Program;
use super::incident::{Answer, Body, Incident};
use crate::exchange::{Member, RedactedBody, RedactedRequest, Times};

/// Of a size that is not known.
const UNKNOWN: i64 = -1;

/// The file. Everything in it is as the incident has it.
pub(super) fn har(incident: &Incident, program: &Program) -> String {
    let [title, sentence, _] = &incident.words;
    let har = json!({
        "log": {
            "version": "1.2",
            "creator": {
                "name": "Gatepass",
                "version": program.version,
                "comment": program.system,
            },
            "entries": [{
                "startedDateTime": iso(incident.sent_at_ms),
                "time": incident.elapsed_ms.max(beside_waiting(incident)),
                "request": request(&incident.request),
                "response": response(incident.answer.as_ref()),
                "cache": {},
                "timings": timings(incident),
                "comment": format!(
                    "{}, {}, client id {}. {}: {title}. {sentence}",
                    incident.provider, incident.environment, incident.client_id, incident.title,
                ),
            }],
            "comment": super::text::PROMISE,
        }
    });
    // A value made of texts and numbers can always be written.
    serde_json::to_string_pretty(&har).unwrap_or_default()
}

fn request(request: &RedactedRequest) -> Value {
    let mut har = json!({
        "method": request.method,
        "url": with_query(&request.address, &request.query),
        "httpVersion": "",
        "cookies": [],
        "headers": members(&request.headers),
        "queryString": members(&request.query),
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    });
    let mime_type = named(&request.headers, "content-type");
    let post = match &request.body {
        RedactedBody::None | RedactedBody::Empty => {
            har["bodySize"] = json!(0);
            None
        }
        RedactedBody::Form(form) => Some(json!({ "mimeType": mime_type, "params": members(form) })),
        RedactedBody::Json(object) => {
            let object: serde_json::Map<String, Value> = object
                .iter()
                .map(|member| (member.name.clone(), member.value.clone().into()))
                .collect();
            let text = Value::Object(object).to_string();
            Some(json!({ "mimeType": mime_type, "params": [], "text": text }))
        }
        RedactedBody::Text { text, .. } => {
            Some(json!({ "mimeType": mime_type, "params": [], "text": text }))
        }
    };
    if let Some(post) = post {
        har["postData"] = post;
    }
    har
}

fn response(answer: Option<&Answer>) -> Value {
    let Some(answer) = answer else {
        return json!({
            "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
            "content": { "size": 0, "mimeType": "x-unknown" },
            "redirectURL": "", "headersSize": UNKNOWN, "bodySize": UNKNOWN,
            "comment": "Nothing answered.",
        });
    };
    let wire = answer.sizes.map(|sizes| sizes.wire);
    let decoded = answer.sizes.map(|sizes| sizes.decoded);
    let mut content = json!({
        "size": decoded.map_or(json!(UNKNOWN), Value::from),
        "mimeType": answer.content_type,
    });
    match &answer.body {
        Body::Text(text) => content["text"] = text.as_str().into(),
        Body::LeftOut(why) => content["comment"] = format!("The body is {why}.").into(),
    }
    json!({
        "status": answer.status,
        "statusText": "",
        "httpVersion": "",
        "cookies": [],
        "headers": members(&answer.headers),
        "content": content,
        "redirectURL": answer.redirect,
        "headersSize": UNKNOWN,
        "bodySize": wire.map_or(json!(UNKNOWN), Value::from),
    })
}

/// Where the time went, as far as it is known: the rest is waiting.
fn timings(incident: &Incident) -> Value {
    let times = times(incident);
    let happened = |ms: Option<u64>| ms.map_or(json!(UNKNOWN), Value::from);
    json!({
        "blocked": UNKNOWN,
        "dns": happened(times.dns_ms),
        "connect": happened(connected(&times)),
        "ssl": happened(times.tls_ms),
        "send": 0,
        "wait": incident.elapsed_ms.saturating_sub(beside_waiting(incident)),
        "receive": times.download_ms.unwrap_or_default(),
    })
}

fn times(incident: &Incident) -> Times {
    let answer = incident.answer.as_ref();
    answer.and_then(|answer| answer.times).unwrap_or_default()
}

/// In HAR the handshake is a part of connecting.
fn connected(times: &Times) -> Option<u64> {
    match (times.connect_ms, times.tls_ms) {
        (None, None) => None,
        (connect, tls) => Some(connect.unwrap_or_default() + tls.unwrap_or_default()),
    }
}

fn beside_waiting(incident: &Incident) -> u64 {
    let times = times(incident);
    let parts = [times.dns_ms, connected(&times), times.download_ms];
    parts.into_iter().flatten().sum()
}

fn members(members: &[Member]) -> Vec<Value> {
    let pair = |member: &Member| match member.masked.as_str() {
        "" => json!({ "name": member.name, "value": member.value }),
        what => json!({ "name": member.name, "value": member.value, "comment": what }),
    };
    members.iter().map(pair).collect()
}

fn named<'a>(headers: &'a [Member], name: &str) -> &'a str {
    let mut named = headers
        .iter()
        .filter(|it| it.name.eq_ignore_ascii_case(name));
    named.next().map_or("", |header| &header.value)
}

/// The whole address, its values percent-encoded as they were sent.
pub(super) fn with_query(address: &str, query: &[Member]) -> String {
    match Url::parse(address) {
        Ok(mut url) if !query.is_empty() => {
            let pairs = query.iter().map(|member| (&member.name, &member.value));
            url.query_pairs_mut().extend_pairs(pairs);
            url.into()
        }
        _ => address.to_owned(),
    }
}

/// `2026-11-21T14:10:26.123Z`.
pub(super) fn iso(ms: i64) -> String {
    let (day, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    // Days to a date of the Gregorian calendar, counted from the first of March of the year 0.
    let from_march = day + 719_468;
    let era = from_march.div_euclid(146_097);
    let of_era = from_march.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let (month, over) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    let year = year + era * 400 + over;
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, ms) = (rest / 1000 % 60, rest % 1000);
    format!("{year:04}-{month:02}-{date:02}T{hours:02}:{minutes:02}:{seconds:02}.{ms:03}Z")
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn moments_are_written_as_the_calendar_has_them() {
        // `date -u -d @… +%FT%T`
        for (ms, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_750_000_000_007, "2025-06-15T15:06:40.007Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(iso(ms), expected);
        }
    }
}
