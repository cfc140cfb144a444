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
  if (vault.mode === "passphrase" && vault.state === "locked")
    return "The passphrase vault is locked; enter its passphrase before a secret is needed.";
  switch (vault.state) {
    case "opening":
      return `The ${name(vault)} is being opened.`;
    case "ready":
      return `The ${name(vault)} is unlocked and ready.`;
    case "locked":
      return `The ${name(vault)} is locked; your system asks for its password when a secret is needed.`;
    case "waiting":
      return `The ${name(vault)} waits for your answer to the system’s prompt.`;
    case "unavailable":
      return vault.title || `The ${name(vault)} is not available.`;
    case "memory":
      return "Secrets are kept in memory only and are forgotten when Gatepass closes.";
  }
}

/** As it stands within a sentence: "OS keyring", "passphrase vault". */
function name(vault: VaultView): string {
  return vault.mode === "passphrase" ? "passphrase vault" : vault.name;
}
