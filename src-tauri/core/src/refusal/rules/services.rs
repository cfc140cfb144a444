//! What the services behind the gateway report, also under 200: about the whole request, or about single items.
use crate::refusal::rule::{Again, Rule, Verdict, no_data, refused};
use crate::refusal::{AnswerFacts, Asked, Fault, Remedy};

const TYPED: (Fault, Remedy) = (Fault::You, Remedy::Retry);

fn code(facts: &AnswerFacts) -> &str {
    let whole = facts.reported.whole.as_ref();
    whole.map_or("", |whole| whole.code.as_str())
}

/// One refusal, four names: Bug and SN2INFO, Case, EoX, and the gateway's own.
fn is_not_authorized(facts: &AnswerFacts) -> bool {
    const NAMES: [&str; 5] = [
        "API_NOTAUTHORIZED",
        "API_NOT_AUTHORIZED",
        "CASE_API_FORBIDDEN",
        "SSA_ERR_034",
        "SSA_ERR_036",
    ];
    NAMES.contains(&code(facts))
        || facts.gateway_code.contains("NOT_AUTHORIZED")
        || facts.heading.eq_ignore_ascii_case("Not Authorized")
}

/// openVuln answers 404 where there is no advisory, and says so in its body only at times.
fn is_empty_psirt(facts: &AnswerFacts, asked: &Asked<'_>) -> bool {
    facts.status == 404
        && asked.path().contains("/security/advisories/")
        && facts.heading.is_empty()
        && facts.gateway_code.is_empty()
}

fn is_empty_queue(facts: &AnswerFacts, asked: &Asked<'_>) -> bool {
    let said = facts.description.to_ascii_lowercase();
    said.starts_with("no messages available")
        || (facts.status == 204 && asked.path().ends_with("/pull/call"))
}

/// About the whole request. Whoever reports something is believed more than the status.
pub(super) const WHOLE: &[Rule] = &[
    refused(
        "not_authorized",
        "not authorised",
        (Fault::Key, Remedy::Setup),
        |f, _| is_not_authorized(f),
        [
            "This application may not call this API",
            "The token is accepted elsewhere; here it is not.{said}",
            "Look in the console whether this API is ticked for the application. If it is, the account behind it may lack the role.",
        ],
    )
    .again(Again::WithNewToken),
    no_data(
        "queue_empty",
        "queue empty",
        is_empty_queue,
        [
            "No message is waiting",
            "The queue answered, and it is empty.",
            "Ask again when a message is expected.",
        ],
    ),
    no_data(
        "nothing_found",
        "nothing found",
        |f, a| {
            let whole = f.reported.whole.as_ref();
            whole.is_some_and(|whole| whole.is_no_data()) || is_empty_psirt(f, a)
        },
        [
            "Nothing was found",
            "The service looked, and has nothing for what was asked{code}.",
            "Check the spelling of what was asked for. What belongs to other customers is not shown either.",
        ],
    ),
    refused(
        "gone",
        "no longer there",
        TYPED,
        |f, _| f.status == 410 || code(f) == "URI_NOT_AVAILABLE",
        [
            "This part of the API was taken down",
            "The service answered {status}: the path was valid once and is served no more.",
            "Use the path that the current documentation names.",
        ],
    ),
    refused(
        "page_refused",
        "no such page",
        TYPED,
        |f, _| f.status == 406 || code(f) == "INVALID_PAGEINDEX",
        [
            "There is no such page",
            "The page number or the page size is not one the service takes.{said}",
            "Start at page 1, and give page number and page size together.",
        ],
    ),
    refused(
        "version_unknown",
        "version unknown",
        TYPED,
        |f, _| code(f) == "INVALID_IOS_VERSION",
        [
            "The service does not know this software version",
            "It reads versions in one spelling only.{said}",
            "Spell the version as the service's own list of versions does.",
        ],
    ),
    refused(
        "customer_missing",
        "customer missing",
        TYPED,
        |f, _| f.description.to_ascii_lowercase().contains("customer identification"),
        [
            "The customer is missing",
            "Every call but the list of customers wants a customerId.",
            "Get the list of customers first, and give one of its ids as customerId.",
        ],
    ),
    refused(
        "customer_refused",
        "customer refused",
        TYPED,
        |f, _| code(f).starts_with("API_PARTY"),
        [
            "This customer's data may not be read",
            "The customerId is unknown, or not one that the account behind this application may see{code}.",
            "Get the list of customers, and use an id from it.",
        ],
    ),
    refused(
        "parameter_missing",
        "parameter missing",
        TYPED,
        |f, _| code(f) == "API_MISSING_PARAMETERS",
        [
            "A parameter is missing",
            "The service wants more than it was given{code}.",
            "Fill in every parameter that is marked as required; some are wanted together only.",
        ],
    ),
    refused(
        "too_much_asked",
        "too much at once",
        TYPED,
        |f, _| code(f).starts_with("EXCEEDED"),
        [
            "Too much was asked for at once",
            "The service takes only so many values in one call{code}.",
            "Ask for fewer at a time.",
        ],
    ),
    refused(
        "case_rejected",
        "case rejected",
        TYPED,
        |f, _| f.reported.remarks.is_some(),
        [
            "{provider} turned the case down",
            "The message arrived; what it asks for was not done{code}.{said}",
            "Correct what the reason names, and send the case anew. Nothing is repeated by itself.",
        ],
    ),
    refused(
        "service_refused",
        "request refused",
        TYPED,
        |f, _| f.reported.whole.is_some() && f.status < 500 && f.status != 401,
        [
            "The service refused the request",
            "It answered {status}, and its body says what is wrong{code}.{said}",
            "Correct the value it names, then try again.",
        ],
    ),
];

