//! Reading an answer's body into a sink: decoded, counted on both sides, and no further than its limit.
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use async_compression::tokio::bufread::{BrotliDecoder, GzipDecoder, ZstdDecoder};
use async_compression::zstd::DParameter;
use bytes::Bytes;
use futures_util::stream;
use gatepass_core::{HttpFailure, Sink, Sizes, Stop};
use reqwest::Response;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt};
use tokio_util::io::StreamReader;
use zeroize::Zeroizing;

use super::{HttpLimits, failure};

/// What is asked for, and what is decoded. The order is without meaning.
pub(super) const ENCODINGS: &str = "zstd,gzip,br";

/// Bytes that are decoded in one go.
const PIECE: usize = 64 * 1024;

/// RFC 9659 lets nobody send a frame that needs a window of more than 8 MB; zstd itself would set aside 128.
const ZSTD_WINDOW_LOG: u32 = 23;

/// A body that was read, whole unless the sink wanted no more.
pub(super) struct Poured {
    pub(super) sizes: Sizes,
    pub(super) whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Gzip,
    Brotli,
    Zstd,
}

/// Reads to the end, or until a limit or the sink says otherwise: a compression bomb costs no more than the limit.
pub(super) async fn pour(
    response: Response,
    most: usize,
    limits: &HttpLimits,
    sink: &mut dyn Sink,
) -> Result<Poured, HttpFailure> {
    let mut pouring = Pouring {
        sink,
        most,
        decoded: 0,
    };
    let (wire, whole) = match Encoding::of(&response) {
        None => plain(response, limits, &mut pouring).await?,
        Some(encoding) => decoded(response, encoding, limits, &mut pouring).await?,
    };
    let sizes = Sizes {
        wire,
        decoded: pouring.decoded as u64,
    };
    Ok(Poured { sizes, whole })
}

impl Encoding {
    /// None: as it is. So are codings that nobody asked for: servers write `Content-Encoding: utf-8`.
    fn of(response: &Response) -> Option<Self> {
        let name = response.headers().get(reqwest::header::CONTENT_ENCODING)?;
        match name.to_str().ok()?.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "br" => Some(Self::Brotli),
            "zstd" => Some(Self::Zstd),
            _ => None,
        }
    }

    fn decoder<'a>(
        self,
        encoded: impl AsyncBufRead + Send + Unpin + 'a,
    ) -> Box<dyn AsyncRead + Send + Unpin + 'a> {
        match self {
            Self::Gzip => {
                let mut decoder = GzipDecoder::new(encoded);
                decoder.multiple_members(true);
                Box::new(decoder)
            }
            Self::Brotli => Box::new(BrotliDecoder::new(encoded)),
            Self::Zstd => {
                let window = DParameter::window_log_max(ZSTD_WINDOW_LOG);
                let mut decoder = ZstdDecoder::with_params(encoded, &[window]);
                decoder.multiple_members(true);
                Box::new(decoder)
            }
        }
    }
}

/// Where decoded bytes go.
struct Pouring<'a> {
    sink: &'a mut dyn Sink,
    most: usize,
    decoded: usize,
}

impl Pouring<'_> {
    /// Whether the sink wants more.
    fn push(&mut self, piece: &[u8]) -> Result<bool, HttpFailure> {
        self.decoded = self.decoded.saturating_add(piece.len());
        if self.decoded > self.most {
            return Err(HttpFailure::TooLarge(self.most));
        }
        Ok(piece.is_empty() || self.sink.push(piece) != Err(Stop))
    }
}

async fn plain(
    mut response: Response,
    limits: &HttpLimits,
    pouring: &mut Pouring<'_>,
) -> Result<(u64, bool), HttpFailure> {
    while let Some(piece) = next(&mut response, limits).await? {
        if !pouring.push(&piece)? {
            return Ok((pouring.decoded as u64, false));
        }
    }
    Ok((pouring.decoded as u64, true))
}

async fn decoded(
    response: Response,
    encoding: Encoding,
    limits: &HttpLimits,
    pouring: &mut Pouring<'_>,
) -> Result<(u64, bool), HttpFailure> {
    let wire = AtomicU64::new(0);
    let pieces = stream::unfold(response, async |mut response| {
        let piece = next(&mut response, limits).await.transpose()?;
        if let Ok(piece) = &piece {
            wire.fetch_add(piece.len() as u64, Ordering::Relaxed);
        }
        Some((piece.map_err(Ended::into_io), response))
    });
    let mut encoded = StreamReader::new(Box::pin(pieces));
    let whole = decode(&mut encoded, encoding, pouring).await;
    whole
        .map(|whole| (wire.load(Ordering::Relaxed), whole))
        .map_err(Ended::of)
}

async fn decode(
    encoded: &mut (impl AsyncBufRead + Send + Unpin),
    encoding: Encoding,
    pouring: &mut Pouring<'_>,
) -> io::Result<bool> {
    // The answer to HEAD, and one of 204 or 304, names an encoding and has no body.
    if encoded.fill_buf().await?.is_empty() {
        return Ok(true);
    }
    let mut decoder = encoding.decoder(&mut *encoded);
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    loop {
        let length = decoder.read(&mut piece).await?;
        if length == 0 {
            break;
        }
        if !pouring.push(&piece[..length]).map_err(Ended::into_io)? {
            return Ok(false);
        }
        // A few received bytes can hold work for seconds: others want to run, and cancelling to be heard.
        tokio::task::consume_budget().await;
    }
    drop(decoder);
    match encoded.fill_buf().await?.is_empty() {
        true => Ok(true),
        false => Err(Ended::into_io(HttpFailure::Garbled)),
    }
}

async fn next(response: &mut Response, limits: &HttpLimits) -> Result<Option<Bytes>, HttpFailure> {
    match tokio::time::timeout(limits.read, response.chunk()).await {
        Ok(piece) => piece.map_err(|error| failure::classify(error, limits)),
        Err(_) => Err(HttpFailure::TimedOut(failure::seconds(limits.read))),
    }
}

/// A failure on its way through a decoder, which speaks of `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error("the body ended: {0:?}")]
struct Ended(HttpFailure);

impl Ended {
    fn into_io(failure: HttpFailure) -> io::Error {
        io::Error::other(Self(failure))
    }

    fn of(error: io::Error) -> HttpFailure {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
        match inner {
            Some(Self(failure)) => failure.clone(),
            // The decoder wanted more than there was.
            None if error.kind() == io::ErrorKind::UnexpectedEof => HttpFailure::CutOff,
            None => HttpFailure::Garbled,
        }
    }
}
