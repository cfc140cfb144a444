//! Where nothing answered, or nothing could be sent: each failure has words of its own.
use gatepass_core::{
    Asked, Fault, HttpFailure, Remedy, StoreError, TlsFault, VaultError, What, call_answer_codes,
    refusal_of_failure, refusal_of_store, refusal_of_vault, token_answer_codes,
};

use super::assert_words;
use crate::doubles::World;

#[tokio::test]
async fn each_failure_to_get_an_answer_has_its_code_and_keeps_what_was_to_be_sent() {
    use Fault::{Here, Network, Service, You};
    use Remedy::{Retry, Setup};
    let rows = [
        (HttpFailure::NameNotFound, "host_not_found", Network, Setup),
        (
            HttpFailure::ConnectionRefused,
            "connection_refused",
            Service,
            Retry,
        ),
        (HttpFailure::Unreachable, "unreachable", Network, Retry),
        (HttpFailure::TimedOut(30), "timed_out", Network, Retry),
        (
            HttpFailure::Tls(TlsFault::UnknownIssuer),
            "tls_unknown_issuer",
            Network,
            Setup,
        ),
        (
            HttpFailure::Tls(TlsFault::Expired),
            "tls_expired",
            Service,
            Setup,
        ),
        (
            HttpFailure::Tls(TlsFault::NotYetValid),
            "tls_not_yet_valid",
            Here,
            Setup,
        ),
        (
            HttpFailure::Tls(TlsFault::WrongName),
            "tls_wrong_name",
            Network,
            Setup,
        ),
        (
            HttpFailure::Tls(TlsFault::Revoked),
            "tls_revoked",
            Service,
            Setup,
        ),
        (
            HttpFailure::Tls(TlsFault::Handshake),
            "tls_handshake",
            Network,
            Setup,
        ),
        (HttpFailure::Proxy, "proxy_failed", Network, Setup),
        (HttpFailure::CutOff, "cut_off", Network, Retry),
        (
            HttpFailure::TooLarge(65_536),
            "answer_too_large",
            You,
            Setup,
        ),
        (HttpFailure::Garbled, "garbled", Service, Setup),
        (
            HttpFailure::BadRoute("The CA certificate cannot be read.".into()),
            "bad_route",
            You,
            Setup,
        ),
    ];
    for (failure, code, fault, remedy) in rows {
        let world = World::default();
        let integration = world.custom().await;
        let id = &integration.id;
        world.http.next(Err(failure.clone()));
        let refusal = world.refusal(id).await;
        assert_eq!(
            (refusal.code, refusal.fault, refusal.remedy),
            (code, fault, remedy)
        );
        assert_words(code, &refusal);
        let exchange = refusal.exchange.as_ref().expect("what was to be sent");
        assert_eq!(
            (exchange.request.address.as_str(), &exchange.answer),
            ("https://id.example/token", &None),
            "{code}"
        );
        let asked = Asked::token(&integration, "client_credentials");
        let host = refusal_of_failure(&failure, &asked).over(0, None);
        assert_eq!(
            (&refusal.title, &refusal.sentence),
            (&host.title, &host.sentence),
            "{code}: names the host"
        );
    }
}

#[test]
fn the_sandbox_has_a_capital_where_a_sentence_begins() {
    let endpoint = "sandbox:/custom/token".parse().unwrap();
    let asked = Asked {
        provider: None,
        token_endpoint: &endpoint,
        what: What::Token {
            grant_type: "client_credentials",
        },
        worked_before: false,
    };
    let title = |failure| refusal_of_failure(&failure, &asked).title().to_owned();
    assert_eq!(title(HttpFailure::CutOff), "The sandbox hung up");
    assert_eq!(
        title(HttpFailure::ConnectionRefused),
        "Nothing listens at the sandbox"
    );
}

#[test]
fn what_libraries_say_ends_in_one_full_stop() {
    for why in ["no space left", "No space left."] {
        assert_words(
            why,
            &refusal_of_vault(&VaultError::Failed(why.into())).over(0, None),
        );
        assert_words(
            why,
            &refusal_of_store(&StoreError::Failed(why.into())).over(0, None),
        );
    }
}

