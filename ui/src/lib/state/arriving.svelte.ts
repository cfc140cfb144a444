// A sealed file that is being imported: chosen, opened, looked at, added.
import type { Backend } from "../backend";
import type { ErrorView, ImportChoiceView, ImportedView, OfferedView, OfferView, OpenerView } from "../bindings";
import { asError } from "./error";
import { Passphrase } from "./passphrase.svelte";

/** More is refused anyway, and need not be read first. */
const MOST_BYTES = 65 * 1024 * 1024;

export class Arriving {
  name = $state("");
  opener = $state<OpenerView | null>(null);
  readonly key = new Passphrase();
  offer = $state.raw<OfferView | null>(null);
  choices = $state.raw<ImportChoiceView[]>([]);
  done = $state.raw<ImportedView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  busy = $state(false);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** How many would be added. */
  get count(): number {
    return this.choices.filter(({ kind }) => kind !== "leaveOut").length;
  }

  async hold(file: File): Promise<void> {
    await this.#try(async () => {
      this.opener = null;
      this.key.forget();
      this.name = file.name;
      if (file.size > MOST_BYTES) throw tooLarge;
      this.opener = await this.#backend.holdImport(new Uint8Array(await file.arrayBuffer()));
    });
  }

  async open(): Promise<void> {
    const handle = await this.key.ready();
    if (handle === null) return;
    await this.#try(async () => {
      this.key.forget(); // it is good for one try
      this.offer = await this.#backend.openImport(handle);
      this.choices = this.offer.integrations.map(first);
    });
  }

  choose(index: number, choice: ImportChoiceView): void {
    this.choices = this.choices.with(index, choice);
  }

  async add(): Promise<void> {
    await this.#try(async () => {
      this.done = await this.#backend.addImport(this.choices);
    });
  }

  /** Lets go of the file and of what was typed. */
  drop(): void {
    void this.#backend.dropImport().catch(() => {}); // the next file takes its place all the same
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await act();
    } catch (reason) {
      this.error = asError(reason);
    }
    this.busy = false;
  }
}

/** What is done unless one says otherwise: nothing that is here is touched. */
function first(one: OfferedView): ImportChoiceView {
  return one.standing === "new" || one.standing === "taken" ? { kind: "add" } : { kind: "leaveOut" };
}

const tooLarge: ErrorView = {
  code: "import_too_large",
  sentence: "The file is larger than an export of Gatepass can be.",
  nextStep: "Choose a file whose name is like gatepass-2026-01-31.age.",
  fields: [],
};
