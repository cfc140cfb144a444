//! A client as they come: it follows redirects by itself. It exists to be caught.
use gatepass_core::Route;
use reqwest::{Body, Certificate, Client, Method, Proxy, Request};

use crate::CREDENTIALS;

pub(crate) fn client(route: &Route) -> Client {
    let authority = route.extra_ca.as_ref().unwrap();
    let authority = Certificate::from_pem(authority.as_bytes()).unwrap();
    let proxy = route.proxy.as_ref().unwrap();
    Client::builder()
        .tls_certs_merge([authority])
        .proxy(Proxy::all(proxy.as_str()).unwrap())
        .build()
        .unwrap()
}

/// The same credentials in the same places.
pub(crate) fn request(address: &str) -> Request {
    let [token, key, cookie, body, query] = CREDENTIALS.map(|(_, secret)| secret);
    let address = format!("{address}?key={query}").parse().unwrap();
    let mut request = Request::new(Method::POST, address);
    for (name, value) in [
        ("authorization", format!("Bearer {token}")),
        ("ocp-apim-subscription-key", key.to_owned()),
        ("cookie", cookie.to_owned()),
        (
            "content-type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    *request.body_mut() = Some(Body::from(format!("client_secret={body}")));
    request
}
