//! Stories of moving: integrations are exported, and taken in elsewhere, from people one knows and from people one does not.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod emptied;
mod halfway;
mod here;
mod hostile;
mod moved;
mod mutations;
mod shown;

use doubles::{PASSWORD, World, pivot_draft};
use gatepass_core::{
    Choice, Draft, DraftExtra, EndpointDraft, Exported, ExtraInput, Integration, KeyInput, Method,
    NewSample, Offer, OfferStanding, Offered, OwnEndpoints, SecretInput, Store, TakenIn,
    TransferRefusal, export_integrations, offered, read_offer, save_own_sample, take_in,
};
use serde_json::Value;

const KEY: &str = "subscription-key-0001";
const GATEWAY: &str = "gateway \"secret\" \\ 0001";

/// Four integrations with everything that one can have: two share a key, one has extras, endpoints and samples.
async fn full() -> (World, Vec<Integration>) {
    let world = World::default();
    let pivot = world.pivot(KEY).await;
    let twin = Draft {
        label: "Pivot cases".into(),
        ..pivot_draft(&world, KeyInput::Shared(world.key_of(&pivot)))
    };
    let twin = world.save(&twin).await;
    let SecretInput::Held(gateway) = world.enter(GATEWAY) else {
        unreachable!("entered")
    };
    let custom = Draft {
        label: "Ours – “quoted”".into(),
        extra_headers: vec![DraftExtra {
            name: "X-Gateway".into(),
            value: ExtraInput::Held(gateway),
        }],
        extra_parameters: vec![DraftExtra {
            name: "audience".into(),
            value: ExtraInput::Public("https://api.example/".into()),
        }],
        proxy: "http://proxy.example:8080".into(),
        ..world.custom_draft()
    };
    let custom = world.save(&custom).await;
    let own = OwnEndpoints::new(world.ports.clone());
    let cases = EndpointDraft::new(Method::Get, "/cases/{id}");
    let cases = own.save(&custom.id, &cases).unwrap();
    let sample = NewSample {
        label: "A case",
        status: 200,
        content_type: "application/json",
        body: br#"{"id": 1}"#,
        names: &[],
    };
    save_own_sample(&world.ports, &custom.id, cases.id(), &sample).unwrap();
    let name = format!("integration/{}/remembered", custom.id);
    let remembered = r#"{"id":["1","2"]}"#;
    world.store.save_document(&name, remembered).unwrap();
    let password = world.by_password().await;
    (world, vec![pivot, twin, custom, password])
}

async fn exported(world: &World, with_secrets: bool) -> Exported {
    let all = world.store.integrations().unwrap();
    let chosen: Vec<_> = all.into_iter().map(|one| one.id).collect();
    let own = OwnEndpoints::new(world.ports.clone());
    export_integrations(&world.integrations, &own, &chosen, with_secrets, "1.2.3")
        .await
        .unwrap()
}

/// The document as JSON, to be changed by hand.
async fn document(with_secrets: bool) -> Value {
    let (world, _) = full().await;
    serde_json::from_slice(&exported(&world, with_secrets).await.text).unwrap()
}

fn read(document: &Value) -> Result<Offer, TransferRefusal> {
    read_offer(document.to_string().as_bytes())
}

fn seen(world: &World, offer: &Offer) -> Vec<Offered> {
    offered(offer, &*world.store).unwrap()
}

/// Takes in what the preview offers by itself: what is not here yet, and copies of what is.
async fn taken(world: &World, offer: &Offer) -> Result<TakenIn, TransferRefusal> {
    let choices: Vec<Choice> = seen(world, offer)
        .iter()
        .map(|one| match one.standing {
            OfferStanding::New | OfferStanding::Taken(_) => Choice::Add,
            OfferStanding::Same(_) | OfferStanding::Sandbox | OfferStanding::Faulty(_) => {
                Choice::LeaveOut
            }
        })
        .collect();
    take_in(&world.integrations, offer, &choices).await
}

/// Everything that a world holds, to see that nothing of it changed.
fn state(world: &World) -> (Vec<Integration>, Vec<String>, usize, Vec<String>) {
    (
        world.store.integrations().unwrap(),
        world.store.document_names("").unwrap(),
        world.vault.len(),
        world.pointed_to().into_iter().collect(),
    )
}

/// Every secret text of [`full`].
const SECRETS: [&str; 4] = [doubles::SECRET, KEY, GATEWAY, PASSWORD];
