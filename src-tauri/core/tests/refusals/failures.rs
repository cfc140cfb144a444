//! Where nothing answered, or nothing could be sent: each failure has words of its own.
use gatepass_core::{
    HttpFailure, Remedy, StoreError, TlsFault, VaultError, refusal_of_failure, refusal_of_store,
    refusal_of_vault,
};

use super::assert_words;
use crate::doubles::World;

#[tokio::test]
async fn each_failure_to_get_an_answer_has_its_code_and_keeps_what_was_to_be_sent() {
    use Remedy::{Retry, Setup};
    let rows = [
        (HttpFailure::NameNotFound, "host_not_found", Setup),
        (HttpFailure::ConnectionRefused, "connection_refused", Retry),
        (HttpFailure::Unreachable, "unreachable", Retry),
        (HttpFailure::TimedOut(30), "timed_out", Retry),
        (
            HttpFailure::Tls(TlsFault::UnknownIssuer),
            "tls_unknown_issuer",
            Setup,
        ),
        (HttpFailure::Tls(TlsFault::Expired), "tls_expired", Setup),
        (
            HttpFailure::Tls(TlsFault::NotYetValid),
            "tls_not_yet_valid",
            Setup,
        ),
        (
            HttpFailure::Tls(TlsFault::WrongName),
            "tls_wrong_name",
            Setup,
        ),
        (HttpFailure::Tls(TlsFault::Revoked), "tls_revoked", Setup),
        (
            HttpFailure::Tls(TlsFault::Handshake),
            "tls_handshake",
            Setup,
        ),
        (HttpFailure::Proxy, "proxy_failed", Setup),
        (HttpFailure::CutOff, "cut_off", Retry),
        (HttpFailure::TooLarge(65_536), "answer_too_large", Setup),
        (HttpFailure::Garbled, "garbled", Setup),
        (
            HttpFailure::BadRoute("The CA certificate cannot be read.".into()),
            "bad_route",
            Setup,
        ),
    ];
    for (failure, code, remedy) in rows {
        let world = World::default();
        let id = world.custom().await.id;
        world.http.next(Err(failure.clone()));
        let refusal = world.refusal(&id).await;
        assert_eq!((refusal.code, refusal.remedy), (code, remedy));
        assert_words(code, &refusal);
        let exchange = refusal.exchange.as_ref().expect("what was to be sent");
        assert_eq!(
            (exchange.request.address.as_str(), &exchange.answer),
            ("https://id.example/token", &None),
            "{code}"
        );
        let host = refusal_of_failure(&failure, "id.example").over(0, None);
        assert_eq!(
            (&refusal.title, &refusal.sentence),
            (&host.title, &host.sentence),
            "{code}: names the host"
        );
    }
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
    use VaultError::{Locked, NoBus, NoCollection, NoService, Waiting};
    let codes = [
        NoBus,
        NoService,
        NoCollection,
        Locked,
        Waiting,
        VaultError::Failed("x".into()),
    ]
    .map(|error| {
        let refusal = refusal_of_vault(&error).over(0, None);
        assert_eq!(refusal.remedy, Remedy::Vault);
        assert_words(refusal.code, &refusal);
        refusal.code
    });
    assert_eq!(
        codes,
        [
            "keyring_no_bus",
            "keyring_no_service",
            "keyring_no_collection",
            "keyring_locked",
            "keyring_waiting",
            "keyring_failed"
        ]
    );
}
