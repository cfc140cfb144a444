// What the palette offers: every integration to jump to, every action with its key.

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
  const letters = desk.view.settings.singleLetterKeys;
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
  for (const integration of desk.view.integrations) {
    const { id, label, environmentName } = integration;
    const live = isLive(integration, now);
    const copy = {
      id: `copy ${id}`,
      name: `Copy token of ${label}`,
      detail: environmentName,
      keys: letters ? "C" : "",
    };
    if (live) add({ ...copy, run: () => void desk.copy(id) });
    add({
      id: `get ${id}`,
      name: live ? `Renew token of ${label}` : `Get token for ${label}`,
      detail: environmentName,
      keys: letters ? "R" : "",
      run: () => {
        navigation.open(id);
        void desk.get(id, live);
      },
    });
    add({
      id: `setup ${id}`,
      name: `Set up ${label}`,
      detail: environmentName,
      words: "edit change",
      run: () => navigation.open(id, "setup"),
    });
  }
  return commands;
}
