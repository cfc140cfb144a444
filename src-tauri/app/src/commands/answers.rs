//! Looking at answers: rows, folds, searches, values, tables, files. A body never crosses whole.
use gatepass_io::Query;
use tauri::ipc::Response;
use tauri::{AppHandle, State};

use super::Answer;
use crate::answers::Answers;
use crate::downloads::{file_name, save_all};
use crate::view::{ErrorView, HitView, SavedView, SearchView};
use crate::{clipboard, tables};

/// Rows as bytes: no JSON is made and parsed for what scrolls by.
#[tauri::command]
pub(super) async fn body_rows(
    answers: State<'_, Answers>,
    id: String,
    raw: bool,
    first: u32,
    count: usize,
) -> Answer<Response> {
    Ok(Response::new(answers.get(&id)?.rows(raw, first, count)))
}

#[tauri::command]
pub(super) async fn fold_row(
    answers: State<'_, Answers>,
    id: String,
    row: u32,
    folded: bool,
) -> Answer<u32> {
    Ok(answers.get(&id)?.fold(row, folded))
}

#[tauri::command]
pub(super) async fn fold_all(
    answers: State<'_, Answers>,
    id: String,
    depth: Option<u32>,
) -> Answer<u32> {
    Ok(answers.get(&id)?.fold_all(depth))
}

/// On a thread of its own: a hundred megabytes take a while.
#[tauri::command]
pub(super) async fn search_body(
    answers: State<'_, Answers>,
    id: String,
    raw: bool,
    text: String,
    regex: bool,
    match_case: bool,
) -> Answer<SearchView> {
    let answer = answers.get(&id)?;
    let query = if regex {
        Query::regex(&text, match_case)
    } else {
        Query::word(&text, match_case)
    };
    on_own_thread(move || answer.search(query)).await
}
