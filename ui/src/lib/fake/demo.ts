// The page without Rust, for design: `?theme=dark`, `?scene=empty|no-keyring|waiting|locked|app-locked|passphrase|deaf|paste-mode` and
// `?paste=clear|problem` choose what is shown, `?exchanges=10000` how many of them Activity holds.
import { FakeBackend } from "../backend.fake";
import type { Pasted } from "./paste";

const query = new URLSearchParams(location.search);
const fake = new FakeBackend({ answersAfterMs: 120 });
fake.stepMs = 250;

const theme = query.get("theme");
if (theme) fake.view.settings.theme = theme;
const scene = query.get("scene");
if (scene === "empty") fake.view.integrations = [];
if (scene === "no-keyring") fake.loseVault();
if (scene === "waiting") fake.view.vault = { ...fake.view.vault, state: "waiting" };
if (scene === "locked") fake.lockVault("correct horse");
if (scene === "deaf") {
  fake.onChange = () => Promise.reject(new Error("no events"));
  fake.view.clockNotice = "This computer’s clock is 4 minutes ahead: tokens may end sooner than they seem to.";
}
if (scene === "paste-mode") fake.redirectUri = "https://app.example.com/oauth/callback";
if (scene === "app-locked" || scene === "passphrase") {
  fake.lock = { ...fake.lock, locked: true, reason: "Nobody used it for 10 minutes.", theme: theme ?? "system" };
  fake.lock.needsPassphrase = scene === "passphrase";
}
const pasted = query.get("paste");
if (pasted) fake.pasted = pasted as Pasted;
const exchanges = query.get("exchanges");
if (exchanges) fake.exchanges = Number(exchanges);

export const backend = fake;
export const shown = async (): Promise<void> => {};
