//! Which field of the form a name means: exactly, where a server reads it; sensibly, where a person chose it.

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    ClientId,
    ClientSecret,
    SubscriptionKey,
    TokenEndpoint,
    AuthorizationEndpoint,
    ApiAddress,
    Placement,
    Scope,
    Grant,
    ResponseType,
    Username,
    Password,
    RedirectUri,
    RefreshToken,
    /// An access token, an id token, or one to look up or to revoke.
    Token,
    /// Made anew for each request: a code, its verifier, a state.
    OnceOnly,
    /// A parameter that servers know and the form has no field for.
    Extra,
}

/// Parameters of RFC 6749, 7009, 7636 and OpenID Connect, and the query form of a subscription key.
const PARAMETERS: [(&str, Field); 21] = [
    ("client_id", Field::ClientId),
    ("client_secret", Field::ClientSecret),
    ("subscription-key", Field::SubscriptionKey),
    ("scope", Field::Scope),
    ("grant_type", Field::Grant),
    ("response_type", Field::ResponseType),
    ("username", Field::Username),
    ("password", Field::Password),
    ("redirect_uri", Field::RedirectUri),
    ("refresh_token", Field::RefreshToken),
    ("access_token", Field::Token),
    ("id_token", Field::Token),
    ("token", Field::Token),
    ("code", Field::OnceOnly),
    ("code_verifier", Field::OnceOnly),
    ("code_challenge", Field::OnceOnly),
    ("code_challenge_method", Field::OnceOnly),
    ("state", Field::OnceOnly),
    ("nonce", Field::OnceOnly),
    ("client_assertion", Field::OnceOnly),
    ("assertion", Field::OnceOnly),
];

/// Names that people and consoles choose, without case and without what parts words.
const SPELLINGS: [(&str, Field); 42] = [
    ("key", Field::ClientId),
    ("appid", Field::ClientId),
    ("consumerkey", Field::ClientId),
    ("applicationkey", Field::ClientId),
    ("secret", Field::ClientSecret),
    ("consumersecret", Field::ClientSecret),
    ("applicationsecret", Field::ClientSecret),
    ("primarykey", Field::SubscriptionKey),
    ("tokenuri", Field::TokenEndpoint),
    ("oauthurl", Field::TokenEndpoint),
    ("issuertokenurl", Field::TokenEndpoint),
    ("authurl", Field::AuthorizationEndpoint),
    ("authuri", Field::AuthorizationEndpoint),
    ("authorizeurl", Field::AuthorizationEndpoint),
    ("authorizationurl", Field::AuthorizationEndpoint),
    ("authorizationendpoint", Field::AuthorizationEndpoint),
    ("baseurl", Field::ApiAddress),
    ("apiurl", Field::ApiAddress),
    ("apibaseurl", Field::ApiAddress),
    ("apihost", Field::ApiAddress),
    ("apibase", Field::ApiAddress),
    ("clientauthentication", Field::Placement),
    ("tokenendpointauthmethod", Field::Placement),
    ("placement", Field::Placement),
    ("scopes", Field::Scope),
    ("scope", Field::Scope),
    ("granttype", Field::Grant),
    ("granttypes", Field::Grant),
    ("grant", Field::Grant),
    ("user", Field::Username),
    ("username", Field::Username),
    ("password", Field::Password),
    ("redirecturi", Field::RedirectUri),
    ("redirecturis", Field::RedirectUri),
    ("redirecturl", Field::RedirectUri),
    ("callbackurl", Field::RedirectUri),
    ("accesstoken", Field::Token),
    ("bearertoken", Field::Token),
    ("idtoken", Field::Token),
    ("token", Field::Token),
    ("audience", Field::Extra),
    ("resource", Field::Extra),
];

/// Endings that tell enough whatever stands before them: `CISCO_SUPPORT_CLIENT_ID`.
const ENDINGS: [(&str, Field); 8] = [
    ("clientid", Field::ClientId),
    ("clientsecret", Field::ClientSecret),
    ("subscriptionkey", Field::SubscriptionKey),
    ("tokenurl", Field::TokenEndpoint),
    ("tokenendpoint", Field::TokenEndpoint),
    ("refreshtoken", Field::RefreshToken),
    ("redirecturi", Field::RedirectUri),
    ("accesstoken", Field::Token),
];

/// The field of a parameter in a query or a form, where only the exact name counts.
pub(super) fn of_parameter(name: &str) -> Option<Field> {
    let found = PARAMETERS.iter().find(|(known, _)| *known == name)?;
    Some(found.1)
}

/// The field that a person means by a name.
pub(super) fn of_name(name: &str) -> Option<Field> {
    // A sentence that ends like a name is not one.
    if name.len() > 64 {
        return None;
    }
    let plain = plain(name);
    let spelt = SPELLINGS.iter().find(|(known, _)| *known == plain);
    let ends = || ENDINGS.iter().find(|(known, _)| plain.ends_with(known));
    spelt.or_else(ends).map(|(_, field)| *field)
}

/// Letters and digits in lower case.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_reads_exact_names_and_a_person_writes_any() {
        assert_eq!(of_parameter("client_id"), Some(Field::ClientId));
        assert_eq!(of_parameter("clientId"), None);
        for (name, field) in [
            ("clientId", Field::ClientId),
            ("CLIENT_SECRET", Field::ClientSecret),
            ("Client ID", Field::ClientId),
            ("Key", Field::ClientId),
            ("pivot-subscription-key", Field::SubscriptionKey),
            ("accessTokenUrl", Field::TokenEndpoint),
            ("token_uri", Field::TokenEndpoint),
            ("cisco_access_token", Field::Token),
        ] {
            assert_eq!(of_name(name), Some(field), "{name}");
        }
        assert_eq!(of_name("Note"), None);
        assert_eq!(of_name("customerId"), None);
    }
}
