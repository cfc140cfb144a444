// The grants of the fake's providers.
import type { GrantView } from "../bindings";

const grant = (id: string, name: string, hint: string, rest: Partial<GrantView> = {}): GrantView => ({
  id,
  name,
  hint,
  discouraged: "",
  needsSecret: true,
  needsRedirect: false,
  needsUser: false,
  ...rest,
});

export const clientCredentials = grant("client_credentials", "Client credentials", "For a program: nobody signs in.");

export const grants: GrantView[] = [
  clientCredentials,
  grant("authorization_code", "Authorization code", "You sign in with your browser; PKCE guards the way back.", {
    needsSecret: false,
    needsRedirect: true,
  }),
  grant("password", "Password", "Your name and password go to the token address.", {
    needsUser: true,
    discouraged:
      "Gatepass has to be given your password, and a second factor cannot be asked for. Authorization code signs in without either.",
  }),
  grant("implicit", "Implicit", "The token comes back in the address of the browser.", {
    needsSecret: false,
    needsRedirect: true,
    discouraged:
      "The token passes through the browser’s address and cannot be renewed. Authorization code does the same without that.",
  }),
];
