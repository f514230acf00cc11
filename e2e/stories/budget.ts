import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { openPhone, signIn } from '../actors/phone.ts';
import { seen } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

const FIRST_LOAD_MAX_KB = 200;
const USABLE_WITHIN_MS = 2_000;
/** A phone of the lower middle class against this machine. */
const SLOWER = 4;

export const budget = [story('the member app’s first load is at most 200 kB of code, and is usable soon on a slow phone', loadsSmall)];

async function loadsSmall(stage: Stage): Promise<void> {
  const phone = await openPhone(stage, { locale: 'zh-CN' });
  const first = await reload(phone.page, '/member/', 'sign-in');
  stage.report(`member, first load: ${first.kb} kB`);
  if (first.kb > FIRST_LOAD_MAX_KB) throw new Error(`The first load is ${first.kb} kB of code; at most ${FIRST_LOAD_MAX_KB} kB.`);
  await signIn(phone, '20260003');
  const signedIn = await reload(phone.page, '/member/', 'balance');
  stage.report(`member, signed in: ${signedIn.kb} kB`);
  if (signedIn.kb > FIRST_LOAD_MAX_KB) throw new Error(`The home page is ${signedIn.kb} kB of code; at most ${FIRST_LOAD_MAX_KB} kB.`);

  const till = await stage.open({ device: 'till', name: 'till', locale: 'zh-CN' });
  stage.report(`terminal, first load: ${(await reload(till, '/terminal/', 'enrol-code')).kb} kB`);
  const desk = await stage.open({ device: 'desk', name: 'desk', locale: 'zh-CN' });
  stage.report(`console, first load: ${(await reload(desk, '/console/', 'sign-in')).kb} kB`);

  const slow = await stage.open({ device: 'phone', name: 'slow phone', locale: 'zh-CN' });
  const session = await slow.context().newCDPSession(slow);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const startedAt = Date.now();
  await slow.goto('/member/', { waitUntil: 'commit' });
  await seen(slow.getByTestId('sign-in'));
  const usableMs = Date.now() - startedAt;
  stage.report(
    `member, usable on a machine ${SLOWER} times slower: ${(usableMs / 1000).toFixed(1)} s${usableMs > USABLE_WITHIN_MS ? ', too slow' : ''}`,
  );
}

/** The gzipped size of all scripts and styles that the page asks for until the place is in view, caches being empty. */
async function reload(page: Page, path: string, testId: string): Promise<{ kb: number }> {
  // What the page before was still fetching is not counted.
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  const bodies = new Map<string, Promise<Buffer>>();
  const listen = (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    if (['script', 'stylesheet'].includes(response.request().resourceType())) bodies.set(response.url(), response.body());
  };
  page.on('response', listen);
  await page.goto(path);
  await seen(page.getByTestId(testId));
  await page.waitForLoadState('load');
  page.off('response', listen);
  const sizes = await Promise.all([...bodies.values()].map(async (body) => gzipSync(await body).length));
  await session.detach();
  return { kb: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000) };
}
