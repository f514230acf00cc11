const PAUSE_MS = 10_000;
const LAST_KEY = 'tessera.reloaded-at';

/** Loads the page again when a newer build has replaced a part that this one still wanted; not twice in ten seconds, should it be missing there too. */
export function followNewerBuild(): void {
  window.addEventListener('vite:preloadError', () => {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(LAST_KEY) ?? 0) < PAUSE_MS) return;
    sessionStorage.setItem(LAST_KEY, String(now));
    location.reload();
  });
}
