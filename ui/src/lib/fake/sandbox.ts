// The fake's sandbox: its clients, what it saw, and its faults.
import type { SandboxFaultTargetView, SandboxFaultView, SandboxView } from "../bindings";
import { providers, SANDBOX } from "./providers";

const fault = (id: string, target: SandboxFaultTargetView, name: string, description: string): SandboxFaultView => ({
  id,
  name,
  description,
  target,
  mode: "off",
});

export const newBox = (): SandboxView => ({
  running: true,
  address: SANDBOX,
  tokenLifetimeS: 60,
  clients: providers.map((p, i) => ({
    providerName: p.name,
    clientId: `sandbox-${p.id}-${i}7c20f`,
    takesOldSecret: false,
  })),
  requests: [
    {
      atMs: Date.now() - 9_000,
      method: "POST",
      path: "/smart-bonding/oauth2/default/v1/token",
      status: 401,
      outcome: "invalid_client",
    },
    {
      atMs: Date.now() - 40_000,
      method: "POST",
      path: "/pivot/oem-cisco/cisco-identity/",
      status: 200,
      outcome: "token",
    },
  ],
  faults: [
    fault("wrong-client", "token", "Wrong client", "401: the server knows no such client."),
    fault("no-key", "token", "Subscription key missing", "401 from the portal in front of the provider."),
    fault("no-scope", "token", "Scope refused", "400: the scope is not one of the client’s."),
    fault("expired", "call", "Expired token", "401: the token has run out."),
    fault("over-rate", "call", "Over the rate", "429, with a time to wait."),
    fault("over-qps", "call", "Over the calls per second", "403, as a page of HTML."),
    fault("cut", "call", "Cut-off JSON", "The answer ends in the middle of a member."),
    fault("huge", "call", "100 MB body", "An answer that is too large to show."),
    fault("server-error", "both", "Server error", "500, 502 or 503."),
    fault("slow", "both", "Slow answer", "The answer takes twenty seconds."),
    fault("html", "both", "HTML page", "200, and a page in the place of JSON."),
    fault("drop", "both", "Dropped connection", "Nothing is answered at all."),
    fault("redirect", "both", "Redirect elsewhere", "302 to an address of another origin."),
  ],
});
