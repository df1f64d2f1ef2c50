// A second visit without a network: where the browser allows it, a service worker keeps what the page is made of.

const PATIENCE_MS = 3000;

// Resolves when the service worker stands between page and network, so that it sees what Python loads; or soon.
export async function prepare(onNewVersion) {
  if (!navigator.serviceWorker || !isSecureContext) return;
  try {
    const found = await navigator.serviceWorker.register(new URL("sw.js", document.baseURI));
    watch(found, onNewVersion);
    if (navigator.serviceWorker.controller) return;
    await Promise.race([
      new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true })),
      new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
    ]);
  } catch {
    // forbidden here: the page works all the same, with a network
  }
}

function watch(found, onNewVersion) {
  const offer = (worker) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    onNewVersion(() => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker.postMessage("take over");
    });
  };
  offer(found.waiting);
  found.addEventListener("updatefound", () => {
    const worker = found.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && offer(found.waiting));
  });
}
