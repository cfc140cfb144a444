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

  holdSecret: (text, purpose) => invoke("hold_secret", { text, purpose }),
  pasteSecret: (purpose) => invoke("paste_secret", { purpose }),
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

  endpoints: (integration) => invoke("endpoints", { integration }),
  previewCall: (call) => invoke("preview_call", { call }),
  sendCall: (run, call) => invoke("send_call", { run, call }),
  cancelCall: (run) => invoke("cancel_call", { run }),
  showSample: (integration, endpoint, sample) => invoke("show_sample", { integration, endpoint, sample }),
  snippet: (call, language) => invoke("snippet", { call, language }),
  copySnippet: (call, language, withToken) => invoke("copy_snippet", { call, language, withToken }),
  exportPostman: (integration) => invoke("export_postman", { integration }),
  endpointDraft: (integration, endpoint) => invoke("endpoint_draft", { integration, endpoint }),
  saveEndpoint: (integration, draft) => invoke("save_endpoint", { integration, draft }),
  removeEndpoint: (integration, endpoint) => invoke("remove_endpoint", { integration, endpoint }),
  readOpenApi: (integration, text) => invoke("read_open_api", { integration, text }),
  importOpenApi: (integration, text, keys) => invoke("import_open_api", { integration, text, keys }),

  bodyRows: (id, raw, first, count) => invoke("body_rows", { id, raw, first, count }),
  foldRow: (id, row, folded) => invoke("fold_row", { id, row, folded }),
  foldAll: (id, depth) => invoke("fold_all", { id, depth }),
  searchBody: (id, text, regex, matchCase) => invoke("search_body", { id, text, regex, matchCase }),
  searchHit: (id, raw, hit) => invoke("search_hit", { id, raw, hit }),
  copyValue: (id, row) => invoke("copy_value", { id, row }),
  copyPath: (id, row) => invoke("copy_path", { id, row }),
  rowPath: (id, row) => invoke("row_path", { id, row }),
  tables: (id) => invoke("tables", { id }),
  saveBody: (id) => invoke("save_body", { id }),
  tableRows: (id, query, first, count) => invoke("table_rows", { id, query, first, count }),
  card: (id, table, record) => invoke("card", { id, table, record }),
  copyCsv: (id, query) => invoke("copy_csv", { id, query }),
  compare: (left, right) => invoke("compare", { left, right }),
  saveSample: (id, title) => invoke("save_sample", { id, title }),
  removeSample: (integration, endpoint, sample) => invoke("remove_sample", { integration, endpoint, sample }),
  dropAnswer: (id) => invoke("drop_answer", { id }),

  activity: (query, first, count) => invoke("activity", { query, first, count }),
  keptExchange: (id) => invoke("kept_exchange", { id }),
  removeExchange: (id) => invoke("remove_exchange", { id }),
  clearActivity: (integration) => invoke("clear_activity", { integration }),

  lockState: () => invoke("lock_state"),
  lockNow: () => invoke("lock_now"),
  unlock: (passphrase) => invoke("unlock", { passphrase }),
  noteActivity: () => invoke("note_activity"),
  notePlace: (place) => invoke("note_place", { place }),

  trySandbox: () => invoke("try_sandbox"),
  sandbox: () => invoke("sandbox"),
  startSandbox: () => invoke("start_sandbox"),
  stopSandbox: () => invoke("stop_sandbox"),
  setSandboxLifetime: (seconds) => invoke("set_sandbox_lifetime", { seconds }),
  setSandboxFault: (id, mode) => invoke("set_sandbox_fault", { id, mode }),
  sandboxClient: (provider) => invoke("sandbox_client", { provider }),

  retryVault: () => invoke("retry_vault"),
  useMemoryVault: () => invoke("use_memory_vault"),
  unlockVault: (passphrase) => invoke("unlock_vault", { passphrase }),
  createPassphraseVault: (passphrase, repeated) => invoke("create_passphrase_vault", { passphrase, repeated }),
  moveVault: (to, passphrase) => invoke("move_vault", { to, passphrase }),
  changePassphrase: (present, passphrase, repeated) => invoke("change_passphrase", { present, passphrase, repeated }),

  saveSettings: (settings) => invoke("save_settings", { settings }),
  openLink: (url) => invoke("open_link", { url }),

  onChange: (listener) => listen<ChangeView>("change", (event) => listener(event.payload)),
};

/** Tells Rust that the list has been painted, so that it shows the window: never a white flash. */
export const shown = (): Promise<void> => invoke("shown");
