// Makes an ErrorView of whatever a call was rejected with.
import type { ErrorView } from "../bindings";

export function asError(error: unknown): ErrorView {
  if (typeof error === "object" && error !== null && "sentence" in error) return error as ErrorView;
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: "unexpected",
    sentence: `Something went wrong inside Gatepass: ${text}`,
    nextStep: "Try again; if it stays, restart Gatepass.",
    fields: [],
  };
}
