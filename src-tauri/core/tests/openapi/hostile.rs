//! Documents made to hurt: deep, huge, unfolding, circular. Each ends soon, in an import or a sentence.
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gatepass_core::{MOST_OWN_ENDPOINTS, OpenApiImport, OpenApiRefusal, read_openapi};

use crate::{import, refusal};

/// Generous for a debug build on a busy machine. Without the limits, most of these would take hours or all memory.
const SOON: Duration = Duration::from_secs(120);

fn soon(text: &str) -> Result<OpenApiImport, OpenApiRefusal> {
    let began = Instant::now();
    let read = read_openapi(text);
    let took = began.elapsed();
    assert!(took < SOON, "{took:?}");
    read
}

fn code(text: &str) -> &'static str {
    soon(text).unwrap_err().code
}

#[test]
fn ten_thousand_levels_are_too_deep() {
    let levels = 10_000;
    for text in [
        format!(
            "{{\"openapi\": \"3.0.0\", \"paths\": {}{}}}",
            "[".repeat(levels),
            "]".repeat(levels)
        ),
        format!(
            "{{\"openapi\": \"3.0.0\", \"paths\": {}1{}}}",
            "{\"a\":".repeat(levels),
            "}".repeat(levels)
        ),
        format!(
            "openapi: 3.0.0\npaths: {}{}",
            "[".repeat(levels),
            "]".repeat(levels)
        ),
        format!(
            "openapi: 3.0.0\npaths: {}1{}",
            "{a: ".repeat(levels),
            "}".repeat(levels)
        ),
        format!("openapi: 3.0.0\npaths:\n  {}1", "- ".repeat(levels)),
        (0..2_000).fold("openapi: 3.0.0\npaths:\n".to_owned(), |mut text, level| {
            writeln!(text, "{}a:", " ".repeat(level + 1)).unwrap();
            text
        }),
    ] {
        assert_eq!(code(&text), "openapi_too_deep", "{:.60}", text);
    }
}

#[test]
fn sixty_levels_are_read() {
    let schema = format!("{}{{}}{}", "{\"items\":".repeat(54), "}".repeat(54));
    let text = format!(
        "{{\"openapi\": \"3.0.0\", \"paths\": {{\"/a\": {{\"post\": {{\"requestBody\": {{\"content\": {{\"application/json\": {{\"schema\": {schema}}}}}}}}}}}}}}}"
    );
    assert_eq!(import(&text).endpoints.len(), 1);
    assert_eq!(soon(&format!("# yaml\n{text}")).unwrap(), import(&text));
}

#[test]
fn seventeen_megabytes_are_too_large() {
    let text = format!(
        "{{\"openapi\": \"3.0.0\", \"x\": \"{}\"}}",
        "a".repeat(17 << 20)
    );
    assert_eq!(code(&text), "openapi_too_large");
    assert_eq!(code(&text[1..]), "openapi_too_large");
}

#[test]
fn sixteen_megabytes_of_small_values_are_too_many() {
    for text in [
        format!(
            "{{\"openapi\": \"3.0.0\", \"x\": [1{}]}}",
            ",1".repeat(7 << 20)
        ),
        format!("openapi: 3.0.0\nx: [1{}]", ",1".repeat(7 << 20)),
    ] {
        assert_eq!(code(&text), "openapi_too_much", "{:.40}", text);
    }
}

#[test]
fn aliases_that_unfold_without_end_are_too_many() {
    let mut laughs =
        "openapi: 3.0.0\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        writeln!(
            laughs,
            "a{level}: &a{level} [{}]",
            vec![before; 9].join(", ")
        )
        .unwrap();
    }
    assert_eq!(code(&laughs), "openapi_too_much");

    let mut maps = "openapi: 3.0.0\na0: &a0 {x: lol}\n".to_owned();
    for level in 1..30 {
        let before = level - 1;
        writeln!(maps, "a{level}: &a{level} {{x: *a{before}, y: *a{before}}}").unwrap();
    }
    assert_eq!(code(&maps), "openapi_too_much");

    let long = format!(
        "openapi: 3.0.0\na: &a {}\nb: [{}]",
        "x".repeat(1 << 20),
        vec!["*a"; 5_000].join(",")
    );
    assert!(["openapi_too_much", "openapi_no_endpoints"].contains(&code(&long)));

    let merges = format!(
        "openapi: 3.0.0\na: &a {{x: 1}}\nb:\n{}",
        "  - {<<: *a}\n".repeat(20_000)
    );
    assert_eq!(code(&merges), "openapi_too_much");
}

#[test]
fn an_alias_within_itself_is_refused() {
    for text in [
        "openapi: 3.0.0\npaths: &a {/a: *a}",
        "openapi: 3.0.0\npaths: &a\n  - *a\n",
    ] {
        let refusal = refusal(text);
        assert!(
            ["openapi_malformed", "openapi_too_deep"].contains(&refusal.code),
            "{refusal:?}"
        );
    }
}

