// The page without Rust, for design: `?theme=dark`, `?scene=empty|no-keyring|waiting|locked|app-locked|passphrase|deaf|
// paste-mode|lost|unopened` and
// `?paste=clear|problem` choose what is shown, `?exchanges=10000` how many of them Activity holds,
// `?live=1000` how many integrations have a token.
import { FakeBackend } from "../backend.fake";
import type { Pasted } from "./paste";

const query = new URLSearchParams(location.search);
const fake = new FakeBackend({ answersAfterMs: 120 });
fake.stepMs = 250;

const newer = {
  code: "newer_data",
  sentence: "The data was written by a newer Gatepass, so nothing was changed.",
  nextStep: "Install the newer version again.",
  fields: [],
};

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
if (scene === "lost") {
  fake.view.integrations = [];
  fake.view.wayBack = true;
  fake.view.notice =
    "The data file was damaged. It was kept as gatepass.db.damaged-1795270226, and an empty one was made.";
}
if (scene === "unopened") fake.unopened = newer;
if (scene === "paste-mode") fake.redirectUri = "https://app.example.com/oauth/callback";
if (scene === "app-locked" || scene === "passphrase") {
  fake.lock = { ...fake.lock, locked: true, reason: "Nobody used it for 10 minutes.", theme: theme ?? "system" };
  fake.lock.needsPassphrase = scene === "passphrase";
}
const pasted = query.get("paste");
if (pasted) fake.pasted = pasted as Pasted;
const live = Number(query.get("live"));
const [one] = fake.view.integrations;
if (live && one)
  fake.view.integrations = Array.from({ length: live }, (_, i) => ({ ...one, id: `live-${i}`, label: `Live ${i}` }));
const exchanges = query.get("exchanges");
if (exchanges) fake.exchanges = Number(exchanges);

export const backend = fake;
export const shown = async (): Promise<void> => {};
