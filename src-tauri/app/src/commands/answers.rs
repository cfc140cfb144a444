//! Looking at answers: rows, folds, searches, values, tables, files. A body never crosses whole.
use std::sync::Arc;

use gatepass_core::compare::compare as compare_bodies;
use gatepass_io::Query;
use tauri::ipc::Response;
use tauri::{AppHandle, State};

use super::Answer;
use crate::answers::{self, Answers};
use crate::clipboard;
use crate::downloads::{file_name, save_all};
use crate::off_the_window::off_the_window;
use crate::view::{
    CardView, ComparisonView, ErrorView, HitView, SavedView, SearchView, TableQueryView,
    TableRowsView, TableView,
};

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

#[tauri::command]
pub(super) async fn search_body(
    answers: State<'_, Answers>,
    id: String,
    text: String,
    regex: bool,
    match_case: bool,
) -> Answer<SearchView> {
    let query = match regex {
        true => Query::regex(&text, match_case),
        false => Query::word(&text, match_case),
    };
    with(&answers, &id, move |answer| answer.search(query)).await
}

#[tauri::command]
pub(super) async fn search_hit(
    answers: State<'_, Answers>,
    id: String,
    raw: bool,
    hit: usize,
) -> Answer<HitView> {
    let found = answers.get(&id)?.hit(raw, hit);
    found.ok_or_else(|| ErrorView::new("no_match", "There is no such match.", "Search again."))
}

#[tauri::command]
pub(super) async fn copy_value(
    app: AppHandle,
    answers: State<'_, Answers>,
    id: String,
    row: u32,
) -> Answer<()> {
    let value = answers.get(&id)?.value(row)?;
    clipboard::copy_public(&app, value).await
}

#[tauri::command]
pub(super) async fn copy_path(
    app: AppHandle,
    answers: State<'_, Answers>,
    id: String,
    row: u32,
) -> Answer<String> {
    let path = answers.get(&id)?.path(row).unwrap_or_default();
    clipboard::copy_public(&app, path.clone()).await?;
    Ok(path)
}

/// Where the value of a row is; empty where it is nowhere.
#[tauri::command]
pub(super) async fn row_path(answers: State<'_, Answers>, id: String, row: u32) -> Answer<String> {
    Ok(answers.get(&id)?.path(row).unwrap_or_default())
}

#[tauri::command]
pub(super) async fn tables(answers: State<'_, Answers>, id: String) -> Answer<Vec<TableView>> {
    with(&answers, &id, |answer| answer.tables()).await
}

#[tauri::command]
pub(super) async fn save_body(
    app: AppHandle,
    answers: State<'_, Answers>,
    id: String,
) -> Answer<SavedView> {
    with(&answers, &id, move |answer| {
        let name = file_name(&answer.title, answer.extension());
        save_all(&app, &[name], |_, path| answer.body.save_to(path))
    })
    .await?
}

#[tauri::command]
pub(super) async fn table_rows(
    answers: State<'_, Answers>,
    id: String,
    query: TableQueryView,
    first: u32,
    count: usize,
) -> Answer<TableRowsView> {
    let rows = with(&answers, &id, move |answer| {
        answer.table_rows(&query, first, count)
    });
    rows.await?.map(TableRowsView::from)
}

#[tauri::command]
pub(super) async fn card(
    answers: State<'_, Answers>,
    id: String,
    table: usize,
    record: u32,
) -> Answer<CardView> {
    answers.get(&id)?.card(table, record).map(CardView::from)
}

/// Returns how many rows were copied.
#[tauri::command]
pub(super) async fn copy_csv(
    app: AppHandle,
    answers: State<'_, Answers>,
    id: String,
    query: TableQueryView,
) -> Answer<u32> {
    let (csv, rows) = with(&answers, &id, move |answer| answer.csv(&query)).await??;
    clipboard::copy_public(&app, String::from_utf8_lossy(&csv).into_owned()).await?;
    Ok(rows)
}

#[tauri::command]
pub(super) async fn compare(
    answers: State<'_, Answers>,
    left: String,
    right: String,
) -> Answer<ComparisonView> {
    let right = answers.get(&right)?;
    with(&answers, &left, move |left| {
        ComparisonView::of(compare_bodies(left.body.bytes(), right.body.bytes()))
    })
    .await
}

#[tauri::command]
pub(super) async fn drop_answer(answers: State<'_, Answers>, id: String) -> Answer<()> {
    answers.drop(&id);
    Ok(())
}

/// On a thread that may work for a while: a hundred megabytes take their time.
async fn with<R: Send + 'static>(
    answers: &Answers,
    id: &str,
    work: impl FnOnce(&Arc<answers::Answer>) -> R + Send + 'static,
) -> Answer<R> {
    let answer = answers.get(id)?;
    off_the_window(move || work(&answer)).await
}
