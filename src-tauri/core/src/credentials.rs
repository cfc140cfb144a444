//! Fetches the secrets of an integration from the vault, for one request.
use crate::client_request::Credentials;
use crate::grant::Grant;
use crate::integration::{Extra, ExtraValue, Integration};
use crate::ports::Ports;
use crate::provider::provider;
use crate::refusal::{Refusal, refusal_of_store, refusal_of_vault};
use crate::secret::{Kept, SecretId};
use crate::token_request::Proof;
use crate::unsent::{missing, refuse};

/// The client's own secrets. A client without a secret is a public one where its grant allows that.
pub(crate) async fn credentials(
    ports: &Ports,
    integration: &Integration,
) -> Result<Credentials, Refusal> {
    let client_secret = match &integration.client_secret {
        Some(reference) => Some(load(ports, &reference.id, "client secret").await?),
        None if integration.grant.grant.needs_client_secret() => {
            return Err(missing(ports, "client secret"));
        }
        None => None,
    };
    Ok(Credentials {
        client_secret,
        subscription_key: subscription_key(ports, integration).await?,
        extra_headers: load_extras(ports, &integration.extra_headers).await?,
        extra_parameters: load_extras(ports, &integration.extra_parameters).await?,
    })
}

async fn password(ports: &Ports, integration: &Integration) -> Result<Kept, Refusal> {
    match &integration.grant.password {
        Some(reference) => load(ports, &reference.id, "password").await,
        None => Err(missing(ports, "password")),
    }
}

/// What the integration's own grant asks with; None where only a person in the browser can bring it.
pub(crate) async fn own_proof(
    ports: &Ports,
    integration: &Integration,
) -> Result<Option<Proof>, Refusal> {
    let settings = &integration.grant;
    Ok(match settings.grant {
        Grant::ClientCredentials | Grant::RefreshToken => Some(Proof::ClientCredentials),
        Grant::Password => Some(Proof::Password {
            username: settings.username.clone(),
            password: password(ports, integration).await?,
        }),
        Grant::AuthorizationCode | Grant::Implicit => None,
    })
}

/// The header that the provider's gateway asks for, if it has one.
pub(crate) fn key_header(integration: &Integration) -> Option<String> {
    provider(&integration.provider)?
        .subscription_key_header
        .clone()
}

async fn subscription_key(
    ports: &Ports,
    integration: &Integration,
) -> Result<Option<(String, Kept)>, Refusal> {
    let (Some(id), Some(header)) = (&integration.subscription_key, key_header(integration)) else {
        return Ok(None);
    };
    let key = ports
        .store
        .subscription_key(id)
        .map_err(|error| refuse(ports, refusal_of_store(&error)))?;
    let key = key.ok_or_else(|| missing(ports, "subscription key"))?;
    let key = load(ports, &key.secret.id, "subscription key").await?;
    Ok(Some((header, key)))
}

async fn load_extras(ports: &Ports, extras: &[Extra]) -> Result<Vec<Kept>, Refusal> {
    let mut loaded = Vec::new();
    for extra in extras {
        if let ExtraValue::Secret(reference) = &extra.value {
            loaded.push(load(ports, &reference.id, &extra.name).await?);
        }
    }
    Ok(loaded)
}

async fn load(ports: &Ports, id: &SecretId, what: &str) -> Result<Kept, Refusal> {
    let loaded = ports
        .vault
        .load(id)
        .await
        .map_err(|error| refuse(ports, refusal_of_vault(&error)))?;
    loaded.ok_or_else(|| missing(ports, what))
}
