// What the page has asked the server for while the program was on its way (web/page/index.html).

/** The answer to come from an address, once; nothing where the page has not asked. */
export function take(url) {
  const answer = globalThis.early?.get(url);
  globalThis.early?.delete(url);
  return answer;
}
