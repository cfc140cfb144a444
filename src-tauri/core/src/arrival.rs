//! How an answer arrives: its head first, then its body in pieces, into a sink, within limits.
use zeroize::Zeroizing;

use crate::exchange::{Sizes, Times};
use crate::ports::HttpAnswer;

/// Below this a grown buffer is copied and the old one wiped, so no part of a token stays behind in freed memory. Above it
/// the allocator is asked to grow in place: it moves pages rather than copying them, and the peak stays near the limit.
const WIPED_GROWTH: usize = 1024 * 1024;

/// Wiping costs by the byte set aside, and most small answers come in one piece.
const LEAST_ROOM: usize = 1024;

/// How far one exchange may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallLimits {
    /// Bytes of the body, decoded. The first byte above ends the exchange.
    pub body: usize,
    /// Milliseconds until the answer begins, and then between two pieces of it. None: the adapter's own limit.
    pub read_ms: Option<u64>,
    /// Milliseconds for everything. None: the adapter's own limit.
    pub total_ms: Option<u64>,
}

/// Takes an answer in as it arrives. What it has taken stays taken when the exchange fails later.
pub trait Sink: Send {
    /// Once, before any piece.
    fn head(&mut self, head: &Head);
    /// The next bytes of the decoded body, never empty. They may hold a token: never log them.
    fn push(&mut self, piece: &[u8]) -> Result<(), Stop>;
}

/// The sink wants no more: the connection is closed, and [`Arrival::whole`] is false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// An answer before its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status code.
    pub status: u16,
    /// As received, also those that speak of the encoded body. Names in lower case, in the order they came.
    pub headers: Vec<(String, String)>,
}

impl Head {
    /// The first header of that name (lower case), or "".
    pub fn header(&self, name: &str) -> &str {
        first(&self.headers, name)
    }
}

/// An answer that has arrived; its body went into the sink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Status and headers, as the sink was told.
    pub head: Head,
    /// Where the time went.
    pub times: Times,
    /// How many bytes the body has.
    pub sizes: Sizes,
    /// Whether the body was taken to its end: false once the sink said [`Stop`].
    pub whole: bool,
}

/// Keeps a small answer in memory that is wiped: a token's, not a download.
pub(crate) struct WholeAnswer {
    body: Zeroizing<Vec<u8>>,
    limit: usize,
}

impl WholeAnswer {
    /// `limit` bounds what is set aside for the body; that the body keeps to it is the exchange's business.
    pub(crate) fn up_to(limit: usize) -> Self {
        Self {
            body: Zeroizing::default(),
            limit,
        }
    }

    pub(crate) fn with(self, arrival: Arrival) -> HttpAnswer {
        HttpAnswer {
            status: arrival.head.status,
            headers: arrival.head.headers,
            body: self.body,
        }
    }
}

impl Sink for WholeAnswer {
    fn head(&mut self, _: &Head) {}

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        make_room(&mut self.body, piece.len(), self.limit);
        self.body.extend_from_slice(piece);
        Ok(())
    }
}

/// The first header of that name (lower case), or "".
pub(crate) fn first<'a>(headers: &'a [(String, String)], name: &str) -> &'a str {
    headers
        .iter()
        .find(|(taken, _)| taken == name)
        .map_or("", |(_, value)| value)
}

fn make_room(body: &mut Zeroizing<Vec<u8>>, more: usize, limit: usize) {
    let length = body.len() + more;
    if length <= body.capacity() {
        return;
    }
    let capacity = (body.capacity() * 2).max(LEAST_ROOM).min(limit).max(length);
    if capacity > WIPED_GROWTH {
        let more = capacity - body.len();
        body.reserve_exact(more);
        return;
    }
    let mut larger = Zeroizing::new(Vec::with_capacity(capacity));
    larger.extend_from_slice(body);
    *body = larger;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_grows_and_keeps_what_was_read() {
        let mut body = Zeroizing::new(b"start".to_vec());
        for length in [6, 9_000, 900_000, 5_000_000] {
            make_room(&mut body, length - 5, 5_000_000);
            assert!(body.capacity() >= length);
            assert_eq!(&body[..], b"start");
        }
        assert!(body.capacity() <= 5_000_000, "never above the limit");
    }

    #[test]
    fn a_whole_answer_is_its_pieces_in_order() {
        let head = Head {
            status: 200,
            headers: vec![("x-a".into(), "1".into()), ("x-a".into(), "2".into())],
        };
        let mut whole = WholeAnswer::up_to(100);
        whole.head(&head);
        for piece in ["{\"a\"", ":1", "}"] {
            whole.push(piece.as_bytes()).unwrap();
        }
        let answer = whole.with(Arrival {
            head,
            times: Times::default(),
            sizes: Sizes::default(),
            whole: true,
        });
        assert_eq!((answer.status, &answer.body[..]), (200, &b"{\"a\":1}"[..]));
        assert_eq!((answer.header("x-a"), answer.header("x-b")), ("1", ""));
    }
}
