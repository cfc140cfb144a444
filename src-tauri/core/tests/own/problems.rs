//! Forms that cannot be saved: each problem stands at its field.
use gatepass_core::{
    EndpointDraft, Kind, Limit, Method, OwnEndpoints, OwnEndpointsError, Parameter, Place,
};

use crate::doubles::World;
use crate::{draft, parameter};

async fn problems(form: EndpointDraft) -> Vec<String> {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    own.save(&ours.id, &draft("/taken/{id}")).unwrap();
    match own.save(&ours.id, &form) {
        Err(OwnEndpointsError::Problems(notes)) => notes
            .into_iter()
            .map(|note| format!("{}: {}", note.field, note.message))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn with(parameters: Vec<Parameter>) -> EndpointDraft {
    EndpointDraft {
        parameters,
        ..draft("/a/{id}")
    }
}

#[tokio::test]
async fn paths() {
    for (path, sentence) in [
        ("", "A path begins with /, as /pets/{id}."),
        (
            "https://evil.example/a",
            "A path begins with /, as /pets/{id}.",
        ),
        (
            "/a/../b",
            "A part of the path cannot be dots alone: they mean another path.",
        ),
        (
            "/a?b=1",
            "A path ends before ? and #. Add what follows as query parameters.",
        ),
        (
            "/a/{b",
            "Write each part to fill in as {name}, with both braces.",
        ),
        (
            "/taken/{other}",
            "GET /taken/{other} is there already, as “GET /taken/{id}”.",
        ),
    ] {
        assert_eq!(
            problems(draft(path)).await,
            [format!("path: {sentence}")],
            "{path}"
        );
    }
}

#[tokio::test]
async fn parameters() {
    let number = Limit {
        kind: Kind::Number,
        max: Some(5),
        ..Limit::default()
    };
    let wrong = Parameter {
        limit: number,
        example: "six".into(),
        ..parameter(Place::Query, "n")
    };
    for (parameters, expected) in [
        (
            vec![parameter(Place::Query, " ")],
            "parameters.0.name: Give it a name, or remove the line.",
        ),
        (
            vec![parameter(Place::Path, "other")],
            "parameters.0.name: The path has no {other}.",
        ),
        (
            vec![parameter(Place::Query, "q"), parameter(Place::Query, "q")],
            "parameters.1.name: q is there twice.",
        ),
        (
            vec![
                parameter(Place::Header, "X-A"),
                parameter(Place::Header, "x-a"),
            ],
            "parameters.1.name: x-a is there twice.",
        ),
        (
            vec![parameter(Place::Header, "X A")],
            "parameters.0.name: A header name has letters, digits and hyphens.",
        ),
        (
            vec![parameter(Place::Header, "authorization")],
            "parameters.0.name: authorization is set by Gatepass itself.",
        ),
        (
            vec![wrong],
            "parameters.0.example: This is a whole number, 5 at most.",
        ),
    ] {
        assert_eq!(problems(with(parameters)).await, [expected]);
    }
}

#[tokio::test]
async fn bodies() {
    let mut form = draft("/a");
    form.body = "{}".into();
    assert_eq!(
        problems(form).await,
        ["method: A GET request has no body. Choose POST, or empty it."]
    );
    let mut form = EndpointDraft::new(Method::Put, "/a");
    form.content_type = "json".into();
    assert_eq!(
        problems(form).await,
        ["contentType: A media type looks like application/json."]
    );
    let mut form = EndpointDraft::new(Method::Put, "/a");
    form.content_type = "text/plain".into();
    form.parameters = vec![parameter(Place::Body, "a")];
    assert_eq!(
        problems(form).await,
        ["contentType: Parameters make a body of JSON only. Write this body out."]
    );
}
