// What came of a call, in one word with an icon; the colour only goes with them.
import Ban from "@lucide/svelte/icons/ban";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import CircleSlash from "@lucide/svelte/icons/circle-slash-2";
import CircleX from "@lucide/svelte/icons/circle-x";
import type { OutcomeKindView } from "../../../../lib/bindings";

export const outcomes: Record<
  OutcomeKindView,
  { word: string; icon: typeof Ban; tone: "fresh" | "soon" | "expired" | "muted" }
> = {
  success: { word: "Success", icon: CircleCheck, tone: "fresh" },
  noData: { word: "No data", icon: CircleSlash, tone: "muted" },
  partial: { word: "In part", icon: CircleDashed, tone: "soon" },
  refused: { word: "Refused", icon: CircleX, tone: "expired" },
  failed: { word: "Failed", icon: CircleAlert, tone: "expired" },
  cancelled: { word: "Cancelled", icon: Ban, tone: "muted" },
};

/** `200 OK`; empty when nothing answered. */
export const statusOf = ({ status, reason }: { status: number; reason: string }): string =>
  status ? `${status} ${reason}`.trim() : "";
