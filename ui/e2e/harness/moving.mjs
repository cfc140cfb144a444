// Files that leave by an export and come back by an import.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The one file that was exported. */
export function exportedFile({ env: { HOME } }) {
  const folders = [path.join(HOME, "Downloads"), HOME].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  const sealed = files.filter((file) => /gatepass-\d{4}-\d\d-\d\d\.age$/.test(file));
  assert.equal(sealed.length, 1, files.join());
  return sealed[0];
}

/** Gives the dialog a file, as choosing it does. */
export const chooseFile = (page, bytes, name = "from-somebody.age") =>
  page.run(
    (base64, called) => {
      const input = document.querySelector("dialog input[type=file]");
      const files = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      files.items.add(new File([content], called));
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    bytes.toString("base64"),
    name,
  );

/** A document that somebody made by hand, of Cisco Support integrations. */
export function madeByHand(integrations) {
  const entry = ({ origins, ...rest }, index) => ({
    id: `integration-${index}`,
    provider: "cisco-support",
    environment: "production",
    client_id: "abcdefgh12345678",
    client_secret: origins.length ? { text: "not-your-secret-0001", origins, set_at_ms: 0 } : null,
    subscription_key: null,
    placement: "form",
    grant: {
      ...{ grant: "client_credentials", registered: [], authorization_endpoint: "" },
      ...{ redirect_uri: "", username: "", password: null },
    },
    ...{ revocation_endpoint: "", introspection_endpoint: "", scope: "", extra_headers: [], extra_parameters: [] },
    ...{ api_origins: ["https://apix.cisco.com"], token_header: "Authorization", token_prefix: "Bearer" },
    ...{ proxy: "", extra_ca: "", endpoints: [], samples: [], remembered: {} },
    ...rest,
  });
  return JSON.stringify({
    ...{ format: "gatepass-integrations", version: 1, written_at_ms: 1_769_000_000_000, written_by: "0.1.0" },
    with_secrets: true,
    subscription_keys: [],
    integrations: integrations.map(entry),
  });
}

/** A document sealed by the standard tool, and the key that opens it. */
export function sealed({ aside }, text) {
  const keyFile = path.join(aside, `key-${Math.random()}.txt`);
  execFileSync("age-keygen", ["-o", keyFile], { stdio: "pipe" });
  const lines = readFileSync(keyFile, "utf8").split("\n");
  const recipient = lines.find((line) => line.startsWith("# public key: ")).slice(14);
  writeFileSync(path.join(aside, "plain"), text);
  return {
    file: execFileSync("age", ["-r", recipient, path.join(aside, "plain")]),
    key: lines.find((line) => line.startsWith("AGE-SECRET-KEY-")),
  };
}
