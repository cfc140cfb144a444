// How the list is ordered: what has a token, what has none, and the sandbox at the end.
import type { IntegrationView } from "../../lib/bindings";
import { isLive } from "../../lib/format/life";

export interface Group {
  name: "Live" | "Without a token" | "Sandbox";
  integrations: IntegrationView[];
}

export function groupsOf(integrations: IntegrationView[], live: (integration: IntegrationView) => boolean): Group[] {
  const real = integrations.filter((integration) => integration.environmentKind !== "sandbox");
  const groups: Group[] = [
    { name: "Live", integrations: real.filter(live) },
    { name: "Without a token", integrations: real.filter((integration) => !live(integration)) },
    { name: "Sandbox", integrations: integrations.filter((i) => i.environmentKind === "sandbox") },
  ];
  return groups.filter((group) => group.integrations.length > 0);
}

/** Who is live, as one text: it changes only when somebody expires or gets a token, not every second. */
export function liveIds(integrations: IntegrationView[], now: number): string {
  return integrations
    .filter((integration) => isLive(integration, now))
    .map((integration) => integration.id)
    .join(" ");
}
