//! Takes a body in as it arrives, whatever its pieces, and indexes it on the way.
use gatepass_core::{Head, Sink, Stop};

use super::body::Body;
use super::held::HeldBytes;
use super::json::marks::JsonIndex;
use super::json::scan::{End, Scanner};
use super::lines::Lines;

/// The largest body that is taken in unless the user sets another limit, in bytes: 256 MB.
pub const DEFAULT_LIMIT: usize = 256 * 1000 * 1000;

/// The body is larger than the user allows; the rest was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is larger than the limit of {limit} bytes")]
pub struct BodyTooLarge {
    /// The limit, in bytes.
    pub limit: usize,
}

/// A body that is still arriving.
pub struct BodyWriter {
    limit: usize,
    bytes: HeldBytes,
    lines: Lines,
    scanner: Scanner,
    /// What lies behind the fault, once there is one.
    tail: Option<Lines>,
}

impl BodyWriter {
    /// Takes in up to `limit` bytes, decoded; never more than 4 GiB, for a place in a body is kept in 32 bits.
    pub fn new(limit: usize) -> Self {
        Self {
            limit: limit.min(u32::MAX as usize),
            bytes: HeldBytes::default(),
            lines: Lines::new(0),
            scanner: Scanner::default(),
            tail: None,
        }
    }

    /// Appends the next piece. A piece may end anywhere, also inside a character. What would exceed the limit is not taken,
    /// and what was taken stays.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), BodyTooLarge> {
        if piece.len() > self.limit - self.received() {
            return Err(BodyTooLarge { limit: self.limit });
        }
        self.bytes.push(piece, self.limit);
        self.index(false);
        Ok(())
    }

    /// How many bytes have arrived.
    pub fn received(&self) -> usize {
        self.bytes.as_slice().len()
    }

    /// The last byte has arrived, or no more will come: what there is can be shown.
    pub fn finish(mut self) -> Body {
        self.bytes.seal();
        self.scanner.finish(self.bytes.as_slice());
        self.index(true);
        match self.scanner.end(self.bytes.as_slice()) {
            End::Text => Body::text(self.bytes, self.lines),
            End::Json { marks, end, fault } => {
                let index = JsonIndex { marks, end };
                Body::json(self.bytes, self.lines, index, fault, self.tail)
            }
        }
    }

    fn index(&mut self, last: bool) {
        let bytes = self.bytes.as_slice();
        self.lines.extend(bytes, last);
        self.scanner.feed(bytes);
        if let Some(start) = self.scanner.broken_at() {
            self.tail
                .get_or_insert_with(|| Lines::new(start))
                .extend(bytes, last);
        }
    }
}

/// As an answer arrives. Its head is kept by whoever sent the request.
impl Sink for BodyWriter {
    fn head(&mut self, _: &Head) {}

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        BodyWriter::push(self, piece).map_err(|BodyTooLarge { .. }| Stop)
    }
}

impl std::fmt::Debug for BodyWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BodyWriter({} bytes)", self.received())
    }
}
