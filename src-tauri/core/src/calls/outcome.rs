//! What a call amounts to, in words.
use crate::call_exchange::{CallOutcome, OutcomeKind};
use crate::refusal::{Asked, Meaning, Saying};

/// An answer that was read to its end.
pub(super) fn of_meaning(
    meaning: Meaning,
    status: u16,
    asked: &Asked<'_>,
) -> (CallOutcome, Option<Saying>) {
    let (kind, saying) = match meaning {
        Meaning::Success => return (success(status, asked), None),
        Meaning::NoData(saying) => (OutcomeKind::NoData, saying),
        Meaning::Partial { saying, .. } => (OutcomeKind::Partial, saying),
        Meaning::Refused(saying) => (OutcomeKind::Refused, saying),
    };
    let mut outcome = of_saying(kind, &saying);
    if kind == OutcomeKind::NoData {
        outcome.fault = None;
    }
    (outcome, Some(saying))
}

/// No answer, or none that came to its end.
pub(super) fn failed(saying: Saying) -> (CallOutcome, Option<Saying>) {
    (of_saying(OutcomeKind::Failed, &saying), Some(saying))
}

/// The user stopped it.
pub(super) fn cancelled() -> CallOutcome {
    CallOutcome {
        kind: OutcomeKind::Cancelled,
        code: "cancelled".to_owned(),
        title: "You stopped the call".to_owned(),
        sentence: "It was on its way. Whether the service still carried it out is not known."
            .to_owned(),
        next_step: "If it changes something, look at the service before you send it again."
            .to_owned(),
        fault: None,
    }
}

fn success(status: u16, asked: &Asked<'_>) -> CallOutcome {
    CallOutcome {
        kind: OutcomeKind::Success,
        code: String::new(),
        title: "As asked for".to_owned(),
        sentence: format!("{} answered {status}.", asked.name()),
        next_step: String::new(),
        fault: None,
    }
}

fn of_saying(kind: OutcomeKind, saying: &Saying) -> CallOutcome {
    CallOutcome {
        kind,
        code: saying.code().to_owned(),
        title: saying.title().to_owned(),
        sentence: saying.sentence().to_owned(),
        next_step: saying.next_step().to_owned(),
        fault: Some(saying.fault()),
    }
}
