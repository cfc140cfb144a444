// The forms in which a token can be copied, in the order the menu shows them.
import type { CopyForm } from "../../lib/backend";
import type { IntegrationView } from "../../lib/bindings";

export interface FormOfCopy {
  form: CopyForm;
  name: string;
  detail: string;
}

export function copyForms(integration: IntegrationView): FormOfCopy[] {
  const forms: FormOfCopy[] = [
    { form: "token", name: "Token", detail: "the token alone" },
    { form: "bearer", name: "Bearer …", detail: "as the value of the header" },
    { form: "header", name: "Header line", detail: "Authorization: Bearer …" },
    { form: "curl", name: "curl line", detail: `curl ${integration.curlTarget}` },
    { form: "postman", name: "Postman environment", detail: "JSON to import, with the token" },
  ];
  // Without an address there is nothing to call.
  return forms.filter(({ form }) => form !== "curl" || integration.curlTarget);
}
