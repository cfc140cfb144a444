//! An export is written, sealed, and saved into the folder for downloads.
use gatepass_core::{
    FieldNote, Handle, IntegrationId, Secret, export_integrations, transfer_file_name,
};
use gatepass_io::age_file::{Recipient, SealTo, WORK_FACTOR, seal};
use gatepass_io::save_bytes;
use tauri::AppHandle;
use zeroize::Zeroizing;

use super::recipients::recipients;
use crate::desk::Desk;
use crate::downloads::save_all;
use crate::view::{ErrorView, ExportRequestView, SealToView, SealedView, count};

/// Characters of a passphrase.
const SHORTEST: usize = 8;

/// Who can open it.
enum Lock {
    Passphrase(Secret),
    Recipients(Vec<Recipient>),
}

/// Writes what was asked for. The passphrase is let go of once it was used.
pub(crate) async fn export(
    app: &AppHandle,
    desk: &Desk,
    request: ExportRequestView,
) -> Result<SealedView, ErrorView> {
    let lock = lock(desk, &request.seal_to)?;
    let chosen: Vec<_> = request
        .integrations
        .into_iter()
        .map(IntegrationId)
        .collect();
    let exported = export_integrations(
        &desk.integrations,
        &desk.own_endpoints,
        &chosen,
        request.with_secrets,
        env!("CARGO_PKG_VERSION"),
    )
    .await;
    if let Err(refusal) = &exported {
        super::look(app, desk, refusal).await;
    }
    let exported = exported.map_err(|refusal| ErrorView::from(&refusal))?;
    let sealed = sealed(exported.text, lock).await?;
    let name = transfer_file_name(desk.ports.clock.now().wall_ms);
    let saved = save_all(app, &[name], |_, path| save_bytes(&sealed, path))?;
    desk.moving.held.clear();
    Ok(SealedView {
        saved,
        integrations: count(exported.integrations),
        notes: exported.notes,
    })
}

/// A passphrase takes a second of work, away from the threads that answer the page.
async fn sealed(text: Zeroizing<Vec<u8>>, lock: Lock) -> Result<Vec<u8>, ErrorView> {
    let sealing = tauri::async_runtime::spawn_blocking(move || match &lock {
        Lock::Passphrase(passphrase) => seal(&text, &SealTo::Passphrase(passphrase, WORK_FACTOR)),
        Lock::Recipients(recipients) => seal(&text, &SealTo::Recipients(recipients)),
    });
    match sealing.await {
        Ok(Ok(sealed)) => Ok(sealed),
        Ok(Err(_)) | Err(_) => Err(ErrorView::new(
            "not_sealed",
            "The file could not be sealed, so nothing was written.",
            "Try again.",
        )),
    }
}

fn lock(desk: &Desk, to: &SealToView) -> Result<Lock, ErrorView> {
    match to {
        SealToView::Passphrase { handle, again } => {
            let held = |handle: &str| {
                let held = desk.moving.held.get(&Handle(handle.to_owned()));
                held.map(|held| held.secret)
            };
            let (first, again) = held(handle)
                .zip(held(again))
                .ok_or_else(super::opening::nothing_typed)?;
            match problem_of(&first, &again) {
                None => Ok(Lock::Passphrase(first)),
                Some(note) => Err(ErrorView::of_fields(&[note])),
            }
        }
        SealToView::Recipients { text } => match recipients(text) {
            Ok(keys) if !keys.is_empty() => Ok(Lock::Recipients(keys)),
            Ok(_) => Err(at("recipients", "Enter a public key.")),
            Err(problem) => Err(at("recipients", &problem)),
        },
    }
}

fn at(field: &str, message: &str) -> ErrorView {
    ErrorView::of_fields(&[note(field, message)])
}

fn note(field: &str, message: &str) -> FieldNote {
    FieldNote {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}

fn problem_of(passphrase: &Secret, again: &Secret) -> Option<FieldNote> {
    if passphrase.length() < SHORTEST {
        let message = format!("A passphrase has {SHORTEST} characters at least.");
        return Some(note("passphrase", &message));
    }
    let same = passphrase.reveal(|one| again.reveal(|other| one == other));
    (!same).then(|| note("again", "The two are not the same. Type both again."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_long_enough_and_the_same_twice() {
        let field = |one: &str, other: &str| {
            let problem = problem_of(&Secret::new(one), &Secret::new(other));
            problem.map(|note| note.field)
        };
        assert_eq!(field("short", "short").as_deref(), Some("passphrase"));
        assert_eq!(
            field("long enough", "long Enough").as_deref(),
            Some("again")
        );
        assert_eq!(field("long enough", "long enough"), None);
        assert_eq!(field("зелёный", "зелёный").as_deref(), Some("passphrase"));
        assert_eq!(field("зелёныйй", "зелёныйй"), None, "characters, not bytes");
    }
}
