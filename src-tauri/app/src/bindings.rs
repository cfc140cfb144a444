//! Writes the page's types from the views, and holds the lists of commands together. A stale file fails the test and is mended by it.
use ts_rs::{Config, TS};

use crate::view;

include!("../command_names.rs");

fn root(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap()
}

macro_rules! declarations {
    ($config:expr, $($view:ident)*) => {
        [$(format!("export {}\n", view::$view::decl($config))),*].join("\n")
    };
}

#[test]
fn bindings_are_current() {
    let config = Config::default();
    let types = declarations!(&config,
        DraftView SecretFieldView SubscriptionKeyFieldView ExtraView ExtraValueView HeldSecretView DraftCheckView FieldNoteView
        SubscriptionKeyView SandboxClientView ErrorView DeskView IntegrationView EnvironmentKindView ChangeView ProviderView
        EnvironmentView PlacementView GrantView KeepFreshView SignInView RevokedView IntrospectionView AlternativesView
        AlternativeView PasteView PasteCandidateView SandboxFaultView SandboxFaultTargetView
        SandboxFaultModeView SignInModeView FaultView GuideView GuideStepView RequestView MemberView BodyView ExchangeView AnswerView SandboxView
        SandboxClientRowView SandboxRequestView SettingsView LockView PlaceView TokenView TokenDetailView ClaimView RefusalView VaultView
        VaultModeView VaultStateView ClipboardView CopiedView
        EndpointsView TwinView EndpointView ParameterView BodyTemplateView SampleView EndpointDraftView ParameterDraftView
        OpenApiView OpenApiEndpointView AddedView CallView FreeMemberView GivenView CallBodyView CallCheckView CallResultView CalledView
        AnswerSourceView OutcomeView OutcomeKindView TimesView BodyFormView TableView ColumnView TableQueryView TableRowsView
        TableRowView CardView CardFieldView SearchView HitView ComparisonView DifferenceView DifferenceKindView SavedView
        ActivityQueryView ActivityView ActivityRowView KeptExchangeView CallPhaseView BackupsView BackupView BackupReasonView
        SecretAgeView BesideView TrialView SupportSourceView SupportView
        ExportRequestView SealToView RecipientsView SealedView OpenerView OfferView OfferedView StandingView DestinationView
        ImportChoiceView ImportedView
    );
    let fresh = format!(
        "// Written by `cargo test` from src-tauri/app/src/view: change the Rust, not this file.\n\n{types}"
    );
    let path = root("ui/src/lib/bindings.ts");
    let stale = std::fs::read_to_string(&path).unwrap_or_default() != fresh;
    if stale {
        std::fs::write(&path, fresh).unwrap();
    }
    assert!(
        !stale,
        "ui/src/lib/bindings.ts was out of date and has been rewritten: commit it"
    );
}

#[test]
fn every_command_is_allowed_handled_and_called() {
    let capability = read("src-tauri/app/capabilities/main.json");
    let handler = read("src-tauri/app/src/commands.rs");
    let door = read("ui/src/lib/backend.tauri.ts");
    for name in COMMAND_NAMES {
        assert!(
            capability.contains(&format!("\"allow-{}\"", name.replace('_', "-"))),
            "{name}: capabilities/main.json"
        );
        assert!(
            handler.contains(&format!("::{name},")),
            "{name}: commands.rs"
        );
        assert!(
            door.contains(&format!("invoke(\"{name}\"")),
            "{name}: backend.tauri.ts"
        );
    }
    assert_eq!(
        capability.matches("\"allow-").count(),
        COMMAND_NAMES.len(),
        "a permission for no command"
    );
    assert_eq!(
        door.matches("invoke(\"").count(),
        COMMAND_NAMES.len(),
        "a call of no command"
    );
}

/// The page may call our commands and hear our events, nothing else of Tauri's.
#[test]
fn the_page_has_no_other_permission() {
    let capability: serde_json::Value =
        serde_json::from_str(&read("src-tauri/app/capabilities/main.json")).unwrap();
    let permissions: Vec<&str> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one.as_str())
        .collect();
    let core: Vec<&&str> = permissions
        .iter()
        .filter(|one| !one.starts_with("allow-"))
        .collect();
    assert_eq!(
        core,
        [&"core:event:allow-listen", &"core:event:allow-unlisten"]
    );
}
