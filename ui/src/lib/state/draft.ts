// A draft without its form: what it begins with, whether two are the same, what is said of a field.
import type { DraftView, EnvironmentView, ProviderView } from "../bindings";

export type Preset = Pick<DraftView, "tokenEndpoint" | "apiOrigins" | "scope">;

export function emptyDraft(provider: ProviderView): DraftView {
  const environment = provider.environments[0];
  return {
    id: null,
    label: "",
    provider: provider.id,
    environment: environment?.id ?? "",
    clientId: "",
    clientSecret: { kind: "empty" },
    subscriptionKey: { kind: "empty" },
    ...preset(environment),
    placement: provider.placements[0]?.id ?? "form",
    extraHeaders: [],
    extraParameters: [],
    tokenHeader: "Authorization",
    tokenPrefix: "Bearer",
    proxy: "",
    extraCa: "",
  };
}

export function preset(environment: EnvironmentView | undefined): Preset {
  return {
    tokenEndpoint: environment?.tokenEndpoint ?? "",
    apiOrigins: [...(environment?.apiOrigins ?? [])],
    scope: environment?.scope ?? "",
  };
}

/** The same values, whatever the order of the members. */
export function same(a: DraftView, b: DraftView): boolean {
  return (Object.keys(a) as (keyof DraftView)[]).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}

/** What is said of a field, and of the members of a list (`apiOrigins.0`), each once. */
export function messages(notes: { field: string; message: string }[], field: string): string {
  const found = notes.filter((note) => note.field === field || note.field.startsWith(`${field}.`));
  return [...new Set(found.map((note) => note.message))].join(" ");
}
