// Where a sign-in comes back to: whether Gatepass can wait there itself (RFC 8252 7.3), or the user brings the address.

/** Gatepass listens on loopback over http, on a port that needs no privilege. */
export function listensAt(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname, port } = new URL(redirectUri);
  const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  return protocol === "http:" && loopback && Number(port) >= 1024;
}

/** What follows for the user, for under the field. */
export function comesBack(redirectUri: string): string {
  if (!redirectUri.trim()) {
    return "At http://127.0.0.1 with a port from 1024 Gatepass can wait for the answer itself.";
  }
  return listensAt(redirectUri.trim())
    ? "Gatepass waits for the answer there."
    : "Gatepass cannot wait there: after signing in you will paste the address that you landed on.";
}
