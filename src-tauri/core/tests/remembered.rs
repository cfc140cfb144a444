//! What an engineer types often is offered again: the latest first, by integration, across endpoints.
#[path = "doubles/mod.rs"]
mod doubles;

use gatepass_core::{Given, IntegrationId, Remembered, Store, Values, documents_of, endpoint};

use doubles::MemoryStore;

fn note(store: &dyn Store, integration: &str, id: &str, values: &[(&str, &str)]) {
    let integration = IntegrationId(integration.to_owned());
    let given = |(key, text): &(&str, &str)| ((*key).to_owned(), Given::Public((*text).to_owned()));
    let values: Values = values.iter().map(given).collect();
    let before = Remembered::load(store, &integration).expect("it is there");
    before
        .note(
            store,
            &integration,
            endpoint(id).expect("it is there"),
            &values,
        )
        .expect("it is there");
}

fn of(store: &dyn Store, integration: &str, name: &str) -> Vec<String> {
    let integration = IntegrationId(integration.to_owned());
    Remembered::load(store, &integration)
        .expect("it is there")
        .of(name)
        .to_vec()
}

#[test]
fn a_customer_typed_for_one_endpoint_is_offered_in_the_next_and_to_no_other_integration() {
    let store = MemoryStore::default();
    let key = [("query.customerId", "one-customer")];
    note(&store, "a", "cx-cloud.inventory.hardware", &key);
    let offered_in = endpoint("cx-cloud.contracts.details").unwrap();
    assert!(offered_in.parameter("query.customerId").is_some());
    assert_eq!(of(&store, "a", "customerId"), ["one-customer"]);
    assert!(of(&store, "b", "customerId").is_empty());
}

#[test]
fn the_latest_comes_first_once_and_the_oldest_goes() {
    let store = MemoryStore::default();
    for value in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "3"] {
        note(
            &store,
            "a",
            "cx-cloud.inventory.hardware",
            &[("query.customerId", value)],
        );
    }
    assert_eq!(
        of(&store, "a", "customerId"),
        ["3", "9", "8", "7", "6", "5", "4", "2"]
    );
}

#[test]
fn a_damaged_document_costs_conveniences_and_nothing_else() {
    let store = MemoryStore::default();
    let name = format!("{}remembered", documents_of(&IntegrationId("a".into())));
    store.save_document(&name, "{\"customerId\": 7").unwrap();
    assert!(of(&store, "a", "customerId").is_empty());
    let key = [("query.customerId", "again")];
    note(&store, "a", "cx-cloud.inventory.hardware", &key);
    assert_eq!(of(&store, "a", "customerId"), ["again"]);
}
