//! Builds the token request of an integration, for each grant of RFC 6749, in one of four placements.
use crate::client_request::{Credentials, Named, client_request, extra_parameters, plain, secret};
use crate::grant::Grant;
use crate::integration::Integration;
use crate::request::Request;
use crate::secret::Kept;

/// What a token is asked for with, beside the client's credentials.
#[derive(Clone, Debug)]
pub enum Proof {
    /// Nothing more (section 4.4).
    ClientCredentials,
    /// A person's own credentials (section 4.3).
    Password {
        /// As typed.
        username: String,
        /// From the vault.
        password: Kept,
    },
    /// The code that came back with the browser (section 4.1.3; RFC 7636, section 4.5).
    Code {
        /// Of one use.
        code: Kept,
        /// As it was sent with the authorization request, to the letter.
        redirect_uri: String,
        /// What the challenge was made of.
        verifier: Kept,
    },
    /// A refresh token (section 6).
    Refresh(Kept),
}

impl Proof {
    /// The grant it stands for.
    pub fn grant(&self) -> Grant {
        match self {
            Self::ClientCredentials => Grant::ClientCredentials,
            Self::Password { .. } => Grant::Password,
            Self::Code { .. } => Grant::AuthorizationCode,
            Self::Refresh(_) => Grant::RefreshToken,
        }
    }
}

/// The request that gets this integration's token.
pub fn token_request(
    integration: &Integration,
    mut credentials: Credentials,
    proof: Proof,
) -> Request {
    let mut members = vec![plain("grant_type", proof.grant().id())];
    let names_scope = matches!(proof, Proof::ClientCredentials | Proof::Password { .. });
    members.extend(of_proof(proof));
    // With a code the scope was asked for before; a refresh without one asks for the same again (section 6).
    if names_scope && !integration.scope.is_empty() {
        members.push(plain("scope", &integration.scope));
    }
    extra_parameters(integration, &mut credentials, &mut members);
    client_request(
        integration,
        &integration.token_endpoint,
        credentials,
        members,
    )
}

fn of_proof(proof: Proof) -> Vec<Named> {
    match proof {
        Proof::ClientCredentials => vec![],
        Proof::Password { username, password } => vec![
            plain("username", &username),
            secret("password", "password", password),
        ],
        Proof::Code {
            code,
            redirect_uri,
            verifier,
        } => vec![
            secret("code", "authorization code", code),
            plain("redirect_uri", &redirect_uri),
            secret("code_verifier", "code verifier", verifier),
        ],
        Proof::Refresh(token) => vec![secret("refresh_token", "refresh token", token)],
    }
}
