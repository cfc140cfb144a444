//! One row of a table: which answers it is for, whose fault they are, and the words for them.
use super::words::fill;
use super::{AnswerFacts, Asked, Fault, Remedy, Saying};

/// Which answers a rule is for.
pub(super) type When = fn(&AnswerFacts, &Asked<'_>) -> bool;

/// A row. The first of a table whose `when` holds speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) code: &'static str,
    pub(super) verdict: Verdict,
    pub(super) when: When,
    short: &'static str,
    fault: Fault,
    remedy: Remedy,
    again: Again,
    /// Title, sentence and next step, with blanks: see [`fill`].
    words: [&'static str; 3],
}

/// What an answer amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An answer, and there is nothing in it.
    NoData,
    /// Some of its items are refused.
    Partial,
    Refused,
}

/// What comes of the same request, sent again shortly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The same answer.
    Never,
    /// Perhaps another one.
    MayPass,
    /// Perhaps another one, if these credentials have worked before: good ones are refused now and then.
    MayPassIfItWorked,
    /// Perhaps another one, if it is sent with a new token.
    WithNewToken,
}

/// A refusal.
pub(super) const fn refused(
    code: &'static str,
    short: &'static str,
    (fault, remedy): (Fault, Remedy),
    when: When,
    words: [&'static str; 3],
) -> Rule {
    Rule {
        code,
        verdict: Verdict::Refused,
        when,
        short,
        fault,
        remedy,
        again: Again::Never,
        words,
    }
}

/// An answer without anything in it. It is nobody's fault; what was asked may be changed.
pub(super) const fn no_data(
    code: &'static str,
    short: &'static str,
    when: When,
    words: [&'static str; 3],
) -> Rule {
    let rule = refused(code, short, (Fault::You, Remedy::Retry), when, words);
    rule.amounting_to(Verdict::NoData)
}

impl Rule {
    pub(super) const fn again(self, again: Again) -> Self {
        Self { again, ..self }
    }

    pub(super) const fn amounting_to(self, verdict: Verdict) -> Self {
        Self { verdict, ..self }
    }

    /// The rule's words about this answer.
    pub(super) fn say(&self, facts: &AnswerFacts, asked: &Asked<'_>) -> Saying {
        let words = self.words.map(|text| fill(text, facts, asked));
        let passes = match self.again {
            Again::MayPass => true,
            Again::MayPassIfItWorked => asked.worked_before,
            Again::Never | Again::WithNewToken => false,
        };
        Saying::new(self.code, self.short, self.fault, self.remedy, words)
            .waiting(facts.wait_s)
            .passing(passes)
            .wanting_new_token(self.again == Again::WithNewToken)
    }

    #[cfg(test)]
    pub(super) fn words(&self) -> [&'static str; 3] {
        self.words
    }
}
