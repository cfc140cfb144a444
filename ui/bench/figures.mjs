// What is said of many figures.

export const median = (figures) => percentile(figures, 0.5);

/** The figure that such a part of them does not exceed. */
export function percentile(figures, part) {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)];
}
