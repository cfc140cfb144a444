// What a provider is called in a sentence.
import type { IntegrationView } from "../bindings";

/** Within a sentence. A custom server has no name of its own. */
export function called({ provider, providerName }: IntegrationView): string {
  return provider === "custom" ? "the server" : providerName;
}

/** Where a sentence begins. */
export function calledFirst(integration: IntegrationView): string {
  return integration.provider === "custom" ? "The server" : integration.providerName;
}
