//! Signing in, as a person and a browser would: the address is opened, and the browser lands where it was told to.
use gatepass_core::{IntegrationId, Landfall, Outcome, Secret, SignIn};
use url::Url;

use super::{World, soon};

impl World {
    /// Begins a sign-in, and lands with a code.
    pub(crate) async fn sign_in(&self, id: &IntegrationId) -> Outcome {
        let sign_in = self.sign_ins.begin(id).expect("it is set up");
        let landed_on = landing(&sign_in, &[("code", "c0de-0001")]);
        match self.land(id, &landed_on).await {
            Landfall::Over(outcome) => outcome,
            Landfall::GoesOn(refusal) => panic!("not taken: {}", refusal.code),
        }
    }

    /// Pastes the address that the browser landed on.
    pub(crate) async fn land(&self, id: &IntegrationId, landed_on: &str) -> Landfall {
        soon(self.sign_ins.land(id, &Secret::new(landed_on))).await
    }
}

/// A parameter of the address that was opened; "" if it has none.
pub(crate) fn sent(sign_in: &SignIn, name: &str) -> String {
    let address = Url::parse(&sign_in.address).expect("an address");
    let mut pairs = address.query_pairs();
    pairs
        .find(|(taken, _)| taken == name)
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

/// Where the browser lands: the redirect URI with these parameters and the sign-in's state.
pub(crate) fn landing(sign_in: &SignIn, members: &[(&str, &str)]) -> String {
    let state = sent(sign_in, "state");
    let all = members.iter().copied().chain([("state", state.as_str())]);
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(all)
        .finish();
    format!("{}?{query}", sign_in.redirect_uri.as_str())
}
