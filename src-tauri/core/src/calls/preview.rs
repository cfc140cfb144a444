//! A call as it would be sent, composed without its secrets.
use url::Url;

use crate::call_request::{Call, CallCredentials, call_request};
use crate::credentials::key_header;
use crate::draft::FieldNote;
use crate::exchange::RedactedRequest;
use crate::integration::Integration;
use crate::request::{DOTS, Request};
use crate::secret::{Kept, Secret};
use crate::token::Token;

/// What would be sent, masked, or what keeps it from being sent. `sandbox` is where the sandbox listens now.
pub fn preview_call(
    integration: &Integration,
    call: &Call<'_>,
    sandbox: Option<&Url>,
) -> Result<RedactedRequest, Vec<FieldNote>> {
    Ok(unsent_call(integration, call, None)?.redacted(sandbox))
}

/// The request of a call for those who write it down instead of sending it, with dots in place of the credentials; `token` is
/// put in if there is one.
pub fn unsent_call(
    integration: &Integration,
    call: &Call<'_>,
    token: Option<&Token>,
) -> Result<Request, Vec<FieldNote>> {
    let stand_in = || Kept::new(Secret::new(DOTS), integration.api_origins.clone());
    let key = integration.subscription_key.as_ref();
    let credentials = CallCredentials {
        token: token.map_or_else(stand_in, |token| token.access.clone()),
        subscription_key: key
            .and_then(|_| key_header(integration))
            .map(|header| (header, stand_in())),
    };
    call_request(call, integration, credentials)
}
