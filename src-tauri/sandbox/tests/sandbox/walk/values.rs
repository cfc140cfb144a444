//! What the walk sends: an endpoint's examples, and another value for each parameter.
use gatepass_core::{Endpoint, Kind, Limit, Parameter, Place};

/// Key and text.
pub(super) type Sent = Vec<(String, String)>;

/// The examples of what has to be sent; of a body all of it, as a new case is not taken without.
pub(super) fn usual(endpoint: &Endpoint) -> Sent {
    let needed = endpoint.parameters.iter().filter(|parameter| {
        parameter.required || (endpoint.is_state_changing() && parameter.place == Place::Body)
    });
    needed
        .map(|parameter| (parameter.key(), parameter.example.clone()))
        .collect()
}

/// The same with one more, or with another value for one.
pub(super) fn with(mut sent: Sent, key: &str, text: &str) -> Sent {
    sent.retain(|(other, _)| other != key);
    sent.push((key.to_owned(), text.to_owned()));
    sent
}

/// The same without one.
pub(super) fn without(mut sent: Sent, key: &str) -> Sent {
    sent.retain(|(other, _)| other != key);
    sent
}

/// What the sample answers: one of its lists has an id that nobody knows.
pub(super) fn sampled(endpoint: &Endpoint) -> Sent {
    match endpoint.id.as_str() {
        "cisco-support.product.by-pid" => with(
            usual(endpoint),
            "path.product_ids",
            "C9300-48P-E,NO-SUCH-PID",
        ),
        _ => usual(endpoint),
    }
}

/// What a parameter narrows its endpoint's usual answer by: a list has to be long enough to be put in order.
pub(super) fn roomy(endpoint: &Endpoint) -> Sent {
    match endpoint.id.as_str() {
        "cisco-support.case.by-ids" => {
            let ids = "600000001,600000002,600000003";
            with(usual(endpoint), "path.case_ids", ids)
        }
        _ => usual(endpoint),
    }
}

/// A value that asks for something else than the example does.
pub(super) fn other(parameter: &Parameter) -> String {
    let Limit { kind, one_of, .. } = &parameter.limit;
    if let Some(at) = one_of.iter().position(|known| *known == parameter.example) {
        return one_of[(at + 1) % one_of.len()].clone();
    }
    let text = match (parameter.name.as_str(), kind) {
        ("toDate", _) => "2026-11-10",
        ("eoxAttrib", _) => "EO_SALES_DATE",
        ("supportedFeatures", _) => "IP SERVICES",
        ("supportedHardware", _) => "C9300-NM-4G",
        ("currentRelease" | "currentReleaseVersion", _) => "17.9.9",
        ("currentImage", _) => "cat9k_iosxe.17.09.06.SPA.bin",
        ("outputReleaseVersion", _) => "above",
        ("sort", _) => "serialNumber:DESC",
        ("fields", _) => return parameter.example.split(',').next().unwrap().to_owned(),
        ("max_id", _) => "5",
        (name, _) if name.starts_with("input") => "15.0,IOS",
        (_, Kind::Date) => "1999-12-31",
        (_, Kind::DateTime) => "2025-06-01T00:00:00Z",
        (_, Kind::Flag) => "false",
        (_, Kind::Number) => {
            let number: i64 = parameter.example.parse().unwrap();
            return (number + 1).to_string();
        }
        (_, Kind::Text | Kind::List) => return format!("{}X", parameter.example),
    };
    text.to_owned()
}

/// What makes a list longer than a page, where the usual values do not; and the size of a page, where it can be chosen.
pub(super) fn paged(endpoint: &Endpoint) -> Sent {
    let many = |name: &str, first: &str| {
        let items: Vec<String> = (10..22).map(|number| format!("{first}{number}")).collect();
        vec![(format!("path.{name}"), items.join(","))]
    };
    let one = |key: &str, text: &str| vec![(key.to_owned(), text.to_owned())];
    let more = match endpoint.id.as_str().trim_start_matches("cisco-support.") {
        id if id.starts_with("bug.") => one("query.modified_date", "5"),
        "eox.by-dates" => {
            let from = one("path.startDate", "2016-01-01");
            [from, one("path.endDate", "2027-12-31")].concat()
        }
        id if endpoint.parameter("query.startDate").is_some() && id.starts_with("psirt.") => {
            let from = one("query.startDate", "2022-01-01");
            [from, one("query.endDate", "2026-12-31")].concat()
        }
        "eox.by-product" => one("path.productIDs", "WS-C38*"),
        "product.by-serial" | "coverage.summary" => many("serial_numbers", "FOC0000A0"),
        "product.by-pid" | "product.mdf" => many("product_ids", "C9300-"),
        "coverage.summary-instance" => many("instance_numbers", "3000000"),
        "rma.by-user" => one("query.fromDate", "2026-01-01"),
        "suggestion.software-by-product" | "suggestion.releases-by-product" => one(
            "path.productIds",
            "C9300-48P,C9300-24P,C9300-48U,C9300-24U,C9200L-24T,C9200L-48T,NO-SUCH-PID",
        ),
        "suggestion.software-by-mdf" | "suggestion.releases-by-mdf" => one(
            "path.mdfIds",
            "286315874,286315875,286315876,286315877,286315878,286315879,1",
        ),
        _ => vec![],
    };
    let mut sent = usual(endpoint);
    for (key, text) in more {
        sent = with(sent, &key, &text);
    }
    if let Some((size, page)) = SIZED
        .iter()
        .find(|(size, _)| endpoint.parameter(size).is_some())
    {
        let many = endpoint.id.contains(".psirt.") && !endpoint.id.ends_with("by-os");
        sent = with(sent, size, if many { "20" } else { "2" });
        if let Some(page) = page {
            sent = with(sent, page, "1");
        }
    }
    sent
}

/// What sets the size of a page, and the number that has to go with it.
pub(super) const SIZED: [(&str, Option<&str>); 4] = [
    ("query.rows", Some("query.page")),
    ("query.pageSize", Some("query.pageIndex")),
    ("query.limit", None),
    ("body.perPage", None),
];
