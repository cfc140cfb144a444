// Secrets growing old and being rotated, and files for a ticket: in small what Rust does. A secret that ends in "wrong" is refused.
import type { RotationBackend, SupportBackend } from "../backend";
import type { ErrorView, IntegrationView, SecretAgeView, SupportSourceView, TrialView } from "../bindings";
import { FakeActivity } from "./activity";
import { exchangeOf } from "./requests";

export abstract class FakeRotation extends FakeActivity implements RotationBackend, SupportBackend {
  /** Whether a token comes for a new secret. */
  newSecretWorks = true;
  /** Whether an answer's body is left out until it is wanted. */
  personal = true;

  putSecretBeside = (id: string, which: string, handle: string) =>
    this.answer("putSecretBeside", [id, which, handle], () =>
      this.#change(id, which, (secret) => {
        secret.beside = { lastFour: "m3Wz", setAtMs: Date.now(), isOld: false, sinceMs: null };
      }),
    );
  testSecretBeside = (id: string, which: string) =>
    this.answer("testSecretBeside", [id, which], () => this.#trial(id, which), 4);
  useSecretBeside = (id: string, which: string) =>
    this.answer("useSecretBeside", [id, which], () => this.#swap(id, which, true));
  goBackToSecret = (id: string, which: string) =>
    this.answer("goBackToSecret", [id, which], () => this.#swap(id, which, false));
  forgetSecretBeside = (id: string, which: string) =>
    this.answer("forgetSecretBeside", [id, which], () =>
      this.#change(id, which, (secret) => {
        secret.beside = null;
      }),
    );
  dismissReminders = (id: string) =>
    this.answer("dismissReminders", [id], () => {
      const one = this.#one(id);
      one.secrets = one.secrets.map((secret) => ({ ...secret, reminds: false }));
      return structuredClone(one);
    });

  previewSupport = (source: SupportSourceView, withPersonal: boolean) =>
    this.answer("previewSupport", [source, withPersonal], () => {
      const body =
        this.personal && !withPersonal ? "(The body is left out: it may hold data of persons.)" : '{ "bugs": [] }';
      return {
        id: `s${withPersonal}`,
        text: `# The client was refused\n\nProvider:  Pivot, UAT\n\n## Answer\n\nStatus 401\n\n${body}\n`,
        har: '{\n  "log": { "version": "1.2" }\n}',
        bodyMayBePersonal: this.personal && !withPersonal,
        bodyNote: "",
      };
    });
  saveSupport = (id: string) =>
    this.answer("saveSupport", [id], () => ({
      folder: "/home/mira/Downloads",
      files: ["gatepass-support-token-request.txt", "gatepass-support-token-request.har"],
    }));

  #one(id: string): IntegrationView {
    const one = this.integrations().find((each) => each.id === id);
    if (one) return one;
    throw { code: "no_integration", sentence: "It is gone.", nextStep: "", fields: [] } satisfies ErrorView;
  }

  #change(id: string, which: string, change: (secret: SecretAgeView) => void): IntegrationView {
    const one = this.#one(id);
    for (const secret of one.secrets) if (secret.which === which) change(secret);
    return structuredClone(one);
  }

  #swap(id: string, which: string, isOld: boolean): IntegrationView {
    this.#one(id).token = null;
    return this.#change(id, which, (secret) => {
      if (!secret.beside) return;
      const { lastFour, setAtMs } = secret;
      Object.assign(secret, { lastFour: secret.beside.lastFour, setAtMs: secret.beside.setAtMs });
      secret.beside = { lastFour, setAtMs, isOld, sinceMs: isOld ? Date.now() : null };
    });
  }

  #trial(id: string, which: string): TrialView {
    const one = this.#one(id);
    if (this.newSecretWorks) {
      this.#change(id, which, (secret) => {
        if (secret.beside) secret.beside.sinceMs = Date.now();
      });
      const sentence = "A token was asked for with the new one, and came. It was not kept, and no API was called.";
      return { works: true, sentence, refusal: null, exchange: exchangeOf(one, 200, "") };
    }
    const exchange = exchangeOf(one, 401, '{ "error": "invalid_client" }');
    const refusal = {
      code: "client_refused",
      fault: "key",
      short: "secret refused",
      title: "The client was refused",
      sentence: "The server knows no client with this id and secret.",
      nextStep: "Compare the new secret with the portal that issued it.",
      remedy: "setup",
      placementMayHelp: true,
      atMs: Date.now(),
      exchange,
    } as const;
    const sentence = "No token came for the new one. The one in use was not touched.";
    return { works: false, sentence, refusal, exchange };
  }
}
