// Keeps the page that checks certificates (/verify) with the program that it runs, and the keys and
// status lists that it has read, for when there is no network. It answers for no other page, keeps
// nothing that is behind a sign-in, and is never told the code of a certificate: that stands behind `#`.
const KEPT = 'verify';
const PAGE = '/verify';
const KEYS = '/.well-known/jwks.json';
const LISTS = '/status-lists/';
/** How long the network may take while something is kept that will do, in milliseconds. */
const PATIENCE = 6000;

const isPublished = (path) => path === KEYS || path.startsWith(LISTS);
const isFile = (path) => /\.(css|js|wasm|svg|png)$/.test(path) && path !== location.pathname;

addEventListener('install', (event) => event.waitUntil(skipWaiting()));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
// The page tells which files it has loaded.
addEventListener('message', (event) => event.waitUntil(keepFiles(event.data)));

async function keepFiles(addresses) {
  const kept = await caches.open(KEPT);
  const ours = addresses.map((address) => new URL(address)).filter(({ origin }) => origin === location.origin);
  const files = new Set(ours.map(({ pathname }) => pathname).filter(isFile));
  // First what is new, then away with what an older release needed: if the network ends in between,
  // there is still a whole page.
  for (const path of [...files, KEYS]) {
    if (!(await kept.match(path))) await kept.add(path);
  }
  const page = await fetch(PAGE, { headers: { Accept: 'text/html' } });
  if (page.ok && page.headers.get('content-type')?.startsWith('text/html')) await kept.put(PAGE, page);
  for (const request of await kept.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== PAGE && !isPublished(pathname) && !files.has(pathname)) await kept.delete(request);
  }
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === PAGE) event.respondWith(fromNetwork(request, PAGE));
  } else if (isPublished(pathname)) {
    event.respondWith(fromNetwork(request, pathname));
  } else if (isFile(pathname)) {
    event.respondWith(fromKept(request, pathname));
  }
});

/** What the network has, which is kept; what was kept, where it has nothing. */
async function fromNetwork(request, name) {
  const kept = await caches.open(KEPT);
  const known = await kept.match(name, { ignoreVary: true });
  try {
    const answer = await fetch(request, known ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    // A page is kept together with its files, by `keepFiles`.
    if (answer.ok && name !== PAGE) await kept.put(name, answer.clone());
    // A server that is down answers as well, and what is kept will do.
    return answer.status >= 500 && known ? known : answer;
  } catch (error) {
    if (known) return known;
    throw error;
  }
}

/** Files are named by their content: one that is kept is never out of date. */
async function fromKept(request, name) {
  const kept = await caches.open(KEPT);
  return (await kept.match(name, { ignoreVary: true })) ?? fetch(request);
}
