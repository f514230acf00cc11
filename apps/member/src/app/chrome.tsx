import { palette, useSettings } from '@tessera/ui';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useTexts } from '../shared/texts.ts';

/** The browser's own frame: the window's title and the colour around the page. */
export function Chrome() {
  const t = useTexts();
  const { scheme } = useSettings();
  const { pathname } = useLocation();
  const colour = pathname === '/pay' ? '#0b7a75' : palette[scheme].page;
  useEffect(() => {
    document.title = t('app.title');
  }, [t]);
  useEffect(() => {
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour);
  }, [colour]);
  useEffect(() => {
    if (pathname) scrollTo(0, 0);
  }, [pathname]);
  return null;
}
