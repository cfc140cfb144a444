// The page without Rust, for design: `?theme=dark` and `?scene=empty|no-keyring|waiting` choose what is shown.
import { FakeBackend } from "../backend.fake";

const query = new URLSearchParams(location.search);
const fake = new FakeBackend({ answersAfterMs: 120 });

const theme = query.get("theme");
if (theme) fake.view.settings.theme = theme;
const scene = query.get("scene");
if (scene === "empty") fake.view.integrations = [];
if (scene === "no-keyring") fake.loseVault();
if (scene === "waiting") fake.view.vault = { ...fake.view.vault, state: "waiting" };

export const backend = fake;
export const shown = async (): Promise<void> => {};
