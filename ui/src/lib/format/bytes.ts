// Amounts of bytes as text.

/** `214 B`, `31.4 kB`, `14.2 MB`: decimal units, as networks count. */
export function bytes(amount: number): string {
  if (amount < 1000) return `${amount} B`;
  const units = ["kB", "MB", "GB"];
  let value = amount / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
