//! Answers that break on the way: bodies that end early or hardly end, connections that are cut, clocks that are wrong.
use std::io;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, header};
use futures_util::stream;
use serde_json::Value;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::reply::{Compressible, Cut, Reply};

const CHUNK_BYTES: usize = 64 * 1024;
const CHUNKS: usize = 1600;

/// Changes the members of an answer.
pub(super) type Change = fn(&mut Value);

/// The same answer with other members.
pub(super) async fn with_members(reply: Reply, change: Change) -> Reply {
    let (mut reply, body) = opened(reply).await;
    let body = match serde_json::from_slice::<Value>(&body) {
        Ok(mut members) => {
            change(&mut members);
            Body::from(members.to_string())
        }
        Err(_) => Body::from(body),
    };
    *reply.response_mut().body_mut() = body;
    reply
}

/// The first half of the body under the length of the whole, and then the end of the connection.
pub(super) async fn truncated(reply: Reply) -> Reply {
    let (mut reply, body) = opened(reply).await;
    let response = reply.response_mut();
    let length = HeaderValue::from(body.len());
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, length);
    response.extensions_mut().remove::<Compressible>();
    let half = body.slice(..body.len() / 2);
    *response.body_mut() = broken(half);
    reply
}

/// No answer at all: the connection ends before a byte of it.
pub(super) fn cut() -> Reply {
    let mut reply = Reply::empty(200, "connection cut").marked(Cut);
    // An error at once, while even the head still waits to be sent.
    let nothing = stream::iter([Err::<Bytes, _>(error())]);
    *reply.response_mut().body_mut() = Body::from_stream(nothing);
    reply
}

/// 100 MB of JSON that can be read, made piece by piece while it is sent.
pub(super) fn huge() -> Reply {
    let line = format!("\"{}\",\n", "sandbox ".repeat(15));
    let chunk = Bytes::from(line.repeat(CHUNK_BYTES / line.len()));
    let pieces = std::iter::once(Bytes::from_static(b"{\"data\":[\n"))
        .chain(std::iter::repeat_n(chunk, CHUNKS))
        .chain([Bytes::from_static(b"\"the end\"]}\n")]);
    let body = Body::from_stream(stream::iter(pieces.map(Ok::<_, io::Error>)));
    Reply::new(200, "application/json", body, "100 MB")
}

/// The same answer, sent at that time by the server's own account, in seconds since the epoch.
pub(super) fn dated(reply: Reply, at: i64) -> Reply {
    let form = format_description!(
        "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
    );
    let date = OffsetDateTime::from_unix_timestamp(at).map(|at| at.format(form));
    match date {
        Ok(Ok(date)) => reply.with("date", date),
        // Only a clock outside of the years that have four digits: then the date is wrong already.
        Ok(Err(_)) | Err(_) => reply,
    }
}

/// A reply whose body can be read as a whole: all that reach this are in memory already.
async fn opened(mut reply: Reply) -> (Reply, Bytes) {
    let body = std::mem::take(reply.response_mut().body_mut());
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    (reply, body)
}

/// What there is, and then an error, at which the server closes the connection. Between them a pause, in which what was given
/// to the connection is sent.
fn broken(first: Bytes) -> Body {
    Body::from_stream(stream::unfold(Some(first), async |first| match first {
        Some(bytes) => Some((Ok(bytes), None)),
        None => {
            tokio::task::yield_now().await;
            Some((Err(error()), None))
        }
    }))
}

fn error() -> io::Error {
    io::Error::other("cut by a fault")
}
