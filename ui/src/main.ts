// Mounts the page on the backend, and says when the list is ready to be painted.
import { mount, tick } from "svelte";
import "./app.css";
import type { Backend } from "./lib/backend";
import { Gatepass } from "./lib/state/gatepass.svelte";
import Root from "./Root.svelte";

async function door(): Promise<{ backend: Backend; shown: () => Promise<void> }> {
  // A constant at build time: the fake is not in the product.
  if (import.meta.env.MODE === "demo") return import("./lib/fake/demo");
  return import("./lib/backend.tauri");
}

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

const { backend, shown } = await door();
const gatepass = new Gatepass(backend);
await gatepass.open();
mount(Root, { target, props: { gatepass } });
await tick();
// Not on a frame: WebKit draws none while the window is hidden, and the window waits for this to be shown.
void shown();
