//! What Postman runs before and after a request.
use serde_json::{Value as Json, json};

/// Checks the status.
pub(super) fn status(expected: u16) -> Json {
    test(&[&expects(expected)])
}

/// Checks that a token came, and keeps it.
pub(super) fn keep_token() -> Json {
    test(&[
        &expects(200),
        r#"const token = pm.response.json().access_token;"#,
        r#"pm.test("it has an access token", () => pm.expect(token).to.be.a("string").and.not.empty);"#,
        r#"if (token) pm.environment.set("access_token", token);"#,
    ])
}

/// Skips the request unless changes are allowed: a run of the whole collection sends it too.
pub(super) fn guard() -> Json {
    event(
        "prerequest",
        &[r#"if (pm.variables.get("changes_allowed") !== "yes") pm.execution.skipRequest();"#],
    )
}

fn expects(status: u16) -> String {
    format!("pm.test(\"status is {status}\", () => pm.response.to.have.status({status}));")
}

fn test(lines: &[&str]) -> Json {
    event("test", lines)
}

fn event(listen: &str, lines: &[&str]) -> Json {
    json!({"listen": listen, "script": {"type": "text/javascript", "exec": lines}})
}
