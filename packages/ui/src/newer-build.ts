const PAUSE_MS = 10_000;
const LAST_KEY = 'tessera.reloaded-at';
let fetchesAhead = 0;

/**
 * Loads the page again when a part that is needed now is gone because a newer build has replaced it; not for a part that a bad network lost, and
 * not twice in ten seconds.
 */
export function followNewerBuild(): void {
  window.addEventListener('vite:preloadError', () => {
    if (fetchesAhead === 0) void reloadIfReplaced();
  });
}

/** Fetches a part of the app that may be wanted soon; whether that works shows when it is wanted. */
export async function fetchAhead(load: () => Promise<unknown>): Promise<void> {
  fetchesAhead += 1;
  try {
    await load();
  } catch {
    // Asked for again when somebody goes there.
  } finally {
    fetchesAhead -= 1;
  }
}

async function reloadIfReplaced(): Promise<void> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src');
  const page = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' }).catch(() => undefined);
  if (!own || !page?.ok || (await page.text()).includes(own)) return;
  const now = Date.now();
  if (now - Number(sessionStorage.getItem(LAST_KEY) ?? 0) < PAUSE_MS) return;
  sessionStorage.setItem(LAST_KEY, String(now));
  location.reload();
}
