//! What the page may ask for. A command is one sentence: unpack, one call, convert. A branch belongs lower.
mod activity;
mod answers;
mod calls;
mod clipboard;
mod desk;
mod endpoints;
mod integrations;
mod lock;
mod paste;
mod sandbox;
mod secrets;
mod sign_in;
mod tokens;
mod vault;

use gatepass_core::{AskError, Refusal};
use tauri::ipc::Invoke;

use crate::view::ErrorView;
use crate::while_locked::guarded;

type Answer<T> = Result<T, ErrorView>;

/// The dispatcher, in the order of `command_names.rs`.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    guarded(tauri::generate_handler![
        activity::activity,
        sign_in::begin_sign_in,
        answers::body_rows,
        calls::cancel_call,
        sign_in::cancel_sign_in,
        answers::card,
        vault::change_passphrase,
        integrations::check_draft,
        activity::clear_activity,
        clipboard::clear_clipboard,
        answers::compare,
        clipboard::copy,
        answers::copy_csv,
        answers::copy_path,
        clipboard::copy_public,
        calls::copy_snippet,
        answers::copy_value,
        vault::create_passphrase_vault,
        desk::desk,
        integrations::draft,
        answers::drop_answer,
        secrets::drop_held_secrets,
        integrations::duplicate_integration,
        endpoints::endpoint_draft,
        endpoints::endpoints,
        calls::export_postman,
        answers::fold_all,
        answers::fold_row,
        tokens::forget_token,
        tokens::get_token,
        secrets::hold_secret,
        endpoints::import_open_api,
        desk::integration,
        tokens::introspect_token,
        activity::kept_exchange,
        lock::lock_now,
        lock::lock_state,
        lock::note_activity,
        lock::note_place,
        vault::move_vault,
        desk::open_link,
        sign_in::open_sign_in_page,
        secrets::paste_secret,
        sign_in::paste_sign_in,
        calls::preview_call,
        desk::providers,
        endpoints::read_open_api,
        paste::read_paste,
        endpoints::remove_endpoint,
        activity::remove_exchange,
        integrations::remove_integration,
        endpoints::remove_sample,
        integrations::replace_subscription_key,
        vault::retry_vault,
        tokens::revoke_token,
        answers::row_path,
        sandbox::sandbox,
        sandbox::sandbox_client,
        answers::save_body,
        endpoints::save_endpoint,
        integrations::save_integration,
        endpoints::save_sample,
        desk::save_settings,
        answers::search_body,
        answers::search_hit,
        calls::send_call,
        integrations::set_keep_fresh,
        sandbox::set_sandbox_fault,
        sandbox::set_sandbox_lifetime,
        endpoints::show_sample,
        desk::shown,
        calls::snippet,
        sandbox::start_sandbox,
        sandbox::stop_sandbox,
        integrations::subscription_keys,
        answers::table_rows,
        answers::tables,
        tokens::token_detail,
        tokens::try_alternatives,
        sandbox::try_sandbox,
        lock::unlock,
        vault::unlock_vault,
        vault::use_memory_vault,
        integrations::use_placement,
    ])
}

fn asked<T>(answer: Result<T, AskError>) -> Answer<T> {
    answer.map_err(|error| ErrorView::from(&error))
}

fn allowed<T>(answer: Result<T, impl AsRef<Refusal>>) -> Answer<T> {
    answer.map_err(|refusal| ErrorView::from(refusal.as_ref()))
}
