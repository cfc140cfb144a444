// What getting a token is called: the browser opens only where somebody has to sign in.
import type { IntegrationView } from "../bindings";

/** On the button of a page: `Get token`, `Renew`, `Sign in…`. */
export function verb({ needsSignIn }: IntegrationView, live: boolean): string {
  if (needsSignIn) return live ? "Sign in again…" : "Sign in…";
  return live ? "Renew" : "Get token";
}

/** While it is under way. */
export function underWay({ needsSignIn, signIn }: IntegrationView): string {
  if (signIn) return "Waiting for the sign-in…";
  return needsSignIn ? "Opening the browser…" : "Getting a token…";
}
