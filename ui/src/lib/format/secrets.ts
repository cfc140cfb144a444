// How old secrets are, in words.
import type { IntegrationView } from "../bindings";

/** `Client secret was set 214 days ago.`; empty where there is nothing to be reminded of. */
export function oldSecrets({ secrets }: IntegrationView): string {
  const old = secrets.filter(({ reminds }) => reminds);
  const [first, ...others] = old.map(({ name, days }) => `${name} was set ${days} days ago`);
  if (!first) return "";
  return `${[first, ...others].join(", ")}.`;
}
