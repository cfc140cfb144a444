// Where a sign-in comes back to, and whether Gatepass can wait there.
import { expect, test } from "vitest";
import { comesBack, listensAt } from "../src/lib/format/redirect";

test.each([
  ["http://127.0.0.1:8765/callback", true],
  ["http://127.0.0.1:1024", true],
  ["http://[::1]:8765/", true],
  ["http://localhost:8765/callback", true],
  ["http://127.0.0.1:1023/callback", false],
  ["http://127.0.0.1/callback", false],
  ["https://127.0.0.1:8765/callback", false],
  ["http://127.0.0.1.example.com:8765/", false],
  ["http://127.0.0.1@example.com:8765/", false],
  ["https://app.example.com/callback", false],
  ["urn:ietf:wg:oauth:2.0:oob", false],
  ["", false],
])("%s: %s", (redirectUri, listens) => expect(listensAt(redirectUri)).toBe(listens));

test("the words say what follows for the user", () => {
  expect(comesBack("http://127.0.0.1:8765/callback")).toBe("Gatepass waits for the answer there.");
  expect(comesBack("https://app.example.com/callback")).toContain("you will paste the address");
  expect(comesBack(" ")).toContain("a port from 1024");
});
