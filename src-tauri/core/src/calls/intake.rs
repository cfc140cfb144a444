//! Takes one answer in: to UTF-8, masked, into the page's sink; and keeps a small body aside to be read for its meaning.
use zeroize::Zeroizing;

use super::{CallPhase, Watch};
use crate::arrival::{Head, Sink, Stop};
use crate::masking::{Charset, MaskStream, Masker};
use crate::ports::HttpAnswer;
use crate::refusal::{AnswerFacts, READ_LIMIT};

/// One answer on its way in.
pub(super) struct Intake<'a, S> {
    masker: &'a Masker,
    watch: Watch<'a>,
    sink: S,
    head: Option<Head>,
    charset: Charset,
    stream: MaskStream,
    kept: Kept,
    received: u64,
    took_all: bool,
}

/// The body as far as it is read for what it says. It is masked, so nothing in it needs wiping.
enum Kept {
    Whole(Vec<u8>),
    /// It is larger than what is read.
    TooLarge,
}

/// An answer that is in.
pub(super) struct TakenIn<S> {
    pub(super) sink: S,
    /// As it came; None where nothing answered.
    pub(super) head: Option<Head>,
    /// Bytes of the body that came, decoded.
    pub(super) received: u64,
    /// Whether the sink took it to its end.
    pub(super) took_all: bool,
    kept: Kept,
}

impl<'a, S: Sink> Intake<'a, S> {
    pub(super) fn new(masker: &'a Masker, watch: Watch<'a>, sink: S) -> Self {
        Self {
            masker,
            watch,
            sink,
            head: None,
            charset: Charset::AsItIs,
            stream: MaskStream::default(),
            kept: Kept::Whole(Vec::new()),
            received: 0,
            took_all: true,
        }
    }

    /// Gives the sink what is still held back. `cut`: the body broke off.
    pub(super) fn finish(mut self, cut: bool) -> TakenIn<S> {
        if self.took_all {
            self.took_all = self.take(None, cut).is_ok();
        }
        TakenIn {
            sink: self.sink,
            head: self.head,
            received: self.received,
            took_all: self.took_all,
            kept: self.kept,
        }
    }

    /// The next piece, or None for the end.
    fn take(&mut self, piece: Option<&[u8]>, cut: bool) -> Result<(), Stop> {
        let Self {
            masker,
            sink,
            charset,
            stream,
            kept,
            ..
        } = self;
        let mut give = |masked: &[u8]| {
            kept.add(masked);
            sink.push(masked)
        };
        let mut mask = |text: &[u8]| stream.push(masker, text, &mut give);
        match piece {
            Some(piece) => charset.push(piece, &mut mask),
            None => {
                charset.finish(&mut mask)?;
                stream.finish(masker, cut, &mut give)
            }
        }
    }
}

impl<S: Sink> Sink for Intake<'_, S> {
    fn head(&mut self, head: &Head) {
        self.charset = Charset::of(head);
        let headers = head.headers.iter();
        self.sink.head(&Head {
            status: head.status,
            headers: headers
                .map(|(name, value)| (name.clone(), self.masker.text(value)))
                .collect(),
        });
        self.head = Some(head.clone());
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        self.received += piece.len() as u64;
        (self.watch)(CallPhase::Receiving(self.received));
        let taken = self.take(Some(piece), false);
        self.took_all = taken.is_ok();
        taken
    }
}

impl<S> TakenIn<S> {
    /// What the answer says, read from its masked body; what a secret could still be put together from is masked again.
    pub(super) fn facts(&mut self, head: &Head, masker: &Masker, now_ms: i64) -> AnswerFacts {
        let kept = std::mem::replace(&mut self.kept, Kept::TooLarge);
        let (body, is_read) = match kept {
            Kept::Whole(body) => (body, true),
            Kept::TooLarge => (Vec::new(), false),
        };
        let answer = HttpAnswer {
            status: head.status,
            headers: head.headers.clone(),
            body: Zeroizing::new(body),
        };
        let facts = AnswerFacts::of(&answer, now_ms);
        let facts = if is_read { facts } else { facts.unread() };
        facts.hiding_by(|text| masker.text(text))
    }
}

impl Kept {
    fn add(&mut self, masked: &[u8]) {
        if let Self::Whole(body) = self {
            if body.len() + masked.len() > READ_LIMIT {
                *self = Self::TooLarge;
            } else {
                body.extend_from_slice(masked);
            }
        }
    }
}
