//! A refusal of the vault's ends when the vault opens, without another try.
use gatepass_core::{StoreError, VaultError, refusal_of_store, refusal_of_vault, secret_missing};

const AT: i64 = 1_763_712_000_000;

#[test]
fn what_asked_for_the_vault_is_over_once_that_was_opened() {
    for error in [
        VaultError::NeedsPassphrase,
        VaultError::Locked,
        VaultError::Waiting,
        VaultError::NoService,
    ] {
        let refusal = refusal_of_vault(&error).over(AT, None);
        assert!(!refusal.is_over(None), "{error}: it was never opened");
        assert!(!refusal.is_over(Some(AT - 1)), "{error}: that was before");
        assert!(refusal.is_over(Some(AT)), "{error}");
        assert!(refusal.is_over(Some(AT + 1)), "{error}");
    }
}

#[test]
fn what_an_open_vault_does_not_mend_stays() {
    for saying in [
        secret_missing("client secret"),
        refusal_of_store(&StoreError::DiskFull),
    ] {
        let refusal = saying.over(AT, None);
        assert!(!refusal.is_over(Some(AT + 1)), "{}", refusal.code);
    }
}
