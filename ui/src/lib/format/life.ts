// How much life a token has left at a moment, and how urgent that is.
import type { IntegrationView, TokenView } from "../bindings";
import { countdown, leftInWords } from "./duration";
import { timeOrDay } from "./moment";

export type LifeState = "fresh" | "soon" | "expired" | "unsure";

export interface Life {
  state: LifeState;
  leftMs: number;
  /** Of the whole life, 0 to 1. */
  fraction: number;
  /** `41:07`, or `expired 09:12`. */
  text: string;
}

export function lifeOf(token: TokenView, now: number): Life {
  const leftMs = Math.max(0, token.expiresAtMs - now);
  const whole = token.lifetimeS * 1000;
  if (leftMs === 0) {
    return { state: "expired", leftMs, fraction: 0, text: `expired ${timeOrDay(token.expiresAtMs, now)}` };
  }
  const fraction = whole > 0 ? Math.min(1, leftMs / whole) : 0;
  // After the clock went back nobody knows how long it lives; it is renewed before use.
  if (token.unsure) return { state: "unsure", leftMs, fraction, text: "unsure" };
  const soon = Math.min(5 * 60_000, whole / 10);
  return { state: leftMs < soon ? "soon" : "fresh", leftMs, fraction, text: countdown(leftMs) };
}

export const isLive = (integration: IntegrationView, now: number): boolean =>
  integration.token !== null && integration.token.expiresAtMs > now;

/** The state of an integration in words, for a label that is read aloud. */
export function stateInWords(integration: IntegrationView, now: number): string {
  const { on, paused } = integration.keepFresh;
  const old = integration.secrets.some(({ reminds }) => reminds) ? ", an old secret" : "";
  return `${lifeInWords(integration, now)}${on ? (paused ? ", keep fresh waits" : ", kept fresh") : ""}${old}`;
}

function lifeInWords(integration: IntegrationView, now: number): string {
  if (integration.signIn) return "waiting for the sign-in";
  if (integration.busy) return "getting a token";
  const life = integration.token ? lifeOf(integration.token, now) : null;
  if (life && life.state !== "expired") {
    const left = life.state === "unsure" ? "life unsure" : leftInWords(life.leftMs);
    return integration.refusal ? `${left}, last renewal: ${integration.refusal.short}` : left;
  }
  if (integration.refusal) return integration.refusal.short;
  return life ? life.text : "no token";
}
