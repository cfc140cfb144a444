//! Whether a call changes something at the service: then the user is asked first, and it is sent once, whatever happens.
use crate::call_request::{Call, Target};
use crate::method::Method;

impl Call<'_> {
    /// What the call changes, as a sentence to ask with. None for one that reads.
    ///
    /// An endpoint's data say so, for the method does not: services consume with GET and read with POST. Of a free call only
    /// the method is known.
    pub fn effect(&self) -> Option<&str> {
        match &self.target {
            Target::Endpoint(endpoint, _) => endpoint.effect.as_deref(),
            Target::Free { method, .. } => of_method(*method),
        }
    }

    /// Whether it is sent once at most, and only after the user was asked.
    pub fn is_state_changing(&self) -> bool {
        self.effect().is_some()
    }
}

fn of_method(method: Method) -> Option<&'static str> {
    match method {
        // Safe by definition (RFC 9110, section 9.2.1).
        Method::Get | Method::Head | Method::Options => None,
        Method::Post => Some("POST may create or change something at the service."),
        Method::Put => Some("PUT replaces what is at this address."),
        Method::Patch => Some("PATCH changes what is at this address."),
        Method::Delete => Some("DELETE removes what is at this address."),
    }
}
