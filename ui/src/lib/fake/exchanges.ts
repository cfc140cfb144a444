// Any number of plausible exchanges, the latest first: the same ones each time for the same integrations.
import type { ActivityRowView, EndpointView, IntegrationView, OutcomeKindView } from "../bindings";

interface Ending {
  outcome: OutcomeKindView;
  outcomeTitle: string;
  status: number;
}

const asked: Ending = { outcome: "success", outcomeTitle: "As asked for", status: 200 };
/** How often each one comes is how often it stands here. */
const endings: Ending[] = [
  asked,
  asked,
  asked,
  asked,
  asked,
  { outcome: "noData", outcomeTitle: "No data", status: 404 },
  asked,
  { outcome: "refused", outcomeTitle: "Token expired", status: 401 },
  asked,
  asked,
  { outcome: "partial", outcomeTitle: "2 of 5 were refused", status: 200 },
  asked,
  { outcome: "failed", outcomeTitle: "The server did not answer", status: 0 },
  { outcome: "refused", outcomeTitle: "Too many requests", status: 429 },
  asked,
  asked,
  { outcome: "failed", outcomeTitle: "The gateway had no answer", status: 502 },
  { outcome: "cancelled", outcomeTitle: "Cancelled", status: 0 },
];

/** The same figure for the same place, of no visible order. */
const mixed = (place: number, salt: number): number => {
  let hash = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};
const pick = <T>(list: T[], place: number, salt: number): T | undefined => list[mixed(place, salt) % list.length];

export function exchangesOf(
  count: number,
  integrations: IntegrationView[],
  endpointsOf: (integration: string) => EndpointView[],
  now = Date.now(),
): ActivityRowView[] {
  if (!integrations.length) return [];
  let sentAtMs = now;
  return Array.from({ length: count }, (_, i) => {
    sentAtMs -= 20_000 + (mixed(i, 1) % 400_000);
    const one = integrations[mixed(i, 2) % Math.min(3, integrations.length)] as IntegrationView;
    return rowOf(i, one, pick(endpointsOf(one.id), i, 3), sentAtMs);
  });
}

function rowOf(i: number, one: IntegrationView, endpoint: EndpointView | undefined, sentAtMs: number): ActivityRowView {
  const ending = pick(endings, i, 4) ?? asked;
  const answered = ending.status > 0;
  const path = (endpoint?.path ?? "/hello").replace(/\{\w+\}/g, "CSCvc57217");
  return {
    id: `x${i}`,
    integration: one.id,
    label: one.label,
    environmentName: one.environmentName,
    title: endpoint?.title ?? "Custom request",
    method: endpoint?.method ?? "GET",
    address: `${one.apiOrigins[0] ?? "https://api.example.com"}${path}`,
    ...ending,
    sentAtMs,
    elapsedMs: answered ? 90 + (mixed(i, 5) % 1800) : 10_000 + (mixed(i, 5) % 40),
    bodyBytes: answered ? 180 + (mixed(i, 6) % 96_000) : 0,
    hasBody: answered && !endpoint?.personalData,
  };
}

/** What is looked through: every word has to occur in it. */
const textOf = (row: ActivityRowView): string =>
  `${row.label} ${row.environmentName} ${row.method} ${row.title} ${row.address} ${row.status} ${row.outcomeTitle}`.toLowerCase();

export function passes(
  row: ActivityRowView,
  query: { integration: string | null; text: string; troubleOnly: boolean },
): boolean {
  if (query.integration !== null && row.integration !== query.integration) return false;
  if (query.troubleOnly && row.outcome !== "refused" && row.outcome !== "failed") return false;
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const text = textOf(row);
  return words.every((word) => text.includes(word));
}
