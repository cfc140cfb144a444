// A request as code: the languages it is written in, and how it gets into the clipboard.
import type { Language } from "../backend";
import type { CallView } from "../bindings";
import type { Gatepass } from "./gatepass.svelte";

export const languages: { id: Language; name: string }[] = [
  { id: "curl", name: "curl" },
  { id: "python", name: "Python" },
  { id: "javascript", name: "JavaScript" },
  { id: "rust", name: "Rust" },
  { id: "powershell", name: "PowerShell" },
];

export const nameOf = (language: Language): string => languages.find(({ id }) => id === language)?.name ?? language;

/** Rust writes it into the clipboard; the status bar then counts down to its clearing. */
export async function copySnippet(
  { backend, desk }: Gatepass,
  call: CallView,
  language: Language,
  withToken: boolean,
): Promise<void> {
  const { renewed } = await backend.copySnippet(call, language, withToken);
  desk.renewedFirst = renewed;
  await desk.reload();
}
