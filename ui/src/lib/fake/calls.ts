// Composing and sending, invented.
import type { CallBackend, Language } from "../backend";
import type { CallView, EndpointDraftView } from "../bindings";
import { FakeAnswers } from "./answers";

const notInvented = (): never => {
  throw new Error("the fake does not do this yet");
};

export class FakeCalls extends FakeAnswers implements CallBackend {
  endpoints = (integration: string) => this.answer("endpoints", [integration], notInvented);
  previewCall = (call: CallView) => this.answer("previewCall", [call], notInvented);
  sendCall = (run: string, call: CallView) => this.answer("sendCall", [run, call], notInvented, 4);
  cancelCall = (run: string) => this.answer("cancelCall", [run], notInvented);
  showSample = (integration: string, endpoint: string, sample: string) =>
    this.answer("showSample", [integration, endpoint, sample], notInvented);
  snippet = (call: CallView, language: Language) => this.answer("snippet", [call, language], notInvented);
  copySnippet = (call: CallView, language: Language, withToken: boolean) =>
    this.answer("copySnippet", [call, language, withToken], notInvented);
  exportPostman = (integration: string | null) => this.answer("exportPostman", [integration], notInvented);
  endpointDraft = (integration: string, endpoint: string) =>
    this.answer("endpointDraft", [integration, endpoint], notInvented);
  saveEndpoint = (integration: string, draft: EndpointDraftView) =>
    this.answer("saveEndpoint", [integration, draft], notInvented);
  removeEndpoint = (integration: string, endpoint: string) =>
    this.answer("removeEndpoint", [integration, endpoint], notInvented);
  readOpenApi = (integration: string, text: string) => this.answer("readOpenApi", [integration, text], notInvented);
  importOpenApi = (integration: string, text: string, keys: string[]) =>
    this.answer("importOpenApi", [integration, text, keys], notInvented);
}
