// Finds endpoints in a list and groups them by API.
import type { EndpointView } from "../bindings";

export interface ApiGroup {
  api: string;
  endpoints: EndpointView[];
}

/** Every word has to occur: in the title, path, API, method, parameters or notes. */
export function found(endpoints: EndpointView[], query: string): EndpointView[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return endpoints;
  return endpoints.filter((endpoint) => {
    const text = textOf(endpoint);
    return words.every((word) => text.includes(word));
  });
}

const texts = new WeakMap<EndpointView, string>();

/** Once an endpoint: it is asked for with each letter that is typed. */
function textOf(endpoint: EndpointView): string {
  let text = texts.get(endpoint);
  if (text === undefined) {
    const { title, path, api, method, summary, notes, effect, inferred, own } = endpoint;
    const parameters = endpoint.parameters.map(({ name, description }) => `${name} ${description}`);
    const marks = [inferred && "inferred", own && "yours own", effect && "changes something"].filter(Boolean);
    text = [title, path, api, method, summary, effect, ...notes, ...parameters, ...marks].join(" ").toLowerCase();
    texts.set(endpoint, text);
  }
  return text;
}

/** In the order of the list; those of one API stand beside each other in it. */
export function byApi(endpoints: EndpointView[]): ApiGroup[] {
  const groups = new Map<string, EndpointView[]>();
  for (const endpoint of endpoints) {
    const group = groups.get(endpoint.api);
    if (group) group.push(endpoint);
    else groups.set(endpoint.api, [endpoint]);
  }
  return [...groups].map(([api, endpoints]) => ({ api, endpoints }));
}

/** The `{name}`s of a path, each once. */
export function namesIn(path: string): string[] {
  return [...new Set([...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name = ""]) => name.trim()))].filter(Boolean);
}
