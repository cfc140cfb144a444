// The keys that work in the whole window, and what a web page would do that a desktop app does not.
import { commandDigit, isCommand } from "../../lib/format/keys";
import { focusList, type Gatepass } from "../../lib/state/gatepass.svelte";
import { TABS, type Tab } from "../../lib/state/place.svelte";

export function keysOf(gatepass: Gatepass): (event: KeyboardEvent) => void {
  const { navigation } = gatepass;
  return (event) => {
    // Reloading would throw away a form and gains nothing.
    if (event.key === "F5" || isCommand(event, "r")) event.preventDefault();
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (isCommand(event, "k")) gatepass.paletteOpen = true;
    else if (isCommand(event, "n")) navigation.go({ kind: "add" });
    else if (isCommand(event, ",")) navigation.go({ kind: "settings" });
    else if (isCommand(event, "l")) void gatepass.desk.lockNow();
    else if (event.key === "Escape") back(gatepass);
    else if (!openTab(gatepass, TABS[commandDigit(event, TABS.length) - 1])) return;
    event.preventDefault();
  };
}

function openTab({ navigation }: Gatepass, tab: Tab | undefined): boolean {
  const { place } = navigation;
  if (!tab || place.kind !== "integration") return false;
  navigation.open(place.id, tab);
  return true;
}

function back({ navigation }: Gatepass): void {
  if (navigation.place.kind === "integration") focusList();
  else navigation.back();
}

/** The web view's menu offers reloading and the like; in a text field it is useful. */
export function noContextMenu(event: Event): void {
  const field = (event.target as Element | null)?.closest("input, textarea");
  if (!field) event.preventDefault();
}
