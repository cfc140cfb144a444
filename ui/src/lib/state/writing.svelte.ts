// What stands in the place of the form while an endpoint is written, or a document is read.
import type { Backend } from "../backend";
import type { EndpointDraftView } from "../bindings";
import { EndpointEditor } from "./endpointEditor.svelte";
import { Importer } from "./importer.svelte";

export class Writing {
  editor = $state.raw<EndpointEditor | null>(null);
  importer = $state.raw<Importer | null>(null);
  #backend: Backend;
  #integration: string;
  /** By the endpoint's id; the new one has none. */
  #editors = new Map<string, EndpointEditor>();
  #importer: Importer | null = null;

  constructor(backend: Backend, integration: string) {
    this.#backend = backend;
    this.#integration = integration;
  }

  /** What was typed of a new endpoint is there again. */
  add(): void {
    this.#show(this.#editors.get("") ?? new EndpointEditor(this.#backend, this.#integration));
  }

  /** What was typed of a change is there again. */
  edit(draft: EndpointDraftView): void {
    this.#show(this.#editors.get(draft.id) ?? new EndpointEditor(this.#backend, this.#integration, draft));
  }

  import(): void {
    this.#importer ??= new Importer(this.#backend, this.#integration);
    this.importer = this.#importer;
    this.editor = null;
  }

  /** Back to the form; what was typed here is kept. */
  leave(): void {
    this.editor = null;
    this.importer = null;
  }

  /** Back to the form; what was typed here is not kept. */
  close(): void {
    if (this.editor) this.#editors.delete(this.editor.draft.id);
    if (this.importer) this.#importer = null;
    this.leave();
  }

  /** The endpoint is gone. */
  forget(id: string): void {
    this.#editors.delete(id);
  }

  #show(editor: EndpointEditor): void {
    this.#editors.set(editor.draft.id, editor);
    this.editor = editor;
    this.importer = null;
  }
}
