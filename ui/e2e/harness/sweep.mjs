// Every place that a secret could get to by mistake: what was seen there is kept, and searched at the end of a test file.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { keyringsNames, overhear, signal } from "./bus.mjs";
import { recordTheDoor, takeFromTheDoor } from "./door.mjs";
import { startedWith } from "./processes.mjs";
import { filesBelow, filesThatHold, held, spellings } from "./search.mjs";
import { until } from "./until.mjs";

const LOOK_EVERY_MS = 200;
/** The one command that takes a secret in. */
const CARRIER = "hold_secret";

export class Sweep {
  /** `calls` and `events` through the door, `shown` on the page, `rests` of what stands on it at the end of a part. */
  calls = [];
  events = [];
  shown = [];
  rests = [];
  #started = new Map();
  #planted = [];
  #bus;
  #setting;

  /**
   * @param {object} setting of the test file
   * @param {string} marker a public text that is used beside the secrets: where it is found, a secret would be
   */
  constructor(setting, marker) {
    this.#setting = setting;
    this.marker = marker;
  }

  /** Begins, before the window opens. */
  async begin({ world, closing }) {
    world.env.GATEPASS_LOG = "trace";
    this.#bus = await overhear(world);
    const looking = setInterval(() => this.lookAtProcesses(), LOOK_EVERY_MS);
    closing(async () => clearInterval(looking));
  }

  /** Texts to look for, or a function that tells them at the end: for what a server issues. */
  plant(...secrets) {
    this.#planted.push(...secrets);
  }

  secrets() {
    return this.#planted.flatMap((planted) => (typeof planted === "function" ? planted() : [planted]));
  }

  /** Begins to write down what crosses to a page and from it, and all that it shows. A page that is loaded anew forgets it. */
  watchPage() {
    return recordTheDoor(this.#setting.page);
  }

  /** Keeps what was written down, before the page goes and at the end of a part. */
  async gather() {
    const { calls, events, shown, rest } = await takeFromTheDoor(this.#setting.page);
    this.calls.push(...calls);
    this.events.push(...events);
    this.shown.push(...shown);
    this.rests.push(rest);
  }

  lookAtProcesses(group = this.#setting.app?.group) {
    if (!group) return;
    for (const { pid, name, text } of startedWith(group)) if (text) this.#started.set(`${pid} ${name} ${text}`, text);
  }

  /** The tests that end a file. */
  searchEverything() {
    test("files, logs and output: in none of them", () => this.#searchFiles());
    test("arguments and environments of every process", () => this.#searchProcesses());
    test("the page, from its first moment to its last", () => this.#searchPage());
    test("the door: nothing comes out, and one command takes a secret in", () => this.#searchDoor());
    test("the session bus: between the app and the keyring alone", () => this.#searchBus());
  }

  async #searchFiles() {
    const { world } = this.#setting;
    const keyrings = path.join(world.env.XDG_DATA_HOME, "keyrings");
    const isTheirs = (file) => file.startsWith(keyrings) || file.startsWith(world.aside);
    assert.deepEqual(filesThatHold(world.root, this.secrets(), isTheirs), []);
    assert.deepEqual(
      filesBelow(world.root).filter((file) => /^core(\.\d+)?$/.test(path.basename(file))),
      [],
      "no core was dumped",
    );
    const database = filesBelow(world.env.GATEPASS_DATA_DIR).filter((file) => holds(readFileSync(file), this.marker));
    assert.ok(database.length, "the public text is in the database");
    const printing = world.start("control-prints", "sh", ["-c", `echo '${this.marker}' >&2`]);
    const printed = path.join(world.logs, "control-prints.log");
    await until("what a program prints", () => holds(readFileSync(printed), this.marker));
    await printing.end();
    const control = path.join(world.aside, "control");
    mkdirSync(control, { recursive: true });
    const [secret] = this.secrets();
    const needles = Object.values(spellings(secret));
    for (const [at, needle] of needles.entries()) writeFileSync(path.join(control, `${at}`), needle);
    const found = filesThatHold(control, [secret]).map((line) => line.split(":")[0]);
    assert.equal(new Set(found).size, needles.length, "each spelling is found");
  }

  #searchProcesses() {
    this.lookAtProcesses();
    const { world } = this.#setting;
    const texts = [...this.#started.values()];
    assert.ok(texts.length >= 4, "the app and its web processes");
    assert.deepEqual(all(texts, this.secrets()), []);
    const control = world.start("control", "sleep", ["600"], { env: { ...world.env, CONTROL: this.marker } });
    const seen = startedWith(control.pid).map(({ text }) => text);
    assert.ok(all(seen, [this.marker]).length, "a text in an environment is found");
  }

  async #searchPage() {
    await this.gather();
    const shown = [...this.shown, ...this.rests];
    assert.ok(all(shown, [this.marker]).length, "the public text was on the page");
    assert.deepEqual(all(shown, this.secrets()), []);
  }

  #searchDoor() {
    const { calls, events } = this;
    assert.ok(calls.length > 20 && events.length > 3, `${calls.length} calls and ${events.length} events were seen`);
    const out = [...calls.map(({ answer }) => answer), ...events];
    assert.ok(all(out, [this.marker]).length, "answers were written down");
    assert.deepEqual(all(out, this.secrets()), []);
    const carriers = calls.filter(({ asked }) => holds(asked, ...this.secrets()));
    assert.deepEqual([...new Set(carriers.map(({ command }) => command))], [CARRIER]);
  }

  async #searchBus() {
    const { world } = this.#setting;
    const keyring = await keyringsNames(world);
    await signal(world, this.marker);
    const strangers = () =>
      this.#bus
        .messages()
        .filter(({ sender, destination }) => !keyring.includes(sender) && !keyring.includes(destination));
    const bytes = () => strangers().map((message) => message.bytes);
    await until("the control on the bus", () => all(bytes(), [this.marker]).length);
    assert.deepEqual(all(bytes(), this.secrets()), []);
    assert.ok(this.#bus.messages().length > strangers().length, "the keyring was spoken to");
  }
}

/** Secrets and texts are joined, so that each spelling is looked for once. */
const all = (texts, secrets) => held(Buffer.concat(texts.flatMap((text) => [Buffer.from(text), BREAK])), secrets);
const BREAK = Buffer.from("\n");
const holds = (text, ...secrets) => held(text, secrets).length > 0;
