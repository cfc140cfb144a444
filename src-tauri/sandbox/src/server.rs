//! The HTTP side: one entrance for every request, compression where the real service compresses, a note of each answer.
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, Response, StatusCode, Version, header};
use axum::middleware::{Next, from_fn_with_state};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;

use crate::faults::{self, Scene, Switches};
use crate::guard;
use crate::ledger::Ledger;
use crate::providers;
use crate::reply::{Compressible, Cut, Outcome, Struck};
use crate::state::SeenRequest;

/// How long answers under way may take once the sandbox is told to stop.
const GRACE: Duration = Duration::from_millis(500);
const PATH_SHOWN: usize = 200;

/// Serves until `stop` changes or its sender is gone.
pub(crate) async fn serve(
    listener: TcpListener,
    ledger: Arc<Ledger>,
    switches: Arc<Switches>,
    mut stop: watch::Receiver<bool>,
) {
    let marked = |_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions| {
        extensions.get::<Compressible>().is_some()
    };
    let running = Running {
        ledger: ledger.clone(),
        switches,
        stopping: stop.clone(),
    };
    let router = Router::new()
        .fallback(answer)
        .layer(CompressionLayer::new().compress_when(marked))
        .layer(from_fn_with_state(ledger, note))
        .with_state(running);
    let mut stopping = stop.clone();
    let graceful = axum::serve(listener, router).with_graceful_shutdown(async move {
        stopping.changed().await.ok();
    });
    tokio::select! {
        _ = graceful => {}
        () = async { stop.changed().await.ok(); tokio::time::sleep(GRACE).await; } => {}
    }
}

#[derive(Clone)]
struct Running {
    ledger: Arc<Ledger>,
    switches: Arc<Switches>,
    stopping: watch::Receiver<bool>,
}

async fn answer(State(running): State<Running>, request: Request) -> Response<Body> {
    let Running {
        ledger,
        switches,
        stopping,
    } = running;
    let asked = match guard::admit(request, &ledger.host).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into_response(),
    };
    let Some(scene) = Scene::of(&ledger, &asked.path) else {
        return providers::answer(&ledger, &asked).into_response();
    };
    let reply = match faults::instead(&switches, &scene) {
        Some(reply) => reply,
        None => {
            let reply = providers::answer(&ledger, &asked);
            faults::after(&switches, &scene, reply, stopping).await
        }
    };
    reply.into_response()
}

/// Writes the request down before its answer leaves, so that whoever has the answer also finds the note.
async fn note(State(ledger): State<Arc<Ledger>>, request: Request, next: Next) -> Response<Body> {
    let at_ms = ledger.now_ms();
    let method = request.method().to_string();
    let path: String = request.uri().path().chars().take(PATH_SHOWN).collect();
    let response = next.run(request).await;
    let outcome = outcome(&response);
    let arrives = response.extensions().get::<Cut>().is_none();
    ledger.note(SeenRequest {
        at_ms,
        method,
        path,
        status: if arrives {
            response.status().as_u16()
        } else {
            0
        },
        outcome,
    });
    response
}

fn outcome(response: &Response<Body>) -> String {
    let compressed = response.headers().contains_key(header::CONTENT_ENCODING);
    let outcome = match response.extensions().get::<Outcome>() {
        _ if compressed => "gzip",
        Some(Outcome(outcome)) => outcome,
        None => "",
    };
    match response.extensions().get::<Struck>() {
        Some(Struck(fault)) => format!("{outcome}, fault: {fault}"),
        None => outcome.to_owned(),
    }
}
