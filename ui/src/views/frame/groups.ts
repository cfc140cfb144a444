// How the list is ordered: what has a token, what has none, and the sandbox at the end; and which of it is drawn.
import type { IntegrationView } from "../../lib/bindings";
import { isLive } from "../../lib/format/life";
import { drawn } from "../requests/answer/rows/scroll";

/** Heights in pixels; the styles of the list and of its rows say the same. */
export const ROW = 48;
export const HEADING = 30;

/** Rows beyond each edge. */
const OVERSCAN = 6;

export interface Group {
  name: "Live" | "Without a token" | "Sandbox";
  integrations: IntegrationView[];
}

export function groupsOf(integrations: IntegrationView[], now: number): Group[] {
  const live = (integration: IntegrationView) => isLive(integration, now);
  const real = integrations.filter((integration) => integration.environmentKind !== "sandbox");
  const groups: Group[] = [
    { name: "Live", integrations: real.filter(live) },
    { name: "Without a token", integrations: real.filter((integration) => !live(integration)) },
    { name: "Sandbox", integrations: integrations.filter((i) => i.environmentKind === "sandbox") },
  ];
  return groups.filter((group) => group.integrations.length > 0);
}

/** The rows of each group that are drawn, for a list scrolled to `top`; `pane` is its height. */
export function drawnOf(groups: Group[], top: number, pane: number): { first: number; end: number }[] {
  let above = 0;
  return groups.map(({ integrations: { length } }) => {
    above += HEADING;
    const from = Math.min(Math.max(0, top - above), length * ROW);
    const seen = Math.max(0, Math.min(top + pane - above - from, length * ROW - from));
    above += length * ROW;
    const { first, count } = drawn(from, seen, ROW, length, OVERSCAN);
    return { first, end: first + count };
  });
}

/** Where a row begins, from the top of the list. */
export function topOf(groups: Group[], id: string): number {
  let above = 0;
  for (const { integrations } of groups) {
    above += HEADING;
    const at = integrations.findIndex((integration) => integration.id === id);
    if (at >= 0) return above + at * ROW;
    above += integrations.length * ROW;
  }
  return 0;
}
