// What the fake reads from the clipboard: an address that two providers share, one that is clear, or nothing of use.
import type { DraftView, PasteView } from "../bindings";
import { emptyDraft } from "../state/draft";
import { providers } from "./providers";

export type Pasted = "shared" | "clear" | "problem";

function candidate(id: string, environment: string, rest: Partial<DraftView>) {
  const provider = providers.find((one) => one.id === id);
  const where = provider?.environments.find((one) => one.id === environment);
  if (!provider || !where) throw new Error(`no ${environment} of ${id}`);
  return {
    provider: id,
    providerName: provider.name,
    environment,
    environmentName: where.name,
    draft: { ...emptyDraft(provider, environment), clientId: "k3v9q2m8s7d1f4h6", ...rest },
  };
}

export function paste(what: Pasted, handle: () => string): PasteView {
  if (what === "problem") {
    const problem =
      "There is no token request in the clipboard. A curl line, a raw HTTP request, a Postman environment or collection, or JSON with a client id would do.";
    return { problem, candidates: [], asks: [], notes: [] };
  }
  const clientSecret = { kind: "held", handle: handle() } as const;
  const label = { field: "label", message: "Give it a name: a curl line has none." };
  if (what === "clear") {
    const candidates = [candidate("smart-bonding", "stage", { clientSecret, placement: "query" })];
    return { problem: "", candidates, asks: [label], notes: ["Read a curl line."] };
  }
  return {
    problem: "",
    candidates: [
      candidate("cisco-support", "production", { placement: "basic" }),
      candidate("cx-cloud", "production", {}),
    ],
    asks: [label, { field: "clientSecret", message: "The curl line has a variable in its place: enter the secret." }],
    notes: [
      "Read a curl line: POST to id.cisco.com.",
      "The header X-Trace was left out: it is not part of a token request.",
    ],
  };
}
