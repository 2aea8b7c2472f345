// The clipboard, which browsers give to pages over HTTPS alone: elsewhere the call itself fails.

/** Puts a text onto the clipboard. Rejects where the browser does not let the page. */
export async function copy(text) {
  await navigator.clipboard.writeText(text);
}
