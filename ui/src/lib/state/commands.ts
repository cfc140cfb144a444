// What the palette offers: every integration to jump to, every action with its key.

import type { IntegrationView } from "../bindings";
import { withCommand } from "../format/keys";
import { isLive } from "../format/life";
import type { Gatepass } from "./gatepass.svelte";

export interface Command {
  id: string;
  name: string;
  /** Shown muted after the name. */
  detail: string;
  keys: string;
  /** Further words it is found by. */
  words: string;
  run: () => void;
}

export function commandsOf(gatepass: Gatepass, now: number): Command[] {
  const { desk, navigation } = gatepass;
  const commands: Command[] = [];
  const add = (command: Partial<Command> & Pick<Command, "id" | "name" | "run">) =>
    commands.push({ detail: "", keys: "", words: "", ...command });

  for (const integration of desk.view.integrations) {
    const { id, label, environmentName, providerName } = integration;
    const detail = `${providerName}, ${environmentName}`;
    add({ id: `open ${id}`, name: label, detail, words: "open jump go", run: () => navigation.open(id) });
  }
  add({
    id: "add",
    name: "Add an integration",
    keys: withCommand("N"),
    words: "new create",
    run: () => navigation.go({ kind: "add" }),
  });
  add({
    id: "paste",
    name: "Paste to set up",
    detail: "curl line, HTTP request, Postman file or JSON",
    words: "add import clipboard",
    run: () => navigation.go({ kind: "add", paste: true }),
  });
  add({
    id: "meraki",
    name: "Cisco Meraki is not covered",
    detail: "It authenticates differently. For another OAuth 2.0 server add a custom integration.",
    words: "meraki dashboard api key",
    run: () => navigation.go({ kind: "add" }),
  });
  add({
    id: "sandbox",
    name: "Sandbox",
    words: "server rehearse practice",
    run: () => navigation.go({ kind: "sandbox" }),
  });
  add({
    id: "settings",
    name: "Settings",
    keys: withCommand(","),
    words: "preferences shortcuts keys clipboard",
    run: () => navigation.go({ kind: "settings" }),
  });
  if (desk.view.vault.state !== "memory") {
    add({
      id: "lock",
      name: "Lock now",
      keys: withCommand("L"),
      words: "vault secrets away",
      run: () => void desk.lockNow(),
    });
  }
  if (desk.view.integrations.length) {
    add({
      id: "export sealed",
      name: "Export…",
      detail: "integrations as a sealed file",
      words: "backup move share age save secrets",
      run: () => (gatepass.moving = "export"),
    });
    add({
      id: "export",
      name: "Export all integrations to Postman…",
      words: "collection environment save",
      run: () => (gatepass.exporting = { integration: null }),
    });
  }
  add({
    id: "import",
    name: "Import…",
    detail: "a sealed file of Gatepass",
    words: "restore move share age open backup",
    run: () => (gatepass.moving = "import"),
  });
  add({
    id: "remove everything",
    name: "Remove everything…",
    words: "wipe erase reset delete all",
    run: () => (gatepass.moving = "remove"),
  });
  for (const theme of ["system", "light", "dark"]) {
    if (theme === desk.view.settings.theme) continue;
    const name = theme === "system" ? "Follow the system’s theme" : `Use the ${theme} theme`;
    add({
      id: `theme ${theme}`,
      name,
      words: "appearance colours",
      run: () => void desk.saveSettings({ ...desk.view.settings, theme }),
    });
  }
  if (desk.view.clipboard) add({ id: "clear", name: "Clear the clipboard now", run: () => void desk.clearClipboard() });
  for (const integration of desk.view.integrations) commands.push(...tokenCommands(gatepass, integration, now));
  return commands;
}

/** What can be done with one integration's token. */
function tokenCommands(gatepass: Gatepass, integration: IntegrationView, now: number): Command[] {
  const { backend, desk, navigation } = gatepass;
  const { id, label, environmentName, signIn, needsSignIn, keepFresh } = integration;
  const letters = desk.view.settings.singleLetterKeys;
  const live = isLive(integration, now);
  const commands: Command[] = [];
  const add = (what: string, name: string, run: () => void, rest: Partial<Command> = {}) =>
    commands.push({ id: `${what} ${id}`, name, detail: environmentName, keys: "", words: "", run, ...rest });

  if (live) add("copy", `Copy token of ${label}`, () => void desk.copy(id), { keys: letters ? "C" : "" });
  const get = needsSignIn ? `Sign in for ${label}` : live ? `Renew token of ${label}` : `Get token for ${label}`;
  const obtain = () => {
    navigation.open(id);
    void gatepass.get(id, live);
  };
  if (!signIn) add("get", get, obtain, { keys: letters ? "R" : "", words: needsSignIn ? "get token browser" : "" });
  if (signIn) {
    const cancel = async () => desk.put(await backend.cancelSignIn(id, false));
    add("cancel", `Cancel the sign-in of ${label}`, () => void desk.attempt(cancel));
  }
  const kept = keepFresh.on ? `Stop keeping ${label} fresh` : `Keep ${label} fresh`;
  add("fresh", kept, () => void desk.setKeepFresh(id, !keepFresh.on), { words: "renew automatically" });
  if (integration.token && integration.canIntrospect) {
    const words = "introspect active";
    add("ask", `Ask the server about the token of ${label}`, () => navigation.act(id, "ask"), { words });
  }
  if (integration.token && integration.canRevoke) {
    add("revoke", `Revoke the token of ${label}…`, () => navigation.act(id, "revoke"), { words: "end" });
  }
  add("requests", `Requests of ${label}`, () => navigation.open(id, "requests"), {
    words: "open send call endpoint test",
  });
  add("activity", `Activity of ${label}`, () => navigation.open(id, "activity"), {
    words: "open history exchanges log",
  });
  add("export", `Export ${label} to Postman…`, () => (gatepass.exporting = { integration: id }), {
    words: "collection environment save",
  });
  add("setup", `Set up ${label}`, () => navigation.open(id, "setup"), { words: "edit change" });
  return commands;
}
