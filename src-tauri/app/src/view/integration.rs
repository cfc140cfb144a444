//! An integration as a row of the list and the head of its page.
use gatepass_core::{
    EnvironmentKind, Freshness, Integration, IntegrationId, Origin, alternatives, clock_remark,
    curl_target, provider,
};
use gatepass_io::has_backups;
use serde::Serialize;
use tauri::Url;

use super::{
    ClipboardView, ErrorView, RefusalView, SecretAgeView, SettingsView, SignInView, TokenView,
    VaultView, millis,
};
use crate::clipboard::Clipboard;
use crate::desk::Desk;
use crate::settings;

/// All that the frame shows. Small enough to be sent whole.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeskView {
    pub(crate) integrations: Vec<IntegrationView>,
    pub(crate) vault: VaultView,
    pub(crate) clipboard: Option<ClipboardView>,
    pub(crate) settings: SettingsView,
    pub(crate) sandbox_running: bool,
    /// Something found at start that the user should know (a damaged file set aside), or empty.
    pub(crate) notice: String,
    /// There is nothing here, and there are backups of what was.
    pub(crate) way_back: bool,
    /// How far this computer's clock is off, in a sentence, or empty.
    pub(crate) clock_notice: String,
    pub(crate) version: String,
}

/// One integration. Its secrets are not in it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct IntegrationView {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) provider: String,
    pub(crate) provider_name: String,
    /// Two letters for the quiet tile.
    pub(crate) monogram: String,
    pub(crate) environment_name: String,
    pub(crate) environment_kind: EnvironmentKindView,
    pub(crate) client_id: String,
    /// Origins that may receive its token.
    pub(crate) api_origins: Vec<String>,
    /// The token held, live or expired.
    pub(crate) token: Option<TokenView>,
    /// The last refusal, until a token is got or the integration changes.
    pub(crate) refusal: Option<RefusalView>,
    /// A token request is under way.
    pub(crate) busy: bool,
    /// What "curl" will call, for the menu; empty where there is no address to call.
    pub(crate) curl_target: String,
    /// `client_credentials`, `authorization_code`, `password` or `implicit`.
    pub(crate) grant: String,
    pub(crate) grant_name: String,
    pub(crate) keep_fresh: KeepFreshView,
    /// The sign-in under way.
    pub(crate) sign_in: Option<SignInView>,
    /// The next token needs a person in the browser: there is nothing to refresh.
    pub(crate) needs_sign_in: bool,
    pub(crate) can_revoke: bool,
    pub(crate) can_introspect: bool,
    /// The provider documents other placements that can be tried.
    pub(crate) has_alternatives: bool,
    /// In the order of the form.
    pub(crate) secrets: Vec<SecretAgeView>,
}

/// Whether a token is renewed before its end without being asked, and how that goes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeepFreshView {
    pub(crate) on: bool,
    /// Why it waits, in a sentence, or empty.
    pub(crate) paused: String,
    /// When it will renew or try again; None when it will not by itself.
    pub(crate) next_at_ms: Option<f64>,
}

/// How an environment is marked.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum EnvironmentKindView {
    Production,
    Test,
    Sandbox,
}

/// Something changed behind the page; it asks again for what it shows of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum ChangeView {
    /// One integration or its token.
    Integration { id: String },
    /// The frame: list, vault, settings.
    Desk,
    /// The clipboard was filled or cleared.
    Clipboard,
    /// The sandbox started, stopped or saw a request.
    Sandbox,
    /// A call under way: how far it is, and how many bytes of its answer have come.
    Call {
        run: String,
        phase: CallPhaseView,
        received: f64,
    },
    /// An exchange was kept, or some were removed.
    Activity,
    /// What can be called with an integration, or the samples of it.
    Endpoints { integration: String },
}

/// How far a call is.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum CallPhaseView {
    /// A token is being got first.
    Token,
    /// Sent; nothing answered yet.
    Waiting,
    /// The answer is arriving.
    Receiving,
}

