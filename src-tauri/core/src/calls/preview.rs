//! A call as it would be sent, composed without its secrets.
use url::Url;

use crate::call_request::{Call, CallCredentials, call_request};
use crate::credentials::key_header;
use crate::draft::FieldNote;
use crate::exchange::RedactedRequest;
use crate::integration::Integration;
use crate::request::DOTS;
use crate::secret::{Kept, Secret};

/// What would be sent, masked, or what keeps it from being sent. `sandbox` is where the sandbox listens now.
pub fn preview_call(
    integration: &Integration,
    call: &Call<'_>,
    sandbox: Option<&Url>,
) -> Result<RedactedRequest, Vec<FieldNote>> {
    let stand_in = || Kept::new(Secret::new(DOTS), vec![]);
    let key = integration.subscription_key.as_ref();
    let credentials = CallCredentials {
        token: stand_in(),
        subscription_key: key
            .and_then(|_| key_header(integration))
            .map(|header| (header, stand_in())),
    };
    let request = call_request(call, integration, credentials)?;
    Ok(request.redacted(sandbox))
}
