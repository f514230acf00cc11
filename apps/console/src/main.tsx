import '@tessera/ui/tokens.css';
import './app/shell.css';
import './app/header.css';
import './shared/page.css';
import './shared/rows.css';
import './shared/tables.css';
import { followNewerBuild } from '@tessera/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

followNewerBuild();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
