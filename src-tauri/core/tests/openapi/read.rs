//! What becomes of an operation: its path, parameters, body, sample, and what is said of the rest.
use gatepass_core::{Kind, Limit, Parameter, Place};

use crate::{LIBRARY, found, import};

fn parameter<'a>(parameters: &'a [Parameter], name: &str) -> &'a Parameter {
    parameters.iter().find(|one| one.name == name).unwrap()
}

#[test]
fn the_document_is_named_and_every_operation_that_can_be_called_is_there() {
    let import = import(LIBRARY);
    assert_eq!(
        (
            import.title.as_str(),
            import.version.as_str(),
            import.openapi.as_str()
        ),
        ("Town library", "2.0", "3.1.0")
    );
    let lines: Vec<_> = import
        .endpoints
        .iter()
        .map(|one| one.draft.line())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /v1/books",
            "POST /v1/books",
            "GET /v1/books/{bookId}",
            "DELETE /v1/books/{bookId}",
            "POST /v9/loans/{loanId}/{copy}",
            "GET /v1/lent",
            "POST /v1/half",
        ]
    );
}

#[test]
fn what_was_left_out_is_said() {
    assert_eq!(
        import(LIBRARY).notes,
        [
            "Its security schemes were left out: calls carry this integration’s own token.",
            "Left out: 1 webhook, which the service would call.",
            "Calls go to this integration’s own host. The document’s servers were left out: https://library.example/v1, https://test.library.example/v1/.",
            "trace /books/{bookId} was left out: Gatepass does not send this method.",
            "GET /notes?all=true was left out: A path ends before ? and #. Add what follows as query parameters.",
            "/elsewhere was left out: its reference leads to nothing here.",
            "/broken was left out: it is no object.",
            "GET /half was left out: it is no object.",
            "Other documents are not fetched, so what these say is missing: ./common.yaml#/page, common.yaml#/paths/elsewhere.",
            "These references lead to nothing: #/components/parameters/Gone.",
        ]
    );
}

#[test]
fn texts_are_plain() {
    let import = import(LIBRARY);
    let books = &found(&import, "GET /v1/books").draft;
    assert_eq!(books.title, "Finds books");
    assert_eq!(books.summary, "Looks in all branches. See the rules.");
    assert_eq!(books.api, "Books");
    let lost = &found(&import, "GET /v1/lent").draft;
    assert_eq!(
        (lost.title.as_str(), lost.api.as_str()),
        ("", "Town library")
    );
    assert_eq!(
        found(&import, "POST /v1/books").draft.title,
        "Books",
        "the path's summary"
    );
}

#[test]
fn parameters_keep_their_limits() {
    let import = import(LIBRARY);
    let endpoint = found(&import, "GET /v1/books");
    let parameters = &endpoint.draft.parameters;
    let names: Vec<&str> = parameters.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        ["page", "genre", "since", "branches", "tags", "X-Branch"]
    );

    let page = parameter(parameters, "page");
    assert_eq!(
        (
            page.limit.kind,
            page.limit.min,
            page.limit.max,
            page.description.as_str()
        ),
        (Kind::Number, Some(1), Some(999), "The page, from 1")
    );
    assert_eq!(
        parameter(parameters, "genre").limit.one_of,
        ["crime", "poetry"]
    );
    let since = parameter(parameters, "since");
    assert!(since.required && since.limit.kind == Kind::Date);
    assert_eq!(
        (since.example.as_str(), since.initial.as_str()),
        ("2026-01-01", "2026-01-01")
    );
    let branches = parameter(parameters, "branches");
    assert_eq!(
        (branches.example.as_str(), branches.limit.max_items),
        ("north,south", Some(3))
    );
    let branch = parameter(parameters, "X-Branch");
    assert_eq!(
        (branch.place, branch.limit.max_length),
        (Place::Header, Some(5))
    );

    assert_eq!(
        endpoint.notes,
        [
            "The cookie “session” was left out: Gatepass sends none.",
            "The parameter “filter” was left out: it is an object that spreads over several. Add those as free query parameters.",
            "A parameter was left out: “evil name” is no name for one.",
            "The parameter “depth” was left out: unknown variant body, expected one of path, query, header, cookie.",
        ]
    );
    assert_eq!(
        endpoint.draft.notes,
        ["tags takes several values, each as a pair of its own. One is sent from here."]
    );
    assert_eq!(parameter(parameters, "tags").limit.max_items, Some(1));
}

