// What the fake says of a draft: a small part of what Rust checks.
import type { DraftCheckView, DraftView, FieldNoteView, ProviderView } from "../bindings";
import { requestTo } from "./integrations";

export function check(draft: DraftView, provider: ProviderView): DraftCheckView {
  const problems: FieldNoteView[] = [];
  const notes: FieldNoteView[] = [];
  const need = (field: string, present: boolean, message: string) => {
    if (!present) problems.push({ field, message });
  };
  need("label", Boolean(draft.label.trim()), "Give it a name.");
  need("clientId", Boolean(draft.clientId.trim()), "The client id is missing.");
  need("clientSecret", draft.clientSecret.kind !== "empty", "The client secret is missing.");
  need(
    "tokenEndpoint",
    /^https:\/\/.|^http:\/\/(127\.0\.0\.1|\[::1\])/.test(draft.tokenEndpoint),
    "The token address must begin with https://.",
  );
  if (provider.subscriptionKeyHeader) {
    need("subscriptionKey", draft.subscriptionKey.kind !== "empty", "The subscription key is missing.");
  }
  if (draft.clientId.startsWith("{"))
    problems.push({ field: "clientId", message: "This is a placeholder, not a client id." });
  else if (draft.clientId !== draft.clientId.trim())
    notes.push({ field: "clientId", message: "A blank around it was removed." });
  draft.extraHeaders.forEach((extra, i) => {
    need(`extraHeaders.${i}`, Boolean(extra.name), "The header needs a name.");
  });
  const preset = provider.environments.find((e) => e.id === draft.environment)?.tokenEndpoint ?? "";
  const moved = draft.clientSecret.kind === "kept" && preset !== "" && origin(preset) !== origin(draft.tokenEndpoint);
  need("clientSecret", !moved, "Enter the client secret again.");
  const request = requestTo(draft.tokenEndpoint, draft.clientId.trim() || "…", Boolean(provider.subscriptionKeyHeader));
  return {
    request: draft.tokenEndpoint ? request : null,
    problems,
    notes,
    asksSecretAgain: moved
      ? "The address moved to another origin. A secret is sent only where it was given for: enter it again."
      : "",
  };
}

function origin(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "";
}
