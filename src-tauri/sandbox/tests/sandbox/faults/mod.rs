//! Every fault, at each provider that it fits and at none other, once and until it is turned off.
mod calls;
mod modes;
mod tokens;
mod wire;

use crate::stage::{Answer, FORM, SUBSCRIPTION_KEY, Signed, Stage};

/// A provider's token endpoint and one call that succeeds there.
pub(crate) struct Way {
    provider: &'static str,
    token: &'static str,
    call: &'static str,
}

const PIVOT: Way = Way {
    provider: "pivot",
    token: "/pivot/oem-cisco/cisco-identity/",
    call: "/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=123456",
};
const SUPPORT: Way = Way {
    provider: "cisco-support",
    token: "/cisco-support/oauth2/default/v1/token",
    call: "/cisco-support/product/v1/information/serial_numbers/FOC0000A0A1",
};
const CX_CLOUD: Way = Way {
    provider: "cx-cloud",
    token: "/cx-cloud/oauth2/default/v1/token",
    call: "/cx-cloud/cs/api/v2/customer-info/customer-details",
};
const CONSOLE: Way = Way {
    provider: "api-console",
    token: "/api-console/oauth2/default/v1/token",
    call: "/api-console/hello",
};
const LEGACY: Way = Way {
    provider: "api-console",
    token: "/api-console-legacy/as/token.oauth2",
    call: "/api-console-legacy/hello",
};
const BONDING: Way = Way {
    provider: "smart-bonding",
    token: "/smart-bonding/oauth2/default/v1/token",
    call: "/smart-bonding/sb-partner-oauth-proxy-api/rest/v1/pull/call",
};
const CUSTOM: Way = Way {
    provider: "custom",
    token: "/custom/token",
    call: "/custom/whoami",
};
const WAYS: [Way; 7] = [PIVOT, SUPPORT, CX_CLOUD, CONSOLE, LEGACY, BONDING, CUSTOM];
/// All that have the API hosts' gateway in front of their calls.
const BEHIND_GATEWAY: [Way; 6] = [PIVOT, SUPPORT, CX_CLOUD, CONSOLE, LEGACY, BONDING];

impl Way {
    /// A token request that is good.
    async fn ask(&self, stage: &Stage, client: &Signed) -> Answer {
        let key = client.0.subscription_key.as_ref();
        let key = key.map(|key| key.reveal(str::to_owned)).unwrap_or_default();
        if self.provider != "custom" {
            let headers = [FORM, (SUBSCRIPTION_KEY, key.as_str())];
            return stage.post(self.token, &headers, &client.form()).await;
        }
        let (basic, gateway) = (client.basic(), client.gateway_key());
        let headers = [
            FORM,
            ("Authorization", basic.as_str()),
            ("X-Gateway-Key", gateway.as_str()),
        ];
        stage
            .post(self.token, &headers, "grant_type=client_credentials")
            .await
    }

    /// What a good call sends besides its address.
    async fn signed_in(&self, stage: &Stage) -> Vec<(&'static str, String)> {
        let client = stage.client(self.provider);
        let token = self.ask(stage, &client).await.token();
        let mut headers = vec![("Authorization", format!("Bearer {token}"))];
        if self.provider == "pivot" {
            headers.push((SUBSCRIPTION_KEY, client.subscription_key()));
        }
        headers
    }

    async fn call(&self, stage: &Stage, headers: &[(&'static str, String)]) -> Answer {
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        stage.get(self.call, &headers).await
    }
}

/// What the last request came to.
fn outcome(stage: &Stage) -> String {
    stage.sandbox.requests()[0].outcome.clone()
}
