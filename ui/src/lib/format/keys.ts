// The keys of the window: how they are shown, and how a press is recognised.

export const isMac = /Mac/.test(navigator.platform);

/** `Ctrl K`, on a Mac `⌘K`. */
export const withCommand = (key: string): string => (isMac ? `⌘${key}` : `Ctrl ${key}`);

/** Whether the press is Ctrl (on a Mac Command) with this key and nothing else. */
export function isCommand(event: KeyboardEvent, key: string): boolean {
  const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key.toLowerCase();
}

/** Which of the digits from 1 to `most` comes with Ctrl (on a Mac Command), or 0. By the key's place, where digits need Shift. */
export function commandDigit(event: KeyboardEvent, most: number): number {
  const digit = Number(/^Digit([1-9])$/.exec(event.code)?.[1] ?? event.key);
  return digit >= 1 && digit <= most && isCommand(event, event.key) ? digit : 0;
}

/** Every key, in the order the settings list them. */
export const shortcuts: { keys: string; does: string }[] = [
  { keys: withCommand("K"), does: "Search, jump, or run an action" },
  { keys: `${withCommand("1")} – 4`, does: "Token, Requests, Activity, Setup of the integration" },
  { keys: withCommand("N"), does: "Add an integration" },
  { keys: withCommand(","), does: "Settings" },
  { keys: withCommand("L"), does: "Lock now" },
  { keys: withCommand("V"), does: "On the page that adds, outside a field: paste to set up" },
  { keys: withCommand("⏎"), does: "In a form: save and get a token" },
  { keys: withCommand("⏎"), does: "In Requests: send" },
  { keys: withCommand("F"), does: "In the list of endpoints, an answer or Activity: find" },
  { keys: "Esc", does: "Back, or close what is open" },
  { keys: "↑ ↓", does: "In the list: choose" },
  { keys: "⏎", does: "In the list: open" },
  { keys: "Del", does: "In Activity: remove the exchange" },
  { keys: "C", does: "In the list: copy the token" },
  { keys: "R", does: "In the list: renew or get the token, or sign in" },
  { keys: "N", does: "In the list: add an integration" },
];
