// Where the time of a call went, as parts that happened.
import type { TimesView } from "../../../../lib/bindings";

export interface Part {
  id: "dns" | "connect" | "tls" | "wait" | "download";
  name: string;
  ms: number;
}

export function partsOf(times: TimesView): Part[] {
  const parts: [Part["id"], string, number | null][] = [
    ["dns", "DNS", times.dnsMs],
    ["connect", "connect", times.connectMs],
    ["tls", "TLS", times.tlsMs],
    ["wait", "wait", times.waitMs],
    ["download", "download", times.downloadMs],
  ];
  return parts.flatMap(([id, name, ms]) => (ms === null ? [] : [{ id, name, ms }]));
}
