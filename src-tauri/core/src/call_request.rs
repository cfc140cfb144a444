//! Composes a call: from an endpoint's values, or a free address, to the one request that is previewed, copied and sent.
mod address;
mod body;
mod free;
mod next_page;
mod placeholder;
mod values;

use std::collections::BTreeMap;

use url::Url;

use crate::client_request::{Named, plain};
use crate::draft::FieldNote;
use crate::endpoint::{Endpoint, Place};
use crate::integration::Integration;
use crate::method::Method;
use crate::request::{Request, USER_AGENT, Value, reachable};
use crate::secret::Kept;

pub use address::split_query;
pub(crate) use body::json_body;
pub(crate) use free::NEVER_FREE;
pub use next_page::next_page;

use values::Reading;

/// A call as a form holds it.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// What is called.
    pub target: Target<'a>,
    /// Further query parameters, after the endpoint's own.
    pub query: Vec<FreeMember>,
    /// Further headers. One of the name of a header that we send by default takes its place.
    pub headers: Vec<FreeMember>,
    /// The body.
    pub body: CallBody,
}

/// What a call goes to.
#[derive(Clone, Debug)]
pub enum Target<'a> {
    /// An endpoint of the catalogue, or one of the user's own.
    Endpoint(&'a Endpoint, Values),
    /// Whatever the user typed.
    Free {
        /// Any.
        method: Method,
        /// A path below the environment's API base (`/hello`), or an address at one of the integration's API origins.
        address: String,
    },
}

/// What was typed for an endpoint's parameters, by [`crate::Parameter::key`]: `path.bug_ids`.
pub type Values = BTreeMap<String, Given>;

/// A typed value. It may be a key, so it is kept as a secret unless it is marked public.
#[derive(Clone, Debug)]
pub enum Given {
    /// As typed; shown and stored as it is.
    Public(String),
    /// Cleaned, and bound to the origins it was given for.
    Secret(Kept),
}

/// A header, query parameter or form member that no endpoint describes.
#[derive(Clone, Debug)]
pub struct FreeMember {
    /// As typed.
    pub name: String,
    /// As typed.
    pub value: Given,
}

/// Where the body of a call comes from.
#[derive(Clone, Debug, Default)]
pub enum CallBody {
    /// From the endpoint's body parameters; none where there are none.
    #[default]
    FromParameters,
    /// Written out.
    Text {
        /// Its media type.
        content_type: String,
        /// As typed.
        text: Given,
    },
    /// `application/x-www-form-urlencoded`.
    Form(Vec<FreeMember>),
}

/// What lets a call in, fetched for one request.
#[derive(Clone, Debug)]
pub struct CallCredentials {
    /// The access token.
    pub token: Kept,
    /// Header name and key, for providers with a gateway in front.
    pub subscription_key: Option<(String, Kept)>,
}

/// The request of a call, or everything that keeps it from being sent. Fields are named by their parameter's key, or `address`,
/// `query.0`, `headers.0`, `body`, `contentType`, `form.0`. Performs no I/O.
pub fn call_request(
    call: &Call<'_>,
    integration: &Integration,
    credentials: CallCredentials,
) -> Result<Request, Vec<FieldNote>> {
    let mut problems = Vec::new();
    let (method, reading, address) = match &call.target {
        Target::Endpoint(endpoint, values) => {
            let writes_own_body = !matches!(call.body, CallBody::FromParameters);
            let reading = Reading::of(endpoint, values, writes_own_body, &mut problems);
            let address = address::of_endpoint(endpoint, &reading, integration);
            (endpoint.method, reading, address)
        }
        Target::Free { method, address } => {
            let address = address::of_text(address, integration);
            (*method, Reading::default(), address)
        }
    };
    let address = address.map_err(|problem| problems.push(problem)).ok();
    let taken = free::Taken::of(integration, &credentials);
    let mut query = reading.placed(Place::Query);
    query.extend(free::query(&call.query, &call.target, &mut problems));
    let (body, content_type) = body::of_call(call, method, &reading, &mut problems);

    let mut headers = vec![
        plain("Accept", "application/json"),
        plain("User-Agent", USER_AGENT),
    ];
    if let Some(content_type) = content_type {
        headers.insert(0, plain("Content-Type", &content_type));
    }
    let named = reading.placed(Place::Header);
    let own = free::headers(&call.headers, &call.target, &taken, &mut problems);
    headers.retain(|(ours, _)| !own.iter().any(|(name, _)| name.eq_ignore_ascii_case(ours)));
    headers.extend(entry(integration, credentials));
    headers.extend(named);
    headers.extend(own);
    match address {
        Some(address) if problems.is_empty() => Ok(Request {
            method,
            address,
            query,
            headers,
            body,
        }),
        _ => Err(problems),
    }
}

/// What the paths of its endpoints are below, as it can be reached now. None while no host may receive its token, and while
/// the sandbox that it is in is stopped.
pub fn call_base(integration: &Integration, sandbox: Option<&Url>) -> Option<Url> {
    reachable(&address::base_of(integration).ok()?, sandbox)
}

/// The headers that let the call in.
fn entry(integration: &Integration, credentials: CallCredentials) -> Vec<Named> {
    let token = Value::Prefixed(
        "access token".to_owned(),
        integration.token_prefix.clone(),
        credentials.token,
    );
    let key = credentials
        .subscription_key
        .map(|(name, key)| (name, Value::Secret("subscription key".to_owned(), key)));
    let mut entry = vec![(integration.token_header.clone(), token)];
    entry.extend(key);
    entry
}

impl Call<'_> {
    /// As people name it: "Bugs by id", or "GET /hello".
    pub fn title(&self) -> String {
        match &self.target {
            Target::Endpoint(endpoint, _) => endpoint.title.clone(),
            Target::Free { method, address } => format!("{} {}", method.name(), address.trim()),
        }
    }
}

impl Given {
    /// Looks at the text, whichever it is.
    fn look<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        match self {
            Self::Public(text) => look(text),
            Self::Secret(kept) => kept.secret.reveal(look),
        }
    }

    /// For a request; `name` says what the dots of a secret stand for.
    fn value(&self, name: &str) -> Value {
        match self {
            Self::Public(text) => Value::Plain(text.clone()),
            Self::Secret(kept) => Value::Secret(name.to_owned(), kept.clone()),
        }
    }
}
