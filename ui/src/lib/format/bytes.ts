// Amounts of bytes as text.

const units = ["bytes", "kB", "MB", "GB"];

/** `812 bytes`, `12.4 kB`, `96 kB`, `1.2 MB`: three figures at most, in steps of a thousand. */
export function bytes(count: number): string {
  if (count === 1) return "1 byte";
  let [amount, unit] = [count, 0];
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const text = unit === 0 || amount >= 99.95 ? String(Math.round(amount)) : amount.toFixed(1).replace(/\.0$/, "");
  return `${text} ${units[unit]}`;
}
