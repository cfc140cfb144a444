// Puts an invented endpoint together: everything that is not said is as it mostly is.
import type { EndpointView, ParameterView } from "../bindings";

type Rest = Partial<ParameterView>;

export const parameter = (place: string, name: string, description: string, rest: Rest = {}): ParameterView => ({
  key: `${place}.${name}`,
  name,
  place,
  required: false,
  example: "",
  initial: "",
  description,
  kind: "text",
  oneOf: [],
  limit: "",
  remembered: [],
  ...rest,
});
export const query = (name: string, description: string, rest: Rest = {}) =>
  parameter("query", name, description, rest);
export const path = (name: string, description: string, rest: Rest = {}) =>
  parameter("path", name, description, { required: true, ...rest });
export const body = (name: string, description: string, rest: Rest = {}) => parameter("body", name, description, rest);

export function endpoint(api: string, id: string, title: string, rest: Partial<EndpointView>): EndpointView {
  return {
    id,
    api,
    title,
    summary: "",
    method: "GET",
    path: "/",
    parameters: [],
    contentType: "",
    bodyTemplates: [],
    effect: "",
    personalData: true,
    inferred: false,
    own: false,
    docs: "https://developer.cisco.com/docs/support-apis",
    notes: [],
    samples: [{ id: "usual", title: "Usual answer", own: false }],
    ...rest,
  };
}
