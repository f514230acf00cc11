import type { Page } from 'playwright-core';
import { until } from './expect.ts';
import { pause } from './product.ts';

/** The pages of the member app and of the till that have an address of their own. */
export const PHONE_PAGES = [
  '',
  'records',
  'pay',
  'cards',
  'cards?report=',
  'limits',
  'me',
  'security',
  'notices',
  'notices/settings',
  'top-up',
  'withdraw',
  'meals',
  'gift-cards',
  'services',
  'redemptions',
  'statement',
  'disputes',
  'reviews',
  'help',
  'help/chat',
  'privacy',
  'family',
];
export const TILL_PAGES = ['', 'redeem', 'sales', 'today', 'shift', 'settings', 'display'];
/** The back office's pages that its navigation does not name. */
const FURTHER_DESK_PAGES = [
  'imports',
  'items/categories',
  'cards/orders',
  'cards/batches',
  'cards/anonymous',
  'gift-cards/kinds',
  'reconciliation/differences',
  'audit/overview',
  'audit/chain',
  'audit/faults',
  'notices',
  'notices/settings',
  'security',
];

/** Every page of the back office that somebody who is signed in there can go to: a new one is among them by itself. */
export async function deskPages(desk: Page): Promise<string[]> {
  const links = await desk.locator('#sider a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const named = links.map((href) => href.replace(/^\/console\/?/, ''));
  return [...new Set([...named, ...FURTHER_DESK_PAGES])];
}

/** The page has come to rest: nothing is being read any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await until('the page is there', () =>
    page.evaluate(
      () => document.querySelector('main, .display, h1') !== null && !document.querySelector('.ant-skeleton, [data-waits], [aria-busy="true"]'),
    ),
  );
  await pause(150);
}

export const nameOf = (path: string): string => (path === '' ? 'home' : path.replace(/\W+/g, '-').replace(/-$/, ''));
