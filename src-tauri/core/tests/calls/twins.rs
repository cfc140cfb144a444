//! With which integrations the same call can be compared.
use crate::doubles::World;

#[tokio::test]
async fn a_twin_is_of_the_same_provider_in_another_environment() {
    let world = World::default();
    let ours = world.pivot("subscription-key-0001").await;
    let mut elsewhere = ours.clone();
    elsewhere.environment = "sandbox".into();
    assert!(ours.is_twin_of(&elsewhere) && elsewhere.is_twin_of(&ours));
    assert!(!ours.is_twin_of(&ours), "it would answer the same");
    elsewhere.provider = "cisco-support".into();
    assert!(!ours.is_twin_of(&elsewhere), "it has other endpoints");
}
