// The parts of the settings, in their order.

export const sections = [
  "General",
  "Where secrets are kept",
  "Lock",
  "Answers and Activity",
  "Backups",
  "Move and share",
  "Keys",
] as const;

export type SectionName = (typeof sections)[number];

/** The id of a section's element. */
export const idOf = (name: SectionName): string => `settings-${name.toLowerCase().replaceAll(" ", "-")}`;