#[test]
fn each_way_a_vault_can_fail_has_its_own_next_step() {
    use VaultError::{
        AlreadyThere, Damaged, Failed, Files, Locked, Missing, NeedsPassphrase, Newer, NoBus,
        NoCollection, NoService, NotReadBack, Waiting, WrongPassphrase,
    };
    let rows = [
        (NoBus, "keyring_no_bus"),
        (NoService, "keyring_no_service"),
        (NoCollection, "keyring_no_collection"),
        (Locked, "keyring_locked"),
        (Waiting, "keyring_waiting"),
        (Failed("x".into()), "keyring_failed"),
        (NeedsPassphrase, "vault_locked"),
        (WrongPassphrase, "wrong_passphrase"),
        (Missing, "vault_missing"),
        (AlreadyThere, "vault_already_there"),
        (Damaged("vault/secrets.age"), "vault_damaged"),
        (Newer, "vault_newer"),
        (Files(StoreError::DiskFull), "vault_files"),
        (Files(StoreError::NotWritable), "vault_files"),
        (Files(StoreError::Newer), "vault_files"),
        (Files(StoreError::Failed("x".into())), "vault_files"),
        (NotReadBack, "vault_not_read_back"),
    ];
    for (error, code) in rows {
        let refusal = refusal_of_vault(&error).over(0, None);
        assert_eq!(refusal.code, code);
        assert_eq!(
            (refusal.remedy, refusal.fault),
            (Remedy::Vault, Fault::Here)
        );
        assert_words(code, &refusal);
    }
}

#[test]
fn no_code_of_an_answer_is_a_failures_too() {
    let answers = [token_answer_codes(), call_answer_codes()].concat();
    for code in [
        "host_not_found",
        "connection_refused",
        "unreachable",
        "timed_out",
        "proxy_failed",
        "cut_off",
        "answer_too_large",
        "garbled",
        "bad_route",
        "secret_missing",
        "foreign_origin",
        "sandbox_stopped",
        "bad_address",
        "changed_meanwhile",
    ] {
        assert!(!answers.contains(&code), "{code}");
    }
}

/// What may pass by itself is the network's and the other side's; a certificate or a setting does not change by waiting.
#[tokio::test]
async fn only_what_may_pass_by_itself_is_transient() {
    let integration = World::default().custom().await;
    let asked = Asked::token(&integration, "client_credentials");
    let passes = |failure| refusal_of_failure(&failure, &asked).is_transient();
    for failure in [
        HttpFailure::NameNotFound,
        HttpFailure::ConnectionRefused,
        HttpFailure::Unreachable,
        HttpFailure::TimedOut(30),
        HttpFailure::Proxy,
        HttpFailure::CutOff,
    ] {
        assert!(passes(failure.clone()), "{failure:?}");
    }
    for failure in [
        HttpFailure::Tls(TlsFault::Expired),
        HttpFailure::TooLarge(1),
        HttpFailure::Garbled,
        HttpFailure::BadRoute("x".into()),
    ] {
        assert!(!passes(failure.clone()), "{failure:?}");
    }
}

#[tokio::test]
async fn a_call_that_fails_is_not_blamed_on_the_token_address() {
    let integration = World::default().custom().await;
    let to = "https://api.example/things".parse().unwrap();
    let asked = Asked::call(&integration, &to);
    for failure in [
        HttpFailure::NameNotFound,
        HttpFailure::ConnectionRefused,
        HttpFailure::TooLarge(100 * 1024 * 1024),
        HttpFailure::Garbled,
        HttpFailure::Tls(TlsFault::WrongName),
    ] {
        let refusal = refusal_of_failure(&failure, &asked).over(0, None);
        let words = format!(
            "{} {} {}",
            refusal.title, refusal.sentence, refusal.next_step
        );
        assert!(!words.contains("token"), "{words}");
        assert_words(&words, &refusal);
    }
}
