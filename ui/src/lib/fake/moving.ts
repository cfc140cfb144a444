// Exports and imports, invented: a file opens with any passphrase, and offers one integration of each standing.
import type { MovingBackend } from "../backend";
import type {
  DeskView,
  DestinationView,
  ErrorView,
  ExportRequestView,
  ImportChoiceView,
  OfferedView,
  OfferView,
  OpenerView,
} from "../bindings";
import { FakeBackups } from "./backups";
import { integration } from "./integrations";

const address = (what: string, at: string, receives: string, unusual = false): DestinationView => ({
  what,
  address: at,
  receives,
  unusual,
});

const offered = (label: string, rest: Partial<OfferedView>): OfferedView => ({
  label,
  providerName: "Cisco Support",
  environmentName: "Production",
  environmentKind: "production",
  standing: "new",
  here: "",
  whyNot: "",
  destinations: [
    address("Token address", "https://id.cisco.com/oauth2/default/v1/token", "client id, client secret"),
    address("API address", "https://apix.cisco.com", "token"),
  ],
  brings: ["client secret"],
  lacks: [],
  notes: [],
  endpoints: 0,
  samples: 0,
  ...rest,
});

export abstract class FakeMoving extends FakeBackups implements MovingBackend {
  /** What the next chosen file asks for. */
  opener: OpenerView = "passphrase";
  /** How many secrets the vault keeps when everything is removed. */
  stuck = 0;
  abstract view: DeskView;

  offer: OfferView = {
    writtenAtMs: Date.parse("2026-01-31T09:30:00Z"),
    writtenBy: "0.1.0",
    withSecrets: true,
    integrations: [
      offered("Support of Lyon", { endpoints: 2, samples: 1 }),
      offered("Pivot field notices", {
        providerName: "Pivot",
        environmentName: "UAT",
        environmentKind: "test",
        standing: "taken",
        here: "i1",
        destinations: [
          address(
            "Token address",
            "https://api-uat.pivotts.com.example.net/oem-cisco/cisco-identity/",
            "client id, client secret, subscription key",
            true,
          ),
          address("API address", "https://api-uat.pivotts.com", "token, subscription key"),
        ],
        brings: ["client secret", "subscription key"],
      }),
      offered("Support APIs", { standing: "same", here: "i2", brings: [], lacks: ["client secret"] }),
      offered("Rehearsal", {
        environmentName: "Sandbox",
        environmentKind: "sandbox",
        standing: "unusable",
        whyNot: "Its client is known to the sandbox that made it alone.",
        destinations: [],
        brings: [],
      }),
    ],
  };

  checkRecipients = (text: string) =>
    this.answer("checkRecipients", [text], () => {
      const lines = text.split("\n").map((line) => line.trim());
      const wrong = lines.findIndex((line) => line && !line.startsWith("age1"));
      if (wrong < 0) return { count: lines.filter(Boolean).length, problem: "" };
      return {
        count: 0,
        problem: `Line ${wrong + 1} is no public key of age: it begins with age1 and has 62 characters.`,
      };
    });
  exportSealed = (request: ExportRequestView) =>
    this.answer(
      "exportSealed",
      [request],
      () => ({
        saved: { folder: "/home/mira/Downloads", files: ["gatepass-2026-01-31.age"] },
        integrations: request.integrations.length,
        notes: [],
      }),
      4,
    );
  holdImport = (sealed: Uint8Array) =>
    this.answer("holdImport", [sealed.length], () => {
      const beginning = new TextDecoder().decode(sealed.slice(0, 21));
      if (beginning !== "age-encryption.org/v1") throw notAge;
      return this.opener;
    });
  openImport = (handle: string) => this.answer("openImport", [handle], () => structuredClone(this.offer), 4);
  addImport = (choices: ImportChoiceView[]) =>
    this.answer("addImport", [choices], () => {
      const added: string[] = [];
      for (const [index, choice] of choices.entries()) {
        const one = this.offer.integrations[index];
        if (!one || choice.kind === "leaveOut") continue;
        if (choice.kind === "replace") {
          this.view.integrations = this.view.integrations.filter(({ id }) => id !== choice.id);
        }
        const id = `imported${index}`;
        this.view.integrations.push({ ...integration("cisco-support", one.label, "production"), id });
        added.push(id);
      }
      const replaced = choices.filter(({ kind }) => kind === "replace").length;
      return { added, replaced, leftOut: choices.length - added.length };
    });
  dropImport = () => this.answer("dropImport", [], () => {});
  removeEverything = (confirmation: string) =>
    this.answer("removeEverything", [confirmation], () => {
      this.view.integrations = [];
      return this.stuck;
    });
}

const notAge: ErrorView = {
  code: "import_not_age",
  sentence: "This is not a sealed file.",
  nextStep: "Choose a file that Gatepass exported: its name ends in .age.",
  fields: [],
};
