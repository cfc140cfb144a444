// The vault's state in a few words, for the status bar and the first start.
import type { VaultView } from "../../lib/bindings";

export function vaultDot({ state }: VaultView): "ready" | "waiting" | "missing" {
  if (state === "ready") return "ready";
  return state === "unavailable" ? "missing" : "waiting";
}

export function vaultLine({ state, name }: VaultView): string {
  switch (state) {
    case "opening":
      return `${name}, opening…`;
    case "ready":
      return name;
    case "locked":
      return `${name}, locked`;
    case "waiting":
      return `${name}, waiting for the system’s prompt`;
    case "unavailable":
      return `${name}, not available`;
    case "memory":
      return "Memory only, forgotten when Gatepass closes";
  }
}

/** The same as a sentence. */
export function vaultSentence(vault: VaultView): string {
  switch (vault.state) {
    case "opening":
      return `The ${vault.name} is being opened.`;
    case "ready":
      return `The ${vault.name} is unlocked and ready.`;
    case "locked":
      return `The ${vault.name} is locked; your system asks for its password when a secret is needed.`;
    case "waiting":
      return `The ${vault.name} waits for your answer to the system’s prompt.`;
    case "unavailable":
      return vault.title || `The ${vault.name} is not available.`;
    case "memory":
      return "Secrets are kept in memory only and are forgotten when Gatepass closes.";
  }
}
