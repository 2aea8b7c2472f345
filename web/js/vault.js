// Keeps answers that the server does not have yet, encrypted with a key that scripts can use but
// never read (WebCrypto, not extractable). Texts live in IndexedDB; signing out empties it.

const NAME = "anju-vault";
/** How long the browser may take for one step, in milliseconds; then it counts as one that keeps nothing. */
const PATIENCE = 2000;
let opened;
let closed = false;

/** A promise that is refused where nothing is heard in time. */
function timely(work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function open() {
  opened ??= timely(new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("texts");
    };
    request.onsuccess = () => {
      const db = request.result;
      // Another tab deletes or upgrades the database: let it, and open anew next time.
      db.onversionchange = db.onclose = () => {
        db.close();
        opened = undefined;
      };
      resolve(db);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  }));
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Runs one transaction; resolves with the last request's result once it is on disk. */
async function within(store, mode, work) {
  const db = await open();
  return timely(new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  }));
}

async function key() {
  const known = await within("keys", "readonly", (keys) => keys.get("key"));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Where two tabs make one at the same time, the first stays.
  await within("keys", "readwrite", (keys) => {
    const asked = keys.get("key");
    asked.onsuccess = () => asked.result ?? keys.put(made, "key");
    return asked;
  });
  return within("keys", "readonly", (keys) => keys.get("key"));
}

const bytes = (text) => new TextEncoder().encode(text);

/** Keeps a text under a name. */
export async function keep(name, text) {
  if (closed) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(name) }, await key(), bytes(text));
  if (!closed) await within("texts", "readwrite", (texts) => texts.put({ iv, data }, name));
}

/** Every name that begins so, with its text: [[name, text], …]. What cannot be read is forgotten. */
export async function kept(prefix) {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const names = await within("texts", "readonly", (texts) => texts.getAllKeys(range));
  const found = [];
  for (const name of names) {
    try {
      const { iv, data } = await within("texts", "readonly", (texts) => texts.get(name));
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(name) }, await key(), data);
      found.push([name, new TextDecoder().decode(clear)]);
    } catch {
      await forget(name);
    }
  }
  return found;
}

/** Forgets one text. */
export async function forget(name) {
  await within("texts", "readwrite", (texts) => texts.delete(name));
}

/** Says whose texts these are; another person's texts are forgotten first. */
export async function own(person) {
  const before = await within("keys", "readonly", (keys) => keys.get("person"));
  if (before === person) return;
  await empty();
  await within("keys", "readwrite", (keys) => keys.put(person, "person"));
}

/** Forgets everything, the key too; nothing is kept any more until the page is loaded again. */
export async function clear() {
  closed = true;
  await empty();
}

async function empty() {
  await within("texts", "readwrite", (texts) => texts.clear());
  await within("keys", "readwrite", (keys) => keys.clear());
}
