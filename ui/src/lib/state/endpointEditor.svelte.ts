// An endpoint of the user's own while it is written, and the way to save it.
import type { Backend } from "../backend";
import type { EndpointDraftView, ErrorView, ParameterDraftView } from "../bindings";
import { namesIn } from "../format/endpoints";
import { messages } from "./draft";
import { asError } from "./error";

const blank: EndpointDraftView = {
  id: "",
  api: "",
  title: "",
  method: "GET",
  path: "",
  parameters: [],
  contentType: "",
  body: "",
  effect: "",
  // What is not known may hold data of persons.
  personalData: true,
};

export const newParameter = (place: string, name = ""): ParameterDraftView => ({
  name,
  place,
  required: place === "path",
  example: "",
  description: "",
});

export class EndpointEditor {
  draft = $state() as EndpointDraftView;
  /** Its sentence is asked for once the box is ticked. */
  changesSomething = $state(false);
  error = $state.raw<ErrorView | null>(null);
  saving = $state(false);
  #backend: Backend;
  #integration: string;
  #original: string;

  constructor(backend: Backend, integration: string, draft: EndpointDraftView = blank) {
    this.#backend = backend;
    this.#integration = integration;
    this.draft = structuredClone(draft);
    this.changesSomething = draft.effect !== "";
    this.#original = JSON.stringify(draft);
  }

  get isNew(): boolean {
    return this.draft.id === "";
  }

  get isDirty(): boolean {
    return JSON.stringify(this.draft) !== this.#original;
  }

  /** Each `{name}` of the path is a parameter; one that stands there no longer goes with all that was said of it. */
  setPath(path: string): void {
    this.draft.path = path;
    const names = namesIn(path);
    const known = this.draft.parameters.filter(({ place }) => place === "path");
    const inPath = names.map((name) => known.find((one) => one.name === name) ?? newParameter("path", name));
    this.draft.parameters = [...inPath, ...this.draft.parameters.filter(({ place }) => place !== "path")];
  }

  /** Another method that usually changes something says so by itself; it can be taken back. */
  setMethod(method: string): void {
    this.draft.method = method;
    if (["POST", "PUT", "PATCH", "DELETE"].includes(method) && this.isNew && !this.draft.effect)
      this.changesSomething = true;
    if (method === "GET" && !this.draft.effect) this.changesSomething = false;
  }

  problem(field: string): string {
    return messages(this.error?.fields ?? [], field);
  }

  /** The id of the saved one, or null when it was refused; nothing typed is lost then. */
  async save(): Promise<string | null> {
    if (this.saving) return null;
    this.saving = true;
    this.error = null;
    let id: string | null = null;
    try {
      const draft = $state.snapshot(this.draft) as EndpointDraftView;
      const effect = this.changesSomething ? draft.effect.trim() || "It changes something at the server." : "";
      id = await this.#backend.saveEndpoint(this.#integration, { ...draft, effect });
    } catch (error) {
      this.error = asError(error);
    }
    this.saving = false;
    return id;
  }
}
