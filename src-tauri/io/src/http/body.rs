//! Reading an answer's body into memory that is wiped, and no further than its limit.
use gatepass_core::HttpFailure;
use reqwest::Response;
use zeroize::Zeroizing;

use super::{HttpLimits, failure};

/// Below this a grown buffer is copied and the old one wiped, so no part of a token stays behind in freed memory. Above it
/// the allocator is asked to grow in place: it moves pages rather than copying them, and the peak stays near the limit.
const WIPED_GROWTH: usize = 1024 * 1024;

/// The whole body, decoded. Stops reading as soon as it exceeds `limit`, so a compression bomb costs no more than that.
pub(super) async fn read(
    mut response: Response,
    limit: usize,
    limits: &HttpLimits,
) -> Result<Zeroizing<Vec<u8>>, HttpFailure> {
    let mut body = Zeroizing::new(Vec::new());
    while let Some(piece) = response
        .chunk()
        .await
        .map_err(|error| failure::classify(error, limits))?
    {
        let length = body.len() + piece.len();
        if length > limit {
            return Err(HttpFailure::TooLarge(limit));
        }
        make_room(&mut body, length, limit);
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

fn make_room(body: &mut Zeroizing<Vec<u8>>, length: usize, limit: usize) {
    if length <= body.capacity() {
        return;
    }
    let capacity = length.max(body.capacity() * 2).max(8 * 1024).min(limit);
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
            make_room(&mut body, length, 5_000_000);
            assert!(body.capacity() >= length);
            assert_eq!(&body[..], b"start");
        }
        assert!(body.capacity() <= 5_000_000, "never above the limit");
    }
}
