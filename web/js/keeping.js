// The page that checks certificates, kept for when there is no network.

/** Has the worker of this page keep the files that the page has loaded. */
export function keepPage() {
  // Browsers give workers to pages over HTTPS and of the own machine alone.
  const workers = navigator.serviceWorker;
  if (!workers) return;
  workers.register("/verify-worker.js", { scope: "/verify" }).catch(() => {});
  workers.ready.then(({ active }) => {
    active.postMessage(performance.getEntriesByType("resource").map(({ name }) => name));
  });
}
