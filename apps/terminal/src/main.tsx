import { SettingsProvider } from '@tessera/ui';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import '@tessera/ui/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/bar.css';
import './styles/sell.css';
import './styles/result.css';
import './styles/camera.css';
import './styles/display.css';
import './styles/lone.css';
import './styles/pages.css';
import './styles/present.css';
import './styles/sales.css';
import './styles/direct.css';
import './styles/redeem.css';
import './styles/shift.css';
import './styles/strip.css';
import './styles/small.css';
import { App } from './app/app.tsx';
import { keepShell } from './app/keep-shell.ts';
import { DeviceSettingsProvider } from './device/device-settings.tsx';
import { TextsProvider } from './texts.ts';

const root = document.getElementById('root');
if (location.pathname === '/terminal') {
  // The worker and the router know the app by its folder: an address without the slash is put right first.
  location.replace(`/terminal/${location.search}`);
} else if (root) {
  keepShell();
  createRoot(root).render(
    <SettingsProvider>
      <TextsProvider>
        <DeviceSettingsProvider>
          <BrowserRouter basename="/terminal/">
            <App />
          </BrowserRouter>
        </DeviceSettingsProvider>
      </TextsProvider>
    </SettingsProvider>,
  );
}
