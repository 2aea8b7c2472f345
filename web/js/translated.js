// A browser that translates the page takes our texts out of it and puts elements of its own in their
// place. Where the program later changes such a text, or takes it away, the page would go on saying what
// is no longer so. Here the text comes back in the place of its translation, which the browser then
// makes anew.

/** What stands in the place of a text. */
const inPlaceOf = new WeakMap();

function comeBack(text) {
  const stranger = inPlaceOf.get(text);
  inPlaceOf.delete(text);
  delete text.remove;
  if (stranger?.isConnected) stranger.replaceWith(text);
}

function note(text, stranger) {
  inPlaceOf.set(text, stranger);
  text.remove = () => {
    comeBack(text);
    text.remove();
  };
  observer.observe(text, { characterData: true });
}

const isFont = (node) => node?.nodeName === "FONT";

const observer = new MutationObserver((records) => {
  for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    if (type === "characterData") {
      if (inPlaceOf.has(target)) comeBack(target);
      continue;
    }
    const stranger = [...addedNodes, previousSibling, nextSibling].find(isFont);
    if (!stranger) continue;
    for (const node of removedNodes) {
      if (node.nodeType === Node.TEXT_NODE && !node.isConnected) note(node, stranger);
    }
  }
});

/** Watches the page from now on. */
export function watch() {
  observer.observe(document.documentElement, { childList: true, subtree: true });
}
