//! An export is written, sealed, and saved into the folder for downloads.
use gatepass_core::{
    FieldNote, IntegrationId, NewPassphrase, export_integrations, transfer_file_name,
};
use gatepass_io::age_file::{Recipient, SealTo, WORK_FACTOR, seal};
use gatepass_io::save_bytes;
use tauri::AppHandle;
use zeroize::Zeroizing;

use super::recipients::recipients;
use crate::desk::Desk;
use crate::downloads::save_all;
use crate::off_the_window::off_the_window;
use crate::view::{ErrorView, ExportRequestView, SealToView, SealedView, count};

/// Who can open it.
enum Lock {
    Passphrase(NewPassphrase),
    Recipients(Vec<Recipient>),
}

/// Writes what was asked for.
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
    Ok(SealedView {
        saved,
        integrations: count(exported.integrations),
        notes: exported.notes,
    })
}

/// A passphrase takes a second of work, away from the threads that answer the page.
async fn sealed(text: Zeroizing<Vec<u8>>, lock: Lock) -> Result<Vec<u8>, ErrorView> {
    let sealing = off_the_window(move || match &lock {
        Lock::Passphrase(passphrase) => {
            seal(&text, &SealTo::Passphrase(passphrase.secret(), WORK_FACTOR))
        }
        Lock::Recipients(recipients) => seal(&text, &SealTo::Recipients(recipients)),
    });
    sealing.await?.map_err(|_| {
        ErrorView::new(
            "not_sealed",
            "The file could not be sealed, so nothing was written.",
            "Try again.",
        )
    })
}

fn lock(desk: &Desk, to: &SealToView) -> Result<Lock, ErrorView> {
    match to {
        SealToView::Passphrase { handle, again } => {
            desk.new_passphrase(handle, again).map(Lock::Passphrase)
        }
        SealToView::Recipients { text } => match recipients(text) {
            Ok(keys) if !keys.is_empty() => Ok(Lock::Recipients(keys)),
            Ok(_) => Err(at("recipients", "Enter a public key.")),
            Err(problem) => Err(at("recipients", &problem)),
        },
    }
}

fn at(field: &str, message: &str) -> ErrorView {
    ErrorView::of_fields(&[FieldNote {
        field: field.to_owned(),
        message: message.to_owned(),
    }])
}
