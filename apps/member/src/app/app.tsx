import { QueryClientProvider } from '@tanstack/react-query';
import { SettingsProvider } from '@tessera/ui';
import { Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { PreferencesProvider } from '../shared/preferences.tsx';
import { TextsProvider } from '../shared/texts.ts';
import { ToastProvider } from '../shared/toast.tsx';
import { Chrome } from './chrome.tsx';
import { LoadFailed } from './load-failed.tsx';
import { queryClient } from './query-client.ts';
import { SessionGate } from './session-gate.tsx';

/** Every provider, outside in. */
export function App() {
  return (
    <SettingsProvider>
      <PreferencesProvider>
        <LoadFailed>
          <Suspense>
            <TextsProvider>
              <QueryClientProvider client={queryClient}>
                <BrowserRouter basename={import.meta.env.BASE_URL}>
                  <ToastProvider>
                    <Chrome />
                    <SessionGate />
                  </ToastProvider>
                </BrowserRouter>
              </QueryClientProvider>
            </TextsProvider>
          </Suspense>
        </LoadFailed>
      </PreferencesProvider>
    </SettingsProvider>
  );
}
