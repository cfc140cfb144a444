//! Headers worth showing above the others: what a service's support asks for, and rate counters. One list for tokens and calls.
use crate::exchange::Member;

/// A header with a name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    /// As people call it.
    pub label: &'static str,
    /// As the service wrote it, masked.
    pub value: String,
}

/// Names in lower case, in the order they are shown, with their labels. Those without are for the exchange alone.
const USEFUL: [(&str, &str); 19] = [
    ("date", ""),
    ("retry-after", "Asks to wait"),
    ("www-authenticate", "Challenge"),
    ("x-okta-request-id", "Request id"),
    ("x-request-id", "Request id"),
    ("x-correlation-id", "Correlation id"),
    ("x-mashery-error-code", "Gateway’s error"),
    ("x-mashery-message-id", "Gateway’s message id"),
    ("x-error-detail-header", "Gateway’s detail"),
    ("x-rate-limit-limit", "Rate limit"),
    ("x-rate-limit-remaining", "Calls left"),
    ("x-rate-limit-reset", "Limit starts anew at"),
    ("x-ratelimit-limit", "Rate limit"),
    ("x-ratelimit-observed", "Calls counted"),
    ("x-ratelimit-remaining", "Calls left"),
    ("x-ratelimit-reset", "Limit starts anew at"),
    ("ratelimit-limit", "Rate limit"),
    ("ratelimit-remaining", "Calls left"),
    ("ratelimit-reset", "Limit starts anew in"),
];

/// Those of an answer's headers that are worth a line of their own, as [`crate::CallAnswer::headers`] has them.
pub fn lifted(headers: &[Member]) -> Vec<Lifted> {
    let labelled = USEFUL.iter().filter(|(_, label)| !label.is_empty());
    labelled
        .flat_map(|(name, label)| {
            let named = headers.iter().filter(|header| header.name == *name);
            named.map(|header| Lifted {
                label,
                value: header.value.clone(),
            })
        })
        .collect()
}

/// Names of headers that are kept of an answer that is not kept whole.
pub(crate) fn useful_names() -> impl Iterator<Item = &'static str> {
    USEFUL.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_counters_are_lifted_in_their_order_and_nothing_else() {
        let headers = [
            ("content-type", "application/json"),
            ("date", "Fri, 21 Nov 2025 08:00:00 GMT"),
            ("x-ratelimit-observed", "17"),
            ("set-cookie", "a=b"),
            ("x-ratelimit-limit", "2000"),
            (
                "x-mashery-message-id",
                "11111111-1111-4111-8111-111111111111",
            ),
        ];
        let headers = headers.map(|(name, value)| Member {
            name: name.into(),
            value: value.into(),
            masked: String::new(),
        });
        let shown: Vec<String> = lifted(&headers)
            .iter()
            .map(|lifted| format!("{}: {}", lifted.label, lifted.value))
            .collect();
        assert_eq!(
            shown,
            [
                "Gateway’s message id: 11111111-1111-4111-8111-111111111111",
                "Rate limit: 2000",
                "Calls counted: 17",
            ]
        );
    }
}
