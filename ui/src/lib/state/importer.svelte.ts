// An OpenAPI document while it is read, and which of its operations are to be added.
import { SvelteSet } from "svelte/reactivity";
import type { Backend } from "../backend";
import type { ErrorView, OpenApiView } from "../bindings";
import { asError } from "./error";

export class Importer {
  /** What was pasted, until it is read. */
  text = $state("");
  /** The file that was chosen, or empty. */
  file = $state("");
  read = $state.raw<OpenApiView | null>(null);
  chosen = new SvelteSet<string>();
  error = $state.raw<ErrorView | null>(null);
  busy = $state(false);
  /** What was chosen and could not be added, and why. */
  leftOut = $state.raw<string[]>([]);
  #backend: Backend;
  #integration: string;

  constructor(backend: Backend, integration: string) {
    this.#backend = backend;
    this.#integration = integration;
  }

  async open(file: File): Promise<void> {
    await this.#try(async () => {
      this.text = await file.text();
      this.file = file.name;
      await this.#read();
    });
  }

  async start(): Promise<void> {
    await this.#try(() => this.#read());
  }

  async #read(): Promise<void> {
    const read = await this.#backend.readOpenApi(this.#integration, this.text);
    this.chosen.clear();
    for (const { key } of read.endpoints) this.chosen.add(key);
    this.read = read;
  }

  /** Back to choosing a document. */
  again(): void {
    this.read = null;
    this.leftOut = [];
    this.text = "";
    this.file = "";
    this.error = null;
  }

  set(keys: string[], on: boolean): void {
    for (const key of keys) {
      if (on) this.chosen.add(key);
      else this.chosen.delete(key);
    }
  }

  /** How many were added; null when it was refused. */
  async add(): Promise<number | null> {
    let added: number | null = null;
    await this.#try(async () => {
      // In the order of the document.
      const keys = (this.read?.endpoints ?? []).map(({ key }) => key).filter((key) => this.chosen.has(key));
      const answer = await this.#backend.importOpenApi(this.#integration, this.text, keys);
      added = answer.count;
      this.leftOut = answer.leftOut;
    });
    return added;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await act();
    } catch (error) {
      this.error = asError(error);
    }
    this.busy = false;
  }
}
