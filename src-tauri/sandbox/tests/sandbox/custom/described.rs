//! The custom server's OpenAPI document, and the resources that it describes.
use serde_json::{Value, json};

use crate::stage::{JSON, Stage};

async fn token(stage: &Stage) -> String {
    let answer = stage.ask("/custom/token", &stage.client("custom")).await;
    answer.token()
}

#[tokio::test]
async fn every_path_of_the_document_is_served_with_the_methods_it_names() {
    let stage = Stage::new().await;
    let token = token(&stage).await;
    let document = stage.get("/custom/openapi.json", &[]).await;
    assert_eq!(document.header("content-type"), "application/json");
    let document = document.json();
    let mut tried = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let address = format!("/custom{}", path.replace("{device_id}", "dev-001"));
        for method in ["get", "post", "put", "delete"] {
            let body = item.pointer(&format!(
                "/{method}/requestBody/content/application~1json/example"
            ));
            let bearer = format!("Bearer {token}");
            let headers = [JSON, ("Authorization", bearer.as_str())];
            let sent = body.map(Value::to_string).unwrap_or_default();
            let name = method.to_uppercase().parse().unwrap();
            let answer = stage.send(name, &address, &headers, &sent).await;
            match item.get(method) {
                Some(operation) => {
                    let status = answer.status.to_string();
                    let documented =
                        &operation["responses"][&status]["content"]["application/json"];
                    let example = documented["example"].as_object();
                    let example = example.unwrap_or_else(|| panic!("{method} {path}: {status}"));
                    let answered = answer.json();
                    assert!(
                        example.keys().eq(answered.as_object().unwrap().keys()),
                        "{method} {path}: {answered}"
                    );
                    tried += 1;
                }
                None => assert_eq!(answer.status, 405, "{method} {path}"),
            }
        }
    }
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn devices_are_filtered_and_page_two_differs() {
    let stage = Stage::new().await;
    let token = token(&stage).await;
    let get = async |query: &str| {
        let path = format!("/custom/devices{query}");
        stage.get_with(&token, &path).await
    };
    let (all, second) = (get("").await.json(), get("?page=2").await.json());
    assert_eq!(all["pages"], 2);
    assert_ne!(all["devices"], second["devices"]);
    assert_eq!(get("?page=3").await.json()["devices"], json!([]));
    let up = get("?site=leeds&status=up").await.json();
    assert_eq!(up["total"], 1);
    assert_eq!(up["devices"][0], get("/dev-001").await.json());
    for query in ["?status=lost", "?page=0", "?per_page=101", "?page=x"] {
        let answer = get(query).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (400, &json!("invalid_request")),
            "{query}"
        );
    }
    let answer = get("/dev-999").await;
    assert_eq!(
        (answer.status, &answer.json()["error"]),
        (404, &json!("not_found"))
    );
    assert_eq!(stage.get("/custom/devices", &[]).await.status, 401);
}

#[tokio::test]
async fn a_note_is_there_once_it_was_added() {
    let stage = Stage::new().await;
    let bearer = format!("Bearer {}", token(&stage).await);
    let headers = [
        JSON,
        ("Authorization", &bearer),
        ("X-Request-Id", "request-7"),
    ];
    let path = "/custom/devices/dev-002/notes";
    let none = stage.get(path, &headers).await;
    assert_eq!(none.json(), json!({ "notes": [] }));
    let added = stage
        .post(
            path,
            &headers,
            "{\"text\":\" Fan replaced \",\"priority\":\"high\"}",
        )
        .await;
    assert_eq!((added.status, added.header("location")), (201, path));
    assert_eq!(added.header("x-request-id"), "request-7");
    let note =
        json!({ "id": 1, "device_id": "dev-002", "text": "Fan replaced", "priority": "high" });
    assert_eq!(added.json(), note);
    assert_eq!(
        stage.get(path, &headers).await.json(),
        json!({ "notes": [note] })
    );
    let others = stage.get("/custom/devices/dev-001/notes", &headers).await;
    assert_eq!(others.json(), json!({ "notes": [] }));
    for body in [
        "{}",
        "{\"text\":\"\"}",
        "{\"text\":\"a\",\"priority\":\"urgent\"}",
        "[",
        &format!("{{\"text\":\"{}\"}}", "a".repeat(201)),
    ] {
        assert_eq!(stage.post(path, &headers, body).await.status, 400, "{body}");
    }
    let form = [
        ("Authorization", bearer.as_str()),
        ("Content-Type", "text/plain"),
    ];
    assert_eq!(
        stage.post(path, &form, "{\"text\":\"a\"}").await.status,
        415
    );
    assert_eq!(
        stage
            .get("/custom/devices/none/notes", &headers)
            .await
            .status,
        404
    );
}