#[test]
fn an_example_that_its_limits_forbid_outweighs_them() {
    let document = r#"{"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": {"parameters": [
        {"name": "at", "in": "query", "schema": {"type": "string", "format": "date-time", "example": "2026-01-31T10:00:00+02:00"}},
        {"name": "n", "in": "query", "schema": {"type": "integer", "maximum": 5}, "example": 6}
    ]}}}}"#;
    for parameter in &found(&import(document), "GET /a").draft.parameters {
        assert_eq!(parameter.limit, Limit::default(), "{}", parameter.name);
        assert!(!parameter.example.is_empty());
    }
}

#[test]
fn a_path_has_a_parameter_for_each_of_its_names_and_no_other() {
    let import = import(LIBRARY);
    let book = found(&import, "GET /v1/books/{bookId}");
    let names: Vec<&str> = book
        .draft
        .parameters
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["bookId"]);
    assert_eq!(book.draft.parameters[0].example, "7");
    assert_eq!(
        book.notes,
        ["The parameter “lost” was left out: the path has no {lost}."]
    );
    assert_eq!(book.draft.notes, ["The document calls it deprecated."]);
}

#[test]
fn a_body_to_start_from_is_made_of_the_schema() {
    let import = import(LIBRARY);
    let add = found(&import, "POST /v1/books");
    assert_eq!(add.draft.content_type, "application/json");
    let body: serde_json::Value = serde_json::from_str(&add.draft.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({
            "bought": "2026-01-31",
            "title": "A title",
            "kind": "book",
            "authors": [{"name": "string", "books": []}],
        }),
        "without what only answers have, and without itself in itself"
    );
    assert_eq!(
        add.notes,
        ["Its callbacks were left out: the service calls those."]
    );

    let lend = &found(&import, "POST /v9/loans/{loanId}/{copy}").draft;
    assert_eq!(
        (lend.content_type.as_str(), lend.body.as_str()),
        ("application/x-www-form-urlencoded", "days=14&note=a+b")
    );
    let remove = found(&import, "DELETE /v1/books/{bookId}");
    assert_eq!(remove.draft.content_type, "");
    assert!(remove.notes.contains(
        &"Its body was left out: multipart/form-data cannot be written in a form.".to_owned()
    ));
}

#[test]
fn the_printed_answer_of_success_is_its_sample() {
    let import = import(LIBRARY);
    let sample = found(&import, "GET /v1/books").sample.as_ref().unwrap();
    assert_eq!(sample.status, 200);
    assert!(sample.body.contains("9007199254740993"), "{}", sample.body);
    assert_eq!(found(&import, "POST /v1/books").sample, None);
}

#[test]
fn what_reads_changes_nothing_and_everything_else_may() {
    for one in import(LIBRARY).endpoints {
        let reads = one.draft.line().starts_with("GET");
        assert_eq!(one.draft.effect.is_none(), reads, "{}", one.draft.line());
    }
}

#[test]
fn a_flaw_costs_its_own_piece_only() {
    let half = import(LIBRARY);
    let half = found(&half, "POST /v1/half");
    assert_eq!(half.draft.api, "Town library");
    assert!(
        half.notes[0].starts_with("Its description was left out: invalid type"),
        "{:?}",
        half.notes
    );
}

#[test]
fn the_same_document_in_json_reads_the_same() {
    let document: serde_json::Value = serde_saphyr::from_str(LIBRARY).unwrap();
    assert_eq!(import(&document.to_string()), import(LIBRARY));
}

#[test]
fn versions_3_0_and_3_2_are_read_as_well() {
    for version in ["3.0.0", "3.0", "3.2.0"] {
        let text = LIBRARY.replace("openapi: 3.1.0", &format!("openapi: {version}"));
        assert_eq!(import(&text).endpoints.len(), 7, "{version}");
    }
}
