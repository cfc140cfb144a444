//! The process that is killed: it saves through core's use cases, as the app does, and says what was acknowledged.
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use gatepass_core::{
    Activity, ActivityPolicy, Arrival, Call, CallBody, CallLimits, Draft, DraftGrant, ExchangeId,
    FreeMember, Given, Head, Http, HttpFailure, Integration, Integrations, Kept, KeyInput, Method,
    Need, Ports, Route, SandboxAddress, Secret, SecretInput, Sink, Sizes, Target, Times, Tokens,
    WireRequest,
};
use gatepass_io::{SqliteStore, SystemChance, SystemClock};

use super::early::{EarlyActivity, EarlyVault};
use super::{EARLY_KEYRING, EARLY_STORE, EARLY_VAULT, vault};
use crate::activity::entry;

/// The two integrations that are saved in turn.
pub(super) const NAMES: [&str; 2] = ["a", "b"];

struct Nowhere;

impl SandboxAddress for Nowhere {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

/// Answers at once with a token that says whose it is: the host that was asked, and the number in its path.
struct TokensOfTheirs;

#[async_trait]
impl Http for TokensOfTheirs {
    async fn exchange(
        &self,
        request: &WireRequest,
        _: &Route,
        _: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        let url = request.url();
        let who = url.host_str().unwrap_or_default().split('.').next();
        let number = url.path().rsplit('/').next();
        let token = super::found::token(who.unwrap(), number.unwrap());
        let body =
            format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600}}"#);
        let head = Head {
            status: 200,
            headers: vec![("content-type".into(), "application/json".into())],
        };
        sink.head(&head);
        sink.push(body.as_bytes()).unwrap();
        Ok(Arrival {
            head,
            times: Times::default(),
            sizes: Sizes {
                wire: body.len() as u64,
                decoded: body.len() as u64,
            },
            whole: true,
        })
    }
}

pub(super) fn ports(folder: &Path, variant: &str) -> Ports {
    let store = Arc::new(SqliteStore::open(folder).unwrap());
    let vault = vault::of(variant, folder);
    Ports {
        http: Arc::new(TokensOfTheirs),
        vault: match variant {
            EARLY_VAULT | EARLY_KEYRING => Arc::new(EarlyVault::over(vault)),
            _ => vault,
        },
        activity: match variant {
            EARLY_STORE => Arc::new(EarlyActivity::over(store.clone())),
            _ => store.clone(),
        },
        store,
        clock: Arc::new(SystemClock::new()),
        chance: Arc::new(SystemChance),
        sandbox: Arc::new(Nowhere),
        lock: Arc::default(),
    }
}

/// Label, address and secret all name the integration and the number.
fn draft(
    integrations: &Integrations,
    known: Option<&Integration>,
    who: &str,
    number: u64,
) -> Draft {
    let handle = integrations.new_handle();
    let secret = Secret::new(super::found::client_secret(who, number));
    integrations.held().hold(handle.clone(), secret);
    Draft {
        id: known.map(|known| known.id.clone()),
        label: format!("{who} {number}"),
        provider: "custom".into(),
        environment: "test".into(),
        client_id: format!("client-{who}"),
        client_secret: SecretInput::Held(handle),
        subscription_key: KeyInput::Empty,
        token_endpoint: format!("https://{who}.example/token/{number}"),
        placement: "form".into(),
        grant: DraftGrant::default(),
        revocation_endpoint: String::new(),
        introspection_endpoint: String::new(),
        scope: String::new(),
        extra_headers: vec![],
        extra_parameters: vec![],
        api_origins: vec![format!("https://{who}.example")],
        token_header: "Authorization".into(),
        token_prefix: "Bearer".into(),
        proxy: String::new(),
        extra_ca: String::new(),
    }
}

async fn record(activity: &Activity, ours: &Integration, who: &str, number: u64) {
    let secret = Secret::new(super::found::header(who, number));
    let home = ours.api_origins.clone();
    let call = Call {
        target: Target::Free {
            method: Method::Get,
            address: "/bugs".into(),
        },
        query: vec![],
        headers: vec![FreeMember {
            name: "X-Key".into(),
            value: Given::Secret(Kept::new(secret, home)),
        }],
        body: CallBody::FromParameters,
    };
    let mut exchange = entry("", "").exchange;
    exchange.id = ExchangeId(format!("{who}-{number}"));
    let policy = ActivityPolicy::default();
    let kept = activity.record(&call, ours, exchange, None, &policy).await;
    assert!(kept.unwrap().is_some());
}

fn say(what: &str, who: &str, number: u64) {
    let mut out = std::io::stdout();
    if writeln!(out, "saved {what} {who} {number}")
        .and_then(|()| out.flush())
        .is_err()
    {
        std::process::exit(0);
    }
}

#[tokio::test]
#[ignore = "the process that the check kills"]
async fn writer() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let variant = std::env::var("GATEPASS_TEST_VARIANT").unwrap();
    let ports = ports(folder.as_ref(), &variant);
    let tokens = Tokens::new(ports.clone()).unwrap();
    let integrations = Integrations::new(ports.clone(), tokens.clone()).unwrap();
    let activity = Activity::new(ports.clone());
    integrations.sweep().await.unwrap();
    loop {
        for who in NAMES {
            let all = ports.store.integrations().unwrap();
            let known = all.iter().find(|one| one.label.starts_with(who));
            let number = known.map_or(0, |known| super::found::number(&known.label)) + 1;
            let draft = draft(&integrations, known, who, number);
            let ours = integrations.save(&draft).await.unwrap();
            say("integration", who, number);
            tokens.obtain(&ours.id, Need::Call).await.unwrap().unwrap();
            say("token", who, number);
            record(&activity, &ours, who, number).await;
            say("exchange", who, number);
        }
    }
}
