//! Sends a request of ours and reads what came back: the answer, its facts, the masked exchange, and both clocks.
use crate::exchange::Exchange;
use crate::http_date::http_date_s;
use crate::integration::Integration;
use crate::moment::Moment;
use crate::ports::{HttpAnswer, Ports};
use crate::redact::redacted_answer;
use crate::refusal::{
    AnswerFacts, Asked, Refusal, refusal_of_answer, refusal_of_failure, refusal_of_seal,
};
use crate::request::Request;
use crate::secret::Secret;
use crate::token_response::{Issued, Received, TOKEN_ANSWER_LIMIT, token_response};
use crate::unsent::refuse;

/// A request that was answered.
pub(crate) struct Answered {
    pub(crate) answer: HttpAnswer,
    pub(crate) facts: AnswerFacts,
    pub(crate) sent: Moment,
    pub(crate) received: Received,
    /// The exchange as far as it is known before the answer is read.
    exchange: Exchange,
    /// Everything in the request that an answer may repeat.
    secrets: Vec<Secret>,
}

/// Seals and sends. Nothing leaves if a secret in it was given for another origin.
pub(crate) async fn send(
    ports: &Ports,
    integration: &Integration,
    request: &Request,
    asked: &Asked<'_>,
) -> Result<Answered, Refusal> {
    let sandbox = ports.sandbox.sandbox_address();
    let wire = request
        .seal(sandbox.as_ref())
        .map_err(|error| refuse(ports, refusal_of_seal(&error)))?;
    let sent = ports.clock.now();
    let answered = ports
        .http
        .send(&wire, &integration.route, TOKEN_ANSWER_LIMIT)
        .await;
    let answered_at = ports.clock.now();
    let elapsed_ms = sent.elapsed_ms(&answered_at).unwrap_or_default();
    let exchange = Exchange {
        request: request.redacted(sandbox.as_ref()),
        sent_at_ms: sent.wall_ms,
        elapsed_ms,
        answer: None,
    };
    let answer = match answered {
        Ok(answer) => answer,
        Err(failure) => {
            return Err(refusal_of_failure(&failure, asked).over(sent.wall_ms, Some(exchange)));
        }
    };
    let facts = AnswerFacts::of(&answer, answered_at.wall_ms);
    let received = Received {
        wall_ms: answered_at.wall_ms,
        elapsed_ms,
        date_s: http_date_s(answer.header("date")).and_then(|date_s| date_s.try_into().ok()),
    };
    Ok(Answered {
        answer,
        facts,
        sent,
        received,
        exchange,
        secrets: request.secrets(),
    })
}

impl Answered {
    /// Whether the status is one of success.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.answer.status)
    }

    /// The token in it, if it is an answer that issues one.
    pub(crate) fn issued(&self) -> Option<Issued> {
        let members = self.facts.issuing().filter(|_| self.is_success())?;
        token_response(members, &self.received)
    }

    /// The exchange, masked. `issued`: the answer holds a token, so nothing of its body is shown.
    pub(crate) fn exchange(self, issued: bool) -> Exchange {
        let secrets: Vec<&Secret> = self.secrets.iter().collect();
        Exchange {
            answer: Some(redacted_answer(&self.answer, &self.facts, &secrets, issued)),
            ..self.exchange
        }
    }

    /// What the answer means when it is not what was asked for.
    pub(crate) fn refusal(mut self, asked: &Asked<'_>) -> Refusal {
        let secrets: Vec<&Secret> = self.secrets.iter().collect();
        self.facts = self.facts.hiding(&secrets);
        let saying = refusal_of_answer(&self.facts, asked);
        let at_ms = self.sent.wall_ms;
        saying.over(at_ms, Some(self.exchange(false)))
    }

    /// Every secret of the request, to mask what is shown of the answer in another way.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}
