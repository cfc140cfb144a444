//! Every fault, at each provider that it fits and at none other, once and until it is turned off.
mod calls;
mod modes;
mod tokens;
mod wire;

use crate::stage::{Answer, Signed, Stage};

/// A provider's token endpoint and one call that succeeds there.
pub(crate) struct Way {
    provider: &'static str,
    token: &'static str,
    call: &'static str,
}

const PIVOT: Way = way(
    "pivot",
    "/pivot/oem-cisco/cisco-identity/",
    "/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=123456",
);
const SUPPORT: Way = way(
    "cisco-support",
    "/cisco-support/oauth2/default/v1/token",
    "/cisco-support/product/v1/information/serial_numbers/FOC0000A0A1",
);
const CX_CLOUD: Way = way(
    "cx-cloud",
    "/cx-cloud/oauth2/default/v1/token",
    "/cx-cloud/cs/api/v2/customer-info/customer-details",
);
const CONSOLE: Way = way(
    "api-console",
    "/api-console/oauth2/default/v1/token",
    "/api-console/hello",
);
const LEGACY: Way = way(
    "api-console",
    "/api-console-legacy/as/token.oauth2",
    "/api-console-legacy/hello",
);
const BONDING: Way = way(
    "smart-bonding",
    "/smart-bonding/oauth2/default/v1/token",
    "/smart-bonding/sb-partner-oauth-proxy-api/rest/v1/pull/call",
);
const CUSTOM: Way = way("custom", "/custom/token", "/custom/whoami");
const WAYS: [Way; 7] = [PIVOT, SUPPORT, CX_CLOUD, CONSOLE, LEGACY, BONDING, CUSTOM];
/// All that have the API hosts' gateway in front of their calls.
const BEHIND_GATEWAY: [Way; 6] = [PIVOT, SUPPORT, CX_CLOUD, CONSOLE, LEGACY, BONDING];

const fn way(provider: &'static str, token: &'static str, call: &'static str) -> Way {
    Way {
        provider,
        token,
        call,
    }
}

impl Way {
    /// A token request that is good.
    async fn ask(&self, stage: &Stage, client: &Signed) -> Answer {
        stage.ask(self.token, client).await
    }

    /// What a good call sends besides its address.
    async fn signed_in(&self, stage: &Stage) -> Vec<(&'static str, String)> {
        let client = stage.client(self.provider);
        let token = self.ask(stage, &client).await.token();
        client.call_headers(&token)
    }

    async fn call(&self, stage: &Stage, headers: &[(&'static str, String)]) -> Answer {
        stage.call(self.call, headers).await
    }
}

/// What the last request came to.
fn outcome(stage: &Stage) -> String {
    stage.sandbox.requests()[0].outcome.clone()
}

/// The last answer is noted as shaped by that fault.
fn assert_struck_by(stage: &Stage, id: &str) {
    let outcome = outcome(stage);
    assert!(outcome.ends_with(&format!(", fault: {id}")), "{outcome}");
}