impl DeskView {
    /// The frame as it is now. Reads the store, no secret.
    pub(crate) fn of(desk: &Desk, clipboard: &Clipboard) -> Result<Self, ErrorView> {
        let integrations = desk
            .ports
            .store
            .integrations()
            .map_err(|error| ErrorView::from(&error))?;
        let views = integrations
            .iter()
            .map(|integration| IntegrationView::of(desk, integration));
        let views = views.collect::<Result<_, _>>()?;
        // After the views: an answer that comes between is in the notice first, and its integration asks for all of this anew.
        // The other way round the page would have the answer and keep the older notice.
        let clock_notice = clock_notice(desk, &integrations)?;
        Ok(Self {
            clock_notice,
            integrations: views,
            vault: desk.vault_view(),
            clipboard: clipboard.view(),
            settings: settings::load(&*desk.ports.store),
            sandbox_running: desk.sandbox.is_running(),
            notice: desk.notice().clone(),
            way_back: integrations.is_empty() && has_backups(desk.state.folder()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}

impl IntegrationView {
    /// The integration of that id.
    pub(crate) fn by_id(desk: &Desk, id: &IntegrationId) -> Result<Self, ErrorView> {
        let found = desk
            .ports
            .store
            .integration(id)
            .map_err(|error| ErrorView::from(&error))?;
        Self::of(desk, &found.ok_or_else(ErrorView::no_integration)?)
    }

    /// An integration with its token as it is now.
    pub(crate) fn of(desk: &Desk, integration: &Integration) -> Result<Self, ErrorView> {
        let provider = provider(&integration.provider);
        let environment =
            provider.and_then(|provider| provider.environment(&integration.environment));
        let record = desk
            .ports
            .store
            .token(&integration.id)
            .map_err(|error| ErrorView::from(&error))?;
        let sandbox = desk.ports.sandbox.sandbox_address();
        let target = curl_target(integration, sandbox.as_ref());
        let grant = integration.grant.grant;
        Ok(Self {
            grant: grant.id().to_owned(),
            grant_name: grant.name().to_owned(),
            keep_fresh: KeepFreshView::of(desk, integration),
            sign_in: desk
                .sign_ins
                .under_way(&integration.id)
                .as_ref()
                .map(SignInView::from),
            needs_sign_in: !integration.renews_alone(
                record
                    .as_ref()
                    .is_some_and(|record| record.refresh.is_some()),
            ),
            can_revoke: integration.revocation_endpoint.is_some(),
            can_introspect: integration.introspection_endpoint.is_some(),
            has_alternatives: !alternatives(integration).is_empty(),
            secrets: SecretAgeView::all(desk, integration)?,
            id: integration.id.0.clone(),
            label: integration.label.clone(),
            provider: integration.provider.clone(),
            provider_name: provider.map_or_else(
                || integration.provider.clone(),
                |provider| provider.name.clone(),
            ),
            monogram: provider
                .map(|provider| provider.monogram(&integration.label))
                .unwrap_or_default(),
            environment_name: environment.map_or_else(
                || integration.environment.clone(),
                |environment| environment.name.clone(),
            ),
            environment_kind: environment.map_or(EnvironmentKindView::Production, |environment| {
                environment.kind.into()
            }),
            client_id: integration.client_id.clone(),
            api_origins: integration
                .api_origins
                .iter()
                .map(|origin| in_words(origin, sandbox.as_ref()))
                .collect(),
            token: record.map(|record| TokenView::of(desk, &record)),
            refusal: desk
                .refused(&integration.id)
                .as_deref()
                .map(RefusalView::from),
            busy: desk.tokens.is_busy(&integration.id),
            curl_target: target.map(String::from).unwrap_or_default(),
        })
    }
}

impl KeepFreshView {
    fn of(desk: &Desk, integration: &Integration) -> Self {
        let freshness = match &integration.keep_fresh {
            true => desk.keep_fresh.freshness(&integration.id),
            false => Freshness::default(),
        };
        Self {
            on: integration.keep_fresh,
            paused: freshness.paused,
            next_at_ms: freshness.next_at_ms.map(millis),
        }
    }
}

/// By the newest answer of any server: an older one tells of an older clock.
fn clock_notice(desk: &Desk, integrations: &[Integration]) -> Result<String, ErrorView> {
    let mut exchanges = Vec::new();
    for integration in integrations {
        let record = desk.ports.store.token(&integration.id);
        let record = record.map_err(|error| ErrorView::from(&error))?;
        exchanges.extend(record.map(|record| record.exchange));
        let refusal = desk.tokens.refused(&integration.id);
        exchanges.extend(refusal.and_then(|refusal| refusal.exchange.as_deref().cloned()));
    }
    let newest = exchanges
        .into_iter()
        .filter(|exchange| exchange.answer.is_some())
        .max_by_key(|exchange| exchange.sent_at_ms);
    Ok(newest
        .and_then(|exchange| clock_remark(&exchange))
        .unwrap_or_default())
}

/// An origin as people know it: the sandbox by where it listens now.
fn in_words(origin: &Origin, sandbox: Option<&Url>) -> String {
    match (origin, sandbox) {
        (Origin::Sandbox, Some(address)) => address.as_str().trim_end_matches('/').to_owned(),
        (Origin::Sandbox, None) => "the sandbox".to_owned(),
        (Origin::Web(text), _) => text.clone(),
    }
}

impl From<EnvironmentKind> for EnvironmentKindView {
    fn from(kind: EnvironmentKind) -> Self {
        match kind {
            EnvironmentKind::Production => Self::Production,
            EnvironmentKind::Test => Self::Test,
            EnvironmentKind::Sandbox => Self::Sandbox,
        }
    }
}
