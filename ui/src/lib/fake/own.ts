// The fake's own endpoints: drafts of them, and a document that some are read from.
import type {
  EndpointDraftView,
  EndpointView,
  ErrorView,
  FieldNoteView,
  OpenApiEndpointView,
  OpenApiView,
} from "../bindings";
import { endpoint, parameter } from "./endpoint";

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
  personalData: true,
};

export function draftOfEndpoint(one: EndpointView | null): EndpointDraftView {
  if (!one) return structuredClone(blank);
  const { id, api, title, method, path, contentType, effect, personalData } = one;
  const parameters = one.parameters.map(({ name, place, required, example, description }) => ({
    name,
    place,
    required,
    example,
    description,
  }));
  return {
    id,
    api,
    title,
    method,
    path,
    parameters,
    contentType,
    body: one.bodyTemplates[0]?.text ?? "",
    effect,
    personalData,
  };
}

export function endpointOfDraft(draft: EndpointDraftView): EndpointView {
  const { id, api, title, method, path, contentType, body, effect, personalData } = draft;
  return endpoint(api || "Yours", id, title, {
    method,
    path,
    contentType,
    effect,
    personalData,
    parameters: draft.parameters.map(({ name, place, description, required, example }) =>
      parameter(place, name, description, { required, example }),
    ),
    bodyTemplates: body ? [{ title: "As saved", text: body }] : [],
    own: true,
    docs: "",
    samples: [],
  });
}

export function draftInvalid({ title, path, parameters }: EndpointDraftView): ErrorView | null {
  const fields: FieldNoteView[] = [];
  if (!title.trim()) fields.push({ field: "title", message: "Give it a title." });
  if (!path.startsWith("/")) fields.push({ field: "path", message: "A path begins with a slash: /cases/{number}." });
  parameters.forEach(({ name }, at) => {
    if (!name.trim()) fields.push({ field: `parameters.${at}`, message: "Give the parameter a name, or remove it." });
  });
  if (!fields.length) return null;
  const nextStep = "Correct the fields that are marked, then save again. Nothing was lost.";
  return { code: "endpoint_invalid", sentence: "This endpoint cannot be saved yet.", nextStep, fields };
}

export const notADocument: ErrorView = {
  code: "openapi_unreadable",
  sentence: "This is no OpenAPI 3 document: its member “openapi” is missing.",
  nextStep: "Choose the document itself, as JSON or YAML. One of Swagger 2 has to be converted first.",
  fields: [],
};

const operation = (key: string, method: string, path: string, rest: Partial<OpenApiEndpointView> = {}) => ({
  key,
  api: "Tickets",
  title: key,
  method,
  path,
  changesSomething: method !== "GET",
  isThere: false,
  notes: [],
  ...rest,
});

export const documentOf = (): OpenApiView => ({
  title: "Case bridge 1.4",
  endpoints: [
    operation("List tickets", "GET", "/tickets"),
    operation("Ticket by number", "GET", "/tickets/{number}", { isThere: true }),
    operation("Open a ticket", "POST", "/tickets"),
    operation("Close a ticket", "DELETE", "/tickets/{number}", {
      notes: ["A header of it is set by Gatepass and was left out."],
    }),
    operation("Sites", "GET", "/sites", { api: "Sites" }),
  ],
  notes: ["One operation was left out: its parameters lie in a document of their own, and nothing is fetched."],
});
