//! Fills the blanks in a rule's words from the answer and from what was asked.
use super::asked::{api_host, token_host};
use super::{AnswerFacts, Asked, What};

/// The most characters of a server's text that are repeated.
const SAID: usize = 200;

/// Replaces every `{blank}`, once: what a server says is never filled in itself.
pub(super) fn fill(text: &str, facts: &AnswerFacts, asked: &Asked<'_>) -> String {
    let (mut filled, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(&blank(name, facts, asked).unwrap_or_default());
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands for a blank; None for a name that is none. What may be empty brings the space before it along.
pub(super) fn blank(name: &str, facts: &AnswerFacts, asked: &Asked<'_>) -> Option<String> {
    let is_token = matches!(asked.what, What::Token { .. });
    let failed = facts.reported.failed.len();
    Some(match name {
        "provider" => asked.name().to_owned(),
        "host" => asked.host().to_owned(),
        "status" => facts.status.to_string(),
        "door" if is_token => "The token endpoint".to_owned(),
        "door" => "The API".to_owned(),
        "grant" => grant(asked.grant_type()).to_owned(),
        "said" => told(" It said: “", &facts.description, "”.", SAID),
        "heading" => told(" titled “", &facts.heading, "”", 80),
        "code" => {
            let reason = facts.reported.first();
            told(" (", reason.map_or("", |reason| &reason.code), ")", 40)
        }
        "wait" => facts.wait_s.map_or("a minute".to_owned(), span),
        "moment" => facts.wait_s.map_or("a second".to_owned(), span),
        "later" => facts.wait_s.map_or("some minutes".to_owned(), span),
        "location" => match plain(facts.location.split('?').next().unwrap_or_default()) {
            place if place.is_empty() => "another address".to_owned(),
            place => cut(&place, SAID).to_owned(),
        },
        "thrift" if is_token => {
            " A token can be used until its end; there is no need to get one for every call.".into()
        }
        "thrift" => String::new(),
        "before" => before(asked),
        "environments" => environments(asked),
        "pairs" => pairs(asked),
        "issuer" => asked
            .mismatch()
            .map_or_else(String::new, |mismatch| mismatch.issuer.to_owned()),
        "right" => asked
            .mismatch()
            .map_or_else(String::new, |mismatch| mismatch.right),
        "member" => facts.repeated.unwrap_or_default().to_owned(),
        "failed" => format!("{failed} of {}", facts.reported.items),
        _ => return None,
    })
}

/// A server's text as words: no tags, no control characters, no blanks in a row.
pub(super) fn plain(text: &str) -> String {
    let (mut plain, mut in_tag) = (String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let begins = |next: Option<&char>| {
            next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        };
        match c {
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            '<' if begins(characters.peek()) => in_tag = true,
            '<' => plain.push('‹'),
            '>' => plain.push('›'),
            '{' => plain.push('('),
            '}' => plain.push(')'),
            c => plain.push(if c.is_control() { ' ' } else { c }),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Servers may say a lot; cut only once secrets are masked, or a part of one would stay.
pub(super) fn cut(text: &str, most: usize) -> &str {
    text.char_indices()
        .nth(most)
        .map_or(text, |(end, _)| &text[..end])
}

fn told(before: &str, text: &str, after: &str, most: usize) -> String {
    let text = plain(text);
    let text = cut(&text, most).trim().trim_end_matches('.');
    if text.is_empty() {
        return String::new();
    }
    // An ellipsis would make two full stops of one.
    format!("{before}{}{after}", text.replace("..", "…"))
}

fn span(seconds: u64) -> String {
    match seconds {
        1 => "a second".to_owned(),
        0..=120 => format!("{seconds} s"),
        121..=7_200 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} hours", seconds.div_ceil(3_600)),
    }
}

fn grant(grant_type: &str) -> &str {
    match grant_type {
        "client_credentials" => "client credentials",
        "authorization_code" => "the authorization code grant",
        "refresh_token" => "refresh tokens",
        "password" => "the password grant",
        _ => "this grant",
    }
}

/// What is known of these credentials: that they are good, or what new and old ones suffer from.
fn before(asked: &Asked<'_>) -> String {
    let is_token = matches!(asked.what, What::Token { .. });
    if asked.worked_before && !is_token {
        return String::new();
    }
    if asked.worked_before {
        return " These credentials have worked before, and good ones are refused for a moment now and then: try once more \
                first."
            .into();
    }
    let refused = asked.provider.map(|provider| &provider.refused_client);
    let sentences = refused.map(|refused| [&refused.new, &refused.old]);
    let mut said = String::new();
    for sentence in sentences
        .into_iter()
        .flatten()
        .filter(|one| !one.is_empty())
    {
        said.push(' ');
        said.push_str(sentence);
    }
    said
}

fn environments(asked: &Asked<'_>) -> String {
    let environments = asked.environments();
    let names: Vec<&str> = environments.iter().map(|one| one.name.as_str()).collect();
    match names.as_slice() {
        [] | [_] => String::new(),
        names => format!(" {} have different clients.", names.join(" and ")),
    }
}

fn pairs(asked: &Asked<'_>) -> String {
    let environments = asked.environments();
    let pairs: Vec<String> = environments
        .iter()
        .filter_map(|one| Some(format!("{} with {}", token_host(one)?, api_host(one)?)))
        .collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!(" What belongs together: {}.", pairs.join(", and "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_text_becomes_words() {
        let rows = [
            (
                "Access <b>denied</b>\n by  policy",
                "Access denied by policy",
            ),
            ("5 < 6 and 7 > 6", "5 ‹ 6 and 7 › 6"),
            ("<script>alert(1)", "alert(1)"),
            ("cut <scr", "cut"),
            ("{status}", "(status)"),
        ];
        for (said, words) in rows {
            assert_eq!(plain(said), words);
            assert_eq!(plain(words), words, "once is enough");
        }
    }

    #[test]
    fn a_wait_is_told_in_the_unit_that_fits() {
        let rows = [
            (1, "a second"),
            (12, "12 s"),
            (120, "120 s"),
            (121, "3 minutes"),
            (7_201, "3 hours"),
        ];
        for (seconds, words) in rows {
            assert_eq!(span(seconds), words);
        }
    }
}
