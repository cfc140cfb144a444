// A request as code while it is looked at: the language, the text, and what was just copied.
import type { Language } from "../backend";
import type { CallView, ErrorView } from "../bindings";
import { asError } from "./error";
import type { Gatepass } from "./gatepass.svelte";
import { copySnippet, nameOf } from "./snippets";

const SHOWN_MS = 2000;

export class CodeView {
  language = $state<Language>("curl");
  text = $state("");
  error = $state.raw<ErrorView | null>(null);
  /** What was copied in the last two seconds. */
  copied = $state<"" | "plain" | "token">("");
  #gatepass: Gatepass;
  #call: CallView;
  #asks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(gatepass: Gatepass, call: CallView) {
    this.#gatepass = gatepass;
    this.#call = call;
  }

  /** The text before stays until the new one comes. */
  async choose(language: Language): Promise<void> {
    const mine = ++this.#asks;
    this.language = language;
    this.copied = "";
    try {
      const text = await this.#gatepass.backend.snippet(this.#call, language);
      if (mine !== this.#asks) return;
      this.text = text;
      this.error = null;
    } catch (error) {
      if (mine === this.#asks) this.error = asError(error);
    }
  }

  async copy(withToken: boolean): Promise<void> {
    try {
      await copySnippet(this.#gatepass, this.#call, this.language, withToken);
      this.copied = withToken ? "token" : "plain";
      this.#gatepass.desk.said = `Copied as ${nameOf(this.language)}${withToken ? ", with the token in it" : ""}`;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.copied = "";
      }, SHOWN_MS);
    } catch (error) {
      this.error = asError(error);
    }
  }
}
