import { followNewerBuild } from '@tessera/ui';

/** Lets the till open without a network, and load again when a newer build has replaced a part that this one still wanted. */
export function keepShell(): void {
  followNewerBuild();
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/terminal/sw.js', { scope: '/terminal/' }).catch(() => {}); // Without it the till works, only not offline.
  });
}
