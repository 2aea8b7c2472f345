// Stands between the examples of the clients and the api, and is as bad a network as they have to bear: what
// is sent under a new Idempotency-Key is first answered "out of service", then done without an answer, and
// answered the third time; every other access token is refused, and all last a second beyond the time for
// which a client counts on them. Prints `token` where one is given, and `replayed KEY` where the api tells that it
// had done something before. Usage: node unreliable-network.mjs PORT API
import { createServer, request } from 'node:http';

const [port, api] = process.argv.slice(2);
const { hostname, port: apiPort } = new URL(api);
/** How often something was sent under each key. */
const tries = new Map();
/** The access tokens that were shown. */
const tokens = [];

/** Whether a token is one of those that are refused: the first, the third and so on that are shown. */
function isRefused(authorization) {
  if (!tokens.includes(authorization)) tokens.push(authorization);
  return tokens.indexOf(authorization) % 2 === 0;
}

function refuse(answer, status, slug, headers = {}) {
  const type = `/problems/${slug}`;
  const problem = { type, title: slug, status, detail: 'Said by the network.', request_id: '0' };
  answer.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
  answer.end(JSON.stringify(problem));
}

/** Clients ask for another token half a minute before one runs out. */
function give(answer, token) {
  console.log('token');
  answer.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  answer.end(JSON.stringify({ ...token, expires_in: 31 }));
}

const network = createServer(async (asked, answer) => {
  const body = Buffer.concat(await asked.toArray());
  const { authorization, 'idempotency-key': key } = asked.headers;
  if (authorization?.startsWith('Bearer ') && isRefused(authorization)) return refuse(answer, 401, 'invalid-token');
  const tried = (tries.get(key) ?? 0) + 1;
  if (key) tries.set(key, tried);
  if (key && tried === 1) return refuse(answer, 503, 'unavailable', { 'retry-after': '1' });
  const { method, url: path, headers } = asked;
  const sent = request({ hostname, port: apiPort, method, path, headers });
  sent.on('error', () => asked.socket.destroy());
  sent.on('response', async (got) => {
    const content = Buffer.concat(await got.toArray());
    if (key && tried === 2) return asked.socket.destroy();
    if (key && got.headers['idempotent-replayed'] === 'true') console.log(`replayed ${key}`);
    if (path === '/oauth/token' && got.statusCode === 200) return give(answer, JSON.parse(content));
    answer.writeHead(got.statusCode, got.headers);
    answer.end(content);
  });
  sent.end(body);
});
network.listen(Number(port), '127.0.0.1');
