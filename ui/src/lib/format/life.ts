// How much life a token has left at a moment, and how urgent that is.
import type { DeskView, IntegrationView, TokenView } from "../bindings";
import { countdown, leftInWords, span } from "./duration";
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

/** In a list, seconds are told from here on: a copy with less life than this is renewed first. */
const LIST_SECONDS_MS = 10 * 60_000;
/** And from here on also where nobody is there to read them. */
const LAST_SECONDS_MS = 60_000;

const wholeMinutes = (milliseconds: number) => Math.floor(milliseconds / 60_000) * 60_000;

/** `41:07` while the seconds are told, `41 min` while they are not. */
export const largeText = (life: Life, counts: boolean): string =>
  inMinutesFrom(counts ? Number.POSITIVE_INFINITY : LAST_SECONDS_MS, life);

/** The same in a list, where seconds begin ten minutes before the end. */
export const rowText = (life: Life, counts: boolean): string =>
  inMinutesFrom(counts ? LIST_SECONDS_MS : LAST_SECONDS_MS, life);

function inMinutesFrom(ms: number, { state, leftMs, text }: Life): string {
  const runs = state === "fresh" || state === "soon";
  return runs && leftMs >= ms ? span(wholeMinutes(leftMs)) : text;
}

/** Whether something is about to end: its seconds are told, somebody there or not. */
export function presses({ integrations, clipboard }: DeskView, now: number): boolean {
  const soon = (at: number) => at > now && at - now < 2 * LAST_SECONDS_MS;
  const clears = clipboard?.clearsAtMs ?? 0;
  return soon(clears) || integrations.some(({ token, signIn }) => signIn || (token && soon(token.expiresAtMs)));
}

/** The moment that a row shows: another one each minute, each second only in the last ten minutes, and after the end each day.
    What a row says follows from it, so that a listful of tokens is worked out and painted when it reads differently. */
export function rowMoment(token: TokenView, now: number, today: number): number {
  const left = token.expiresAtMs - now;
  if (left <= 0) return Math.max(token.expiresAtMs, today);
  if (left < LIST_SECONDS_MS) return now;
  return token.expiresAtMs - wholeMinutes(left);
}

/** The ends of all tokens, first to last. */
export const endsOf = (integrations: IntegrationView[]): number[] =>
  integrations.flatMap(({ token }) => (token ? [token.expiresAtMs] : [])).sort((a, b) => a - b);

/** The last of the ends that has passed. Who is live at it is live now, and it is another one only when a token ends. */
export function lastEnd(ends: number[], now: number): number {
  let [first, end] = [0, ends.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((ends[middle] ?? 0) <= now) first = middle + 1;
    else end = middle;
  }
  return ends[first - 1] ?? 0;
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
