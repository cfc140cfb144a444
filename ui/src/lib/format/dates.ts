// Dates as answers write them: shown as they came, with the local time for the hover.
import { fullMoment } from "./moment";

const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?$/;

/** The moment in the user's own zone; empty for a day alone, and for what names no zone. */
export function localMoment(text: string): string {
  const [, , , zone] = moment.exec(text.trim()) ?? [];
  if (!zone) return "";
  const at = Date.parse(text.trim().replace(" UTC", "Z").replace(" ", "T"));
  return Number.isNaN(at) ? "" : fullMoment(at);
}
