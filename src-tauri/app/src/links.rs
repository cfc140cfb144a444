//! Pages that may be opened in the browser: those that Gatepass itself or an answer on screen names.
use gatepass_core::{endpoints, providers};
use tauri::{AppHandle, Manager as _, Url};
use tauri_plugin_opener::OpenerExt as _;

use crate::answers::Answers;
use crate::off_the_window::off_the_window;
use crate::view::ErrorView;

/// Opens it, if it is one of those.
pub(crate) async fn open(app: &AppHandle, url: &str) -> Result<(), ErrorView> {
    if !(is_ours(url) || is_of_an_answer(app, url).await?) {
        return Err(ErrorView::new(
            "unknown_link",
            "This link is neither ours nor in an answer that is shown.",
            "Open the answer again, then choose the link in it.",
        ));
    }
    let opened = app.opener().open_url(url, None::<&str>);
    opened.map_err(|_| {
        ErrorView::new(
            "no_browser",
            "No browser could be opened.",
            &format!("Open {url} by hand."),
        )
    })
}

/// In a set-up guide, or an endpoint's documentation.
fn is_ours(url: &str) -> bool {
    let is_it = |link: &Url| link.as_str() == url;
    providers().iter().any(|provider| {
        let steps = provider.guide.steps.iter();
        let mut guide = steps.filter_map(|step| step.link.as_ref());
        let mut docs = endpoints(&provider.id)
            .iter()
            .filter_map(|endpoint| endpoint.docs.as_ref());
        guide.any(is_it) || docs.any(is_it)
    })
}

/// Over https, and as it stands there: an address that the page put together is in no answer.
async fn is_of_an_answer(app: &AppHandle, url: &str) -> Result<bool, ErrorView> {
    if !Url::parse(url).is_ok_and(|url| url.scheme() == "https") {
        return Ok(false);
    }
    let (app, url) = (app.clone(), url.to_owned());
    off_the_window(move || app.state::<Answers>().mention(&url)).await
}
