import { QueryClientProvider } from '@tanstack/react-query';
import { SettingsProvider, useSettings } from '@tessera/ui';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUs from 'antd/locale/en_US';
import zhCn from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from '../shared/api.ts';
import { TextsProvider } from '../shared/texts.ts';
import { router } from './routes.tsx';
import { antdTheme } from './theme.ts';

export function App() {
  return (
    <SettingsProvider>
      <TextsProvider>
        <QueryClientProvider client={queryClient}>
          <Look>
            <RouterProvider router={router} />
          </Look>
        </QueryClientProvider>
      </TextsProvider>
    </SettingsProvider>
  );
}

/** Feeds antd with our language, theme and messages. */
function Look(props: { children: ReactNode }) {
  const { locale, scheme } = useSettings();
  const look = useMemo(() => antdTheme(scheme), [scheme]);
  return (
    <ConfigProvider
      theme={look}
      locale={locale === 'en' ? enUs : zhCn}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false, scrollToFirstError: true }}
    >
      <AntdApp message={{ top: 64, maxCount: 3 }}>{props.children}</AntdApp>
    </ConfigProvider>
  );
}
