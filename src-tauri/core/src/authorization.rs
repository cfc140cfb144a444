//! The browser's part of a grant: what the authorization endpoint is asked, and what comes back by redirect (RFC 6749, sections 4.1 and 4.2).
mod landing;
mod parameters;
mod pkce;
mod redirect_uri;
mod request;
mod state;

pub use landing::{ExpectedLanding, Landed, Landing, LandingError, read_landing};
pub use pkce::Pkce;
pub use redirect_uri::{Listen, LoopbackHost, Reach, RedirectUri, RedirectUriProblem};
pub use request::{AuthorizationRequest, ResponseType, authorization_address};
pub use state::State;
