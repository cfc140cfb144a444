// The kinds of differences, in the order of how much they matter.
import type { DifferenceKindView, DifferenceView } from "../../../../lib/bindings";

export interface Kind {
  kind: DifferenceKindView;
  mark: string;
  title: string;
  tone: "expired" | "fresh" | "soon" | "muted";
  /** Opened by itself. */
  open: boolean;
}

export const kinds: Kind[] = [
  { kind: "missing", mark: "−", title: "Missing", tone: "expired", open: true },
  { kind: "retyped", mark: "~", title: "Of another type", tone: "soon", open: true },
  { kind: "new", mark: "+", title: "New", tone: "fresh", open: true },
  { kind: "empty", mark: "∅", title: "Empty on one side", tone: "soon", open: true },
  { kind: "value", mark: "=", title: "Other values", tone: "muted", open: false },
];

export const groupsOf = (differences: DifferenceView[]) =>
  kinds
    .map((kind) => ({ ...kind, members: differences.filter((one) => one.kind === kind.kind) }))
    .filter(({ members }) => members.length);
