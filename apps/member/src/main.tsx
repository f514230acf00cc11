import '@tessera/ui/tokens.css';
import './app/global.css';
import { followNewerBuild } from '@tessera/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { unlockChime } from './shared/chime.ts';

unlockChime();
followNewerBuild();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// The new version is taken at the next start: a page is never reloaded under a person who is paying.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => undefined);
}