#[test]
fn aliases_in_measure_are_read() {
    let text = "openapi: 3.0.0\nx: &reply {responses: {}}\npaths: {/a: {get: *reply}, /b: {get: {<<: *reply, summary: B}}}";
    let import = import(text);
    assert_eq!(import.endpoints.len(), 2);
    assert_eq!(import.endpoints[1].draft.title, "B");
}

#[test]
fn references_in_circles_end() {
    let text = r##"
openapi: 3.1.0
paths:
  /a: {$ref: "#/paths/~1a"}
  /b: {$ref: "#/paths/~1c"}
  /c: {$ref: "#/paths/~1b"}
  /d:
    parameters: [{$ref: "#/components/parameters/P"}, {$ref: "#/paths/~1d/parameters/1"}]
    post:
      requestBody: {$ref: "#/paths/~1d/post/requestBody"}
      responses: {"200": {$ref: "#/components/responses/R"}}
  /e:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Many"}}}}
  /f:
    get:
      parameters: [{name: q, in: query, schema: {$ref: "#/components/schemas/Loop"}}]
components:
  parameters: {P: {$ref: "#/components/parameters/P"}}
  responses: {R: {content: {application/json: {examples: {a: {$ref: "#/components/examples/E"}}}}}}
  examples: {E: {$ref: "#/components/examples/E"}}
  schemas:
    Loop: {anyOf: [{$ref: "#/components/schemas/Loop"}]}
    Many:
      properties:
        a: {$ref: "#/components/schemas/Many"}
        b: {type: array, items: {$ref: "#/components/schemas/Many"}}
        c: {allOf: [{$ref: "#/components/schemas/Many"}, {$ref: "#/components/schemas/Many"}]}
        d: {type: string}
"##;
    let import = soon(text).unwrap();
    let lines: Vec<_> = import
        .endpoints
        .iter()
        .map(|one| one.draft.line())
        .collect();
    assert_eq!(lines, ["POST /d", "POST /e", "GET /f"]);
    assert_eq!(
        import.endpoints[1].draft.body.replace([' ', '\n'], ""),
        r#"{"b":[],"c":{},"d":"string"}"#
    );
}

#[test]
fn schemas_that_name_each_other_in_every_way_end() {
    let mut text = "openapi: 3.1.0\npaths:\n".to_owned();
    for number in 0..300 {
        writeln!(
            text,
            "  /p{number}: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/S0'}}}}}}}}}}}}"
        )
        .unwrap();
    }
    text.push_str("components:\n  schemas:\n");
    for number in 0..40 {
        writeln!(text, "    S{number}:\n      properties:").unwrap();
        for other in (0..40).filter(|other| *other != number) {
            writeln!(
                text,
                "        m{other}: {{$ref: '#/components/schemas/S{other}'}}"
            )
            .unwrap();
        }
    }
    let import = soon(&text).unwrap();
    assert_eq!(import.endpoints.len(), 300);
    assert!(
        import
            .endpoints
            .iter()
            .all(|one| one.draft.body.len() < 64 * 1024)
    );
}

#[test]
fn no_more_is_kept_than_fits() {
    let mut text = "{\"openapi\": \"3.0.0\", \"paths\": {\"/0\": {\"get\": {}}".to_owned();
    for number in 1..5_000 {
        write!(text, ",\"/{number}\": {{\"get\": {{}}}}").unwrap();
    }
    text.push_str("}}");
    let many = soon(&text).unwrap();
    assert_eq!(many.endpoints.len(), MOST_OWN_ENDPOINTS);
    assert_eq!(
        many.notes,
        ["It describes more than fits: the first 2000 endpoints are here, 3000 operations not."]
    );

    let mut text = format!(
        "openapi: 3.0.0\ncomponents: {{examples: {{E: {{value: [{}]}}}}}}\npaths:\n",
        vec!["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; 15_000].join(", ")
    );
    for number in 0..1_000 {
        writeln!(
            text,
            "  /p{number}: {{get: {{responses: {{200: {{content: {{application/json: {{examples: {{e: {{$ref: '#/components/examples/E'}}}}}}}}}}}}}}}}"
        )
        .unwrap();
    }
    let heavy = soon(&text).unwrap();
    let kept: usize = heavy
        .endpoints
        .iter()
        .filter_map(|one| one.sample.as_ref())
        .map(|one| one.body.len())
        .sum();
    assert!(
        kept <= 16 << 20 && heavy.endpoints.len() > 10,
        "{kept} bytes, {}",
        heavy.endpoints.len()
    );
}

#[test]
fn texts_of_a_megabyte_are_cut() {
    let long = "word ".repeat(200_000);
    let text = serde_json::json!({"openapi": "3.0.0", "info": {"title": long}, "paths": {"/a": {"get": {
        "summary": long, "description": long, "tags": [long], "operationId": long,
        "parameters": [
            {"name": "q", "in": "query", "description": long, "example": long, "schema": {"enum": [long]}},
            {"name": long, "in": "query"},
        ],
    }}}});
    let import = soon(&text.to_string()).unwrap();
    assert!(format!("{import:?}").len() < 10_000);
}
