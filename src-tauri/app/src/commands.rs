//! What the page may ask for. A command is one sentence: unpack, one call, convert. A branch belongs lower.
mod activity;
mod answers;
mod backups;
mod calls;
mod clipboard;
mod desk;
mod endpoints;
mod integrations;
mod lock;
mod moving;
mod paste;
mod rotation;
mod sandbox;
mod secrets;
mod sign_in;
mod support;
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
        moving::add_import,
        backups::backups,
        sign_in::begin_sign_in,
        answers::body_rows,
        calls::cancel_call,
        sign_in::cancel_sign_in,
        answers::card,
        vault::change_passphrase,
        integrations::check_draft,
        moving::check_recipients,
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
        rotation::dismiss_reminders,
        integrations::draft,
        answers::drop_answer,
        secrets::drop_held_secrets,
        moving::drop_import,
        integrations::duplicate_integration,
        endpoints::endpoint_draft,
        endpoints::endpoints,
        calls::export_postman,
        moving::export_sealed,
        answers::fold_all,
        answers::fold_row,
        rotation::forget_secret_beside,
        tokens::forget_token,
        tokens::get_token,
        rotation::go_back_to_secret,
        moving::hold_import,
        secrets::hold_secret,
        endpoints::import_open_api,
        desk::integration,
        tokens::introspect_token,
        activity::kept_exchange,
        lock::lock_now,
        lock::lock_state,
        vault::move_vault,
        lock::note_activity,
        lock::note_place,
        backups::open_again,
        moving::open_import,
        desk::open_link,
        sign_in::open_sign_in_page,
        secrets::paste_secret,
        sign_in::paste_sign_in,
        calls::preview_call,
        support::preview_support,
        desk::providers,
        rotation::put_secret_beside,
        endpoints::read_open_api,
        paste::read_paste,
        endpoints::remove_endpoint,
        moving::remove_everything,
        activity::remove_exchange,
        integrations::remove_integration,
        endpoints::remove_sample,
        integrations::replace_subscription_key,
        backups::restore_backup,
        vault::retry_vault,
        tokens::revoke_token,
        answers::row_path,
        sandbox::sandbox,
        sandbox::sandbox_client,
        rotation::sandbox_secret,
        answers::save_body,
        endpoints::save_endpoint,
        integrations::save_integration,
        endpoints::save_sample,
        desk::save_settings,
        support::save_support,
        answers::search_body,
        answers::search_hit,
        calls::send_call,
        integrations::set_keep_fresh,
        sandbox::set_sandbox_fault,
        sandbox::set_sandbox_lifetime,
        endpoints::show_sample,
        desk::shown,
        calls::snippet,
        backups::start_empty,
        sandbox::start_sandbox,
        sandbox::stop_sandbox,
        integrations::subscription_keys,
        answers::table_rows,
        answers::tables,
        rotation::test_secret_beside,
        tokens::token_detail,
        tokens::try_alternatives,
        sandbox::try_sandbox,
        lock::unlock,
        vault::unlock_vault,
        vault::use_memory_vault,
        integrations::use_placement,
        rotation::use_secret_beside,
        sandbox::withdraw_sandbox_secret,
    ])
}

fn asked<T>(answer: Result<T, AskError>) -> Answer<T> {
    answer.map_err(|error| ErrorView::from(&error))
}

fn allowed<T>(answer: Result<T, impl AsRef<Refusal>>) -> Answer<T> {
    answer.map_err(|refusal| ErrorView::from(refusal.as_ref()))
}
