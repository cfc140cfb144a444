// Spans of time as text: a countdown that fits a row, and words where there is room.

/** `41:07`, from an hour `1:02:10`. Rounds down: never later than the truth. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `59 min 59 s`, `1 h`, `45 s`: at most the two largest units. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const units: [number, string][] = [
    [Math.floor(seconds / 86400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = units.findIndex(([n]) => n > 0);
  if (first < 0) return "0 s";
  return units
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(" ");
}

/** For a label that is read aloud: `41 minutes left`, `50 seconds left`. */
export function leftInWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const many = (n: number, unit: string) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  if (seconds < 60) return `${many(seconds, "second")} left`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${many(minutes, "minute")} left`;
  const rest = minutes % 60;
  return `${many(Math.floor(minutes / 60), "hour")}${rest ? ` ${many(rest, "minute")}` : ""} left`;
}

/** `182 ms`, `1.4 s`. */
export function elapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