fn all_failed(facts: &AnswerFacts) -> bool {
    facts.reported.items > 0 && facts.reported.failed.len() == facts.reported.items
}

/// About single items of an answer that arrived.
pub(super) const ITEMS: &[Rule] = &[
    no_data(
        "nothing_announced",
        "not announced",
        |f, _| all_failed(f) && f.reported.failed.iter().all(|one| one.is_not_announced()),
        [
            "No end of life was announced",
            "The service knows what was asked for and has no announcement about it.",
            "There is nothing to correct. A product that nobody knows is answered in the same way, so check the spelling.",
        ],
    ),
    no_data(
        "no_item_found",
        "nothing found",
        |f, _| all_failed(f) && f.reported.failed.iter().all(|one| one.is_no_data()),
        [
            "Nothing was found",
            "The service answered {status}, and has nothing about any item{code}.",
            "Check the spelling of what was asked for.",
        ],
    ),
    refused(
        "items_refused",
        "items refused",
        TYPED,
        |f, _| all_failed(f),
        [
            "Every item was refused",
            "The service answered {status}, and its body holds nothing but errors{code}.{said}",
            "Correct what the error names, then try again.",
        ],
    ),
    refused(
        "some_items_refused",
        "some refused",
        TYPED,
        |f, _| f.reported.failed.iter().any(|one| !one.is_not_announced()),
        [
            "Some items are missing",
            "For {failed} items the service answered with an error instead of data{code}.{said}",
            "Look at the items without data, and ask for those again.",
        ],
    )
    .amounting_to(Verdict::Partial),
    no_data(
        "nothing_lately",
        "nothing lately",
        |f, a| {
            f.reported.empty_list == Some("bugs")
                && f.reported.items == 0
                && !a.path().contains("/bug_ids/")
                && !a.names("modified_date")
        },
        [
            "No bug changed in the last 30 days",
            "Without modified_date the service looks at the last 30 days only, which is its value 2.",
            "Set modified_date to 5 to see bugs of any age.",
        ],
    ),
    no_data(
        "nothing_listed",
        "nothing found",
        |f, _| {
            (f.reported.empty_list.is_some() && f.reported.items == 0)
                || f.form == crate::refusal::Form::List { empty: true }
        },
        [
            "The list is empty",
            "The service answered {status}, and has nothing to list.",
            "Ask with fewer filters.",
        ],
    ),
];
