//! What the page may ask for. A command is one sentence: unpack, one call, convert. A branch belongs lower.
mod clipboard;
mod desk;
mod integrations;
mod paste;
mod sandbox;
mod secrets;
mod sign_in;
mod tokens;
mod vault;

use gatepass_core::{AskError, Refusal};
use tauri::ipc::Invoke;

use crate::view::ErrorView;

type Answer<T> = Result<T, ErrorView>;

/// The dispatcher, in the order of `command_names.rs`.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        sign_in::begin_sign_in,
        sign_in::cancel_sign_in,
        integrations::check_draft,
        clipboard::clear_clipboard,
        clipboard::copy,
        clipboard::copy_public,
        desk::desk,
        integrations::draft,
        secrets::drop_held_secrets,
        integrations::duplicate_integration,
        tokens::forget_token,
        tokens::get_token,
        secrets::hold_secret,
        desk::integration,
        tokens::introspect_token,
        desk::open_link,
        sign_in::open_sign_in_page,
        secrets::paste_secret,
        sign_in::paste_sign_in,
        desk::providers,
        paste::read_paste,
        integrations::remove_integration,
        integrations::replace_subscription_key,
        vault::retry_vault,
        tokens::revoke_token,
        sandbox::sandbox,
        sandbox::sandbox_client,
        integrations::save_integration,
        desk::save_settings,
        integrations::set_keep_fresh,
        sandbox::set_sandbox_fault,
        sandbox::set_sandbox_lifetime,
        desk::shown,
        sandbox::start_sandbox,
        sandbox::stop_sandbox,
        integrations::subscription_keys,
        tokens::token_detail,
        tokens::try_alternatives,
        sandbox::try_sandbox,
        vault::use_memory_vault,
        integrations::use_placement,
    ]
}

fn asked<T>(answer: Result<T, AskError>) -> Answer<T> {
    answer.map_err(|error| ErrorView::from(&error))
}

fn allowed<T>(answer: Result<T, impl AsRef<Refusal>>) -> Answer<T> {
    answer.map_err(|refusal| ErrorView::from(refusal.as_ref()))
}
