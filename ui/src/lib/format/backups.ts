// Backups in words: when, why, and what is in one.
import type { BackupReasonView, BackupView } from "../bindings";
import { bytes } from "./bytes";
import { exchanges } from "./exchanges";
import { dayAndTime } from "./moment";

const reasons: Record<BackupReasonView, string> = {
  daily: "",
  beforeUpdate: "before an update",
  beforeRestore: "before a restore",
};

/** How many names a sentence holds. */
const NAMED = 5;

/** `Today, 14:03:10`, `20 Nov, 09:12`. */
export function when({ atMs }: BackupView, now: number): string {
  const { day, time } = dayAndTime(atMs, now);
  return `${day || "Today"}, ${time}`;
}

/** The same within a sentence. */
export const ofWhen = (backup: BackupView, now: number): string => when(backup, now).replace(/^Today/, "today");

/** Why it was made, if not because a day had gone by. */
export const why = ({ reason }: BackupView): string => reasons[reason];

export const integrations = (count: number): string => `${count} integration${count === 1 ? "" : "s"}`;

/** `6 integrations · 1,204 exchanges · 92 kB`. */
export function contents(backup: BackupView): string {
  if (!backup.integrations) return "Cannot be read";
  const parts = [integrations(backup.integrations.length)];
  if (backup.exchanges) parts.push(exchanges(backup.exchanges));
  return [...parts, bytes(backup.bytes)].join(" · ");
}

/** `“Field notices”, “Contracts” and 4 more`. */
export function named(names: string[]): string {
  const shown = names.slice(0, NAMED).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  if (more) shown.push(`${more} more`);
  const last = shown.pop() ?? "";
  return shown.length ? `${shown.join(", ")} and ${last}` : last;
}
