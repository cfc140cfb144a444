//! How own endpoints and samples are kept: damaged ones stay, a full disk loses none, and they go with their integration.
use gatepass_core::{
    NewSample, OwnEndpoints, OwnEndpointsError, Store, StoreError, documents_of, own_samples,
    save_own_sample,
};

use crate::doubles::World;
use crate::draft;

#[tokio::test]
async fn what_cannot_be_read_is_an_error_and_stays_as_it_is() {
    for (text, error) in [
        (
            "{\"version\":1,\"endpoints\":[{\"endpoint\":{}}]}",
            OwnEndpointsError::Unreadable,
        ),
        ("{\"version\":1,\"endp", OwnEndpointsError::Unreadable),
        ("", OwnEndpointsError::Unreadable),
        ("{\"version\":2,\"shelves\":[]}", OwnEndpointsError::Newer),
    ] {
        let world = World::default();
        let ours = world.custom().await;
        let name = format!("{}endpoints", documents_of(&ours.id));
        world.store.save_document(&name, text).unwrap();
        let own = OwnEndpoints::new(world.ports.clone());
        assert_eq!(own.list(&ours.id), Err(error.clone()), "{text}");
        assert_eq!(own.save(&ours.id, &draft("/a")), Err(error.clone()));
        assert_eq!(own.add_all(&ours.id, &[]), Err(error.clone()));
        assert_eq!(own.remove(&ours.id, "own.1"), Err(error));
        assert_eq!(world.store.document(&name).unwrap().as_deref(), Some(text));
    }
}

#[tokio::test]
async fn a_full_disk_keeps_what_there_was() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    let first = own.save(&ours.id, &draft("/a")).unwrap();
    world.store.break_with(Some(StoreError::DiskFull));
    let full = Err(OwnEndpointsError::Store(StoreError::DiskFull));
    assert_eq!(own.save(&ours.id, &draft("/b")), full);
    world.store.break_with(None);
    assert_eq!(own.list(&ours.id).unwrap(), [first]);
}

#[tokio::test]
async fn they_go_with_their_integration_and_no_other() {
    let world = World::default();
    let (ours, other) = (world.custom().await, world.custom().await);
    let own = OwnEndpoints::new(world.ports.clone());
    let new = NewSample {
        label: "",
        status: 200,
        content_type: "application/json",
        body: b"{}",
        names: &[],
    };
    for integration in [&ours, &other] {
        let endpoint = own.save(&integration.id, &draft("/a")).unwrap();
        save_own_sample(&world.ports, &integration.id, endpoint.id(), &new).unwrap();
    }
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(world.store.document_names("integration/").unwrap().len(), 2);
    assert_eq!(own.list(&ours.id).unwrap(), []);
    assert_eq!(own.list(&other.id).unwrap().len(), 1);
    assert_eq!(
        own.save(&ours.id, &draft("/a")),
        Err(OwnEndpointsError::NoIntegration)
    );
}

#[tokio::test]
async fn samples_go_with_their_endpoint() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    let endpoint = own.save(&ours.id, &draft("/a")).unwrap();
    let new = NewSample {
        label: "",
        status: 200,
        content_type: "application/json",
        body: b"{}",
        names: &[],
    };
    save_own_sample(&world.ports, &ours.id, endpoint.id(), &new).unwrap();
    own.remove(&ours.id, endpoint.id()).unwrap();
    assert_eq!(
        own_samples(&*world.store, &ours.id, endpoint.id())
            .unwrap()
            .samples,
        []
    );
    assert_eq!(
        world.store.document_names("integration/").unwrap(),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_copy_of_an_integration_has_copies_of_its_endpoints() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    own.save(&ours.id, &draft("/a")).unwrap();
    let copy = world.integrations.duplicate(&ours.id).await.unwrap();
    assert_eq!(own.list(&copy.id), own.list(&ours.id));
    own.save(&copy.id, &draft("/b")).unwrap();
    assert_eq!(
        (
            own.list(&copy.id).unwrap().len(),
            own.list(&ours.id).unwrap().len()
        ),
        (2, 1)
    );
}
