//! Endpoints that are added by form: listed with the catalogue's, found by id, changed and removed.
use gatepass_core::{
    EndpointDraft, MOST_OWN_ENDPOINTS, Method, OwnEndpoints, OwnEndpointsError, Place, Quality,
    endpoints, endpoints_of, find_endpoint, find_own_endpoint,
};

use crate::doubles::World;
use crate::{draft, parameter};

#[tokio::test]
async fn an_endpoint_is_listed_after_the_catalogue_and_found_by_its_id() {
    let world = World::default();
    let ours = world.pivot("subscription-key-0001").await;
    let own = OwnEndpoints::new(world.ports.clone());
    let mut form = draft(" /cases/{caseId}/notes ");
    form.parameters = vec![parameter(Place::Query, "page")];
    let saved = own.save(&ours.id, &form).unwrap();
    assert!(saved.id().starts_with("own."), "{}", saved.id());
    let endpoint = &saved.endpoint;
    assert_eq!(
        (
            endpoint.title.as_str(),
            endpoint.api.as_str(),
            endpoint.provider.as_str()
        ),
        ("GET /cases/{caseId}/notes", "Own", "pivot")
    );
    assert!(endpoint.personal_data && endpoint.quality == Quality::Documented);
    let keys: Vec<String> = endpoint.parameters.iter().map(|one| one.key()).collect();
    assert_eq!(
        keys,
        ["query.page", "path.caseId"],
        "a name in the path has a field"
    );

    let all = endpoints_of(&*world.store, &ours).unwrap();
    assert_eq!(all.len(), endpoints("pivot").len() + 1);
    assert_eq!(all.last(), Some(endpoint));
    let found = |id: &str| find_endpoint(&*world.store, &ours, id).unwrap();
    assert_eq!(found(saved.id()).as_ref(), Some(endpoint));
    let known = &endpoints("pivot")[0];
    assert_eq!(found(&known.id).as_ref(), Some(known));
    assert_eq!(
        found("cisco-support.bug.by-ids"),
        None,
        "another provider's"
    );
    let body = find_own_endpoint(&*world.store, &ours.id, saved.id()).unwrap();
    assert_eq!(body, Some(saved));
}

#[tokio::test]
async fn a_form_that_is_opened_again_changes_its_endpoint_in_place() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    let mut form = EndpointDraft::new(Method::Post, "/cases");
    form.body = "{\"title\": \"\"}".into();
    let saved = own.save(&ours.id, &form).unwrap();
    assert_eq!(
        saved.endpoint.content_type.as_deref(),
        Some("application/json")
    );
    assert_eq!(
        saved.endpoint.effect.as_deref(),
        Some("POST may change something at the service.")
    );
    own.save(&ours.id, &draft("/cases")).unwrap();

    let mut again = EndpointDraft::of(&saved);
    again.title = "Opens a case".into();
    let changed = own.save(&ours.id, &again).unwrap();
    assert_eq!(changed.id(), saved.id());
    let titles: Vec<String> = own
        .list(&ours.id)
        .unwrap()
        .into_iter()
        .map(|own| own.endpoint.title)
        .collect();
    assert_eq!(titles, ["Opens a case", "GET /cases"]);
    assert_eq!(
        own.check(&ours.id, &again).unwrap(),
        changed,
        "checking changes nothing"
    );

    own.remove(&ours.id, saved.id()).unwrap();
    own.remove(&ours.id, saved.id()).unwrap();
    assert_eq!(
        own.save(&ours.id, &again),
        Err(OwnEndpointsError::NoEndpoint)
    );
    assert_eq!(own.list(&ours.id).unwrap().len(), 1);
}

#[tokio::test]
async fn those_of_one_api_stand_together() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    for (api, path) in [("Cases", "/a"), ("Devices", "/b"), ("Cases", "/c")] {
        let mut form = draft(path);
        form.api = api.into();
        own.save(&ours.id, &form).unwrap();
    }
    let paths: Vec<String> = own
        .list(&ours.id)
        .unwrap()
        .into_iter()
        .map(|own| own.endpoint.path)
        .collect();
    assert_eq!(paths, ["/a", "/c", "/b"]);
}

#[tokio::test]
async fn there_is_room_for_two_thousand() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    let mut text = "openapi: 3.0.0\npaths:\n".to_owned();
    for number in 0..MOST_OWN_ENDPOINTS {
        text.push_str(&format!("  /{number}: {{get: {{}}}}\n"));
    }
    let import = gatepass_core::read_openapi(&text).unwrap();
    assert_eq!(
        own.add_all(&ours.id, &import.endpoints)
            .unwrap()
            .endpoints
            .len(),
        MOST_OWN_ENDPOINTS
    );
    assert_eq!(
        own.save(&ours.id, &draft("/one-more")),
        Err(OwnEndpointsError::TooMany)
    );
    let first = &own.list(&ours.id).unwrap()[0];
    assert!(
        own.save(&ours.id, &EndpointDraft::of(first)).is_ok(),
        "a change needs no room"
    );
}
