// Moments in the user's locale; the full date with its zone is for the hover.

const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const shortTime = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
export const sameDay = (a: number, b: number) => midnight(a) === midnight(b);

/** `13:32:11`; with the day when that is not today. */
export function time(at: number, now: number = Date.now()): string {
  return sameDay(at, now) ? clockTime.format(at) : `${day.format(at)}, ${clockTime.format(at)}`;
}

/** `09:12` today, otherwise `20 Nov`: short enough for a row. */
export function timeOrDay(at: number, now: number): string {
  return sameDay(at, now) ? shortTime.format(at) : day.format(at);
}

/** The day, empty for today, and the time: to the second only today. */
export function dayAndTime(at: number, now: number): { day: string; time: string } {
  return sameDay(at, now)
    ? { day: "", time: clockTime.format(at) }
    : { day: day.format(at), time: shortTime.format(at) };
}

/** The whole date with its zone, for the hover. */
export const fullMoment = (at: number): string => full.format(at);

/** `214 days ago`, `today`: an age, by the day however long it is. */
export function daysAgo(at: number, now: number = Date.now()): string {
  return relative.format(Math.min(0, Math.ceil((at - now) / 86_400_000)), "day");
}

/** `3 days ago`, `today`. */
export function ago(at: number, now: number = Date.now()): string {
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (Math.abs(days) < 45) return relative.format(days, "day");
  return relative.format(Math.round(days / 30), "month");
}
