// A server on loopback that writes down every byte of what it is asked, and answers as it is told.
import http from "node:http";
import https from "node:https";
import net from "node:net";

const TOKEN_LIFETIME_S = 3599;

/** What a token endpoint answers when all is well; each token is a new one. */
export function tokenAnswer({ refreshable = false } = {}) {
  let count = 0;
  return () => {
    count += 1;
    const chance = () => Math.random().toString(36).slice(2);
    const number = String(count).padStart(4, "0");
    const answer = { access_token: `issued${number}${chance()}`, token_type: "Bearer", expires_in: TOKEN_LIFETIME_S };
    return json(200, refreshable ? { ...answer, refresh_token: `refresh${number}${chance()}` } : answer);
  };
}

export const json = (status, body, headers = {}) => ({
  status,
  headers: { "content-type": "application/json;charset=utf-8", ...headers },
  body: JSON.stringify(body),
});

/**
 * Listens on a free port of 127.0.0.1.
 * @param {(close: () => Promise<void>) => void} after
 * @param {(request: Recorded) => { status: number, headers?: object, body: string }} answer
 * @param {{ key: string, cert: string }} [tls]
 */
export async function listen(after, answer, tls) {
  const requests = [];
  const issued = [];
  const server = (tls ? https : http).createServer(tls ?? {}, async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const address = new URL(incoming.url, "http://127.0.0.1");
    const request = {
      at: Date.now(),
      method: incoming.method,
      path: address.pathname,
      query: address.search.slice(1),
      headers: pairs(incoming.rawHeaders),
      body: Buffer.concat(chunks).toString("utf8"),
    };
    requests.push(request);
    const { status, headers = {}, body } = box.answer(request);
    if (status === 200 && body.includes('"access_token"')) issued.push(body);
    outgoing.writeHead(status, headers).end(body);
  });
  // A connection that it ends by itself may be ended under a request: then that request is what fails.
  server.keepAliveTimeout = 0;
  const box = {
    /** Newest last. */
    requests,
    /** Bodies of the answers that held a token, newest last. */
    issued,
    lastToken: () => JSON.parse(issued.at(-1)).access_token,
    /** Every access and refresh token that was issued. */
    tokens: () =>
      issued.flatMap((body) => {
        const { access_token, refresh_token } = JSON.parse(body);
        return refresh_token ? [access_token, refresh_token] : [access_token];
      }),
    answer,
    origin: "",
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  box.origin = `${tls ? "https" : "http"}://127.0.0.1:${server.address().port}`;
  after(box.close);
  return box;
}

/** Names in lower case: their case means nothing (RFC 9110, section 5.1). */
function pairs(raw) {
  const found = [];
  for (let at = 0; at < raw.length; at += 2) found.push([raw[at].toLowerCase(), raw[at + 1]]);
  return found;
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
