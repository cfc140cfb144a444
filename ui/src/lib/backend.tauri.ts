// The real side of the door: one line for each command. The only file that may import @tauri-apps (a lint rule says so).
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend } from "./backend";
import type { ChangeView } from "./bindings";

export const backend: Backend = {
  desk: () => invoke("desk"),
  integration: (id) => invoke("integration", { id }),
  providers: () => invoke("providers"),
  subscriptionKeys: () => invoke("subscription_keys"),

  holdSecret: (text) => invoke("hold_secret", { text }),
  pasteSecret: () => invoke("paste_secret"),
  dropHeldSecrets: () => invoke("drop_held_secrets"),

  draft: (id) => invoke("draft", { id }),
  checkDraft: (draft) => invoke("check_draft", { draft }),
  saveIntegration: (draft) => invoke("save_integration", { draft }),
  duplicateIntegration: (id) => invoke("duplicate_integration", { id }),
  removeIntegration: (id) => invoke("remove_integration", { id }),
  readPaste: () => invoke("read_paste"),
  replaceSubscriptionKey: (id, handle) => invoke("replace_subscription_key", { id, handle }),

  getToken: (id, renew) => invoke("get_token", { id, renew }),
  beginSignIn: (id) => invoke("begin_sign_in", { id }),
  pasteSignIn: (id) => invoke("paste_sign_in", { id }),
  cancelSignIn: (id, sawError) => invoke("cancel_sign_in", { id, sawError }),
  openSignInPage: (id) => invoke("open_sign_in_page", { id }),
  setKeepFresh: (id, on) => invoke("set_keep_fresh", { id, on }),
  forgetToken: (id) => invoke("forget_token", { id }),
  revokeToken: (id) => invoke("revoke_token", { id }),
  introspectToken: (id) => invoke("introspect_token", { id }),
  tryAlternatives: (id) => invoke("try_alternatives", { id }),
  usePlacement: (id, placement) => invoke("use_placement", { id, placement }),
  tokenDetail: (id) => invoke("token_detail", { id }),
  copy: (id, form) => invoke("copy", { id, form }),
  copyPublic: (text) => invoke("copy_public", { text }),
  clearClipboard: () => invoke("clear_clipboard"),

  trySandbox: () => invoke("try_sandbox"),
  sandbox: () => invoke("sandbox"),
  startSandbox: () => invoke("start_sandbox"),
  stopSandbox: () => invoke("stop_sandbox"),
  setSandboxLifetime: (seconds) => invoke("set_sandbox_lifetime", { seconds }),
  setSandboxFault: (id, mode) => invoke("set_sandbox_fault", { id, mode }),
  sandboxClient: (provider) => invoke("sandbox_client", { provider }),

  retryVault: () => invoke("retry_vault"),
  useMemoryVault: () => invoke("use_memory_vault"),

  saveSettings: (settings) => invoke("save_settings", { settings }),
  openLink: (url) => invoke("open_link", { url }),

  onChange: (listener) => listen<ChangeView>("change", (event) => listener(event.payload)),
};

/** Tells Rust that the list has been painted, so that it shows the window: never a white flash. */
export const shown = (): Promise<void> => invoke("shown");
