import type { Page } from 'playwright-core';
import { openDesk } from '../actors/desk.ts';
import { openPhone, signIn } from '../actors/phone.ts';
import { approved, openTill } from '../actors/till.ts';
import { pixelsBeyond, seriousFindings } from '../frame/axe.ts';
import { same, seen, until } from '../frame/expect.ts';
import { deskPages, PHONE_PAGES, settled, TILL_PAGES } from '../frame/pages.ts';
import { pause } from '../frame/product.ts';
import { type Scheme, type Stage, story } from '../frame/stage.ts';

const NARROW_PHONE = { width: 360, height: 740 };
const SMALL_TILL = { width: 800, height: 480 };
const PHONES_AS_TILLS = [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 375, height: 667 },
  { width: 390, height: 760 },
];
const SMALL_DESK = { width: 1280, height: 800 };
/** The pause of a person between two keys: longer than that of a scan box. */
const BETWEEN_KEYS_MS = 90;

export const accessibility = [
  story('every page of the member app fits 360 pixels and can be read by everyone, in both themes', phonePages),
  story('every page of the till fits a small screen and can be read by everyone, in both themes', tillPages),
  story('every page of the back office fits 1280 pixels and can be read by everyone, in both themes: the odd ones', (stage) =>
    everySecondDeskPage(stage, 0),
  ),
  story('every page of the back office fits 1280 pixels and can be read by everyone, in both themes: the even ones', (stage) =>
    everySecondDeskPage(stage, 1),
  ),
  story('the back office’s sign-in, a member, a payment and a seat plan can be read by everyone, in both themes', deskRecords),
  story('the longer words of English fit the same screens', widths),
  story('a cashier sells with the keyboard alone', keyboardSale),
];

/** Says what axe finds on the page in the themes, without a reload. */
async function judge(page: Page, name: string, schemes: readonly Scheme[] = ['light', 'dark']): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await until('the theme is on', () => page.evaluate((wanted) => document.documentElement.dataset.theme === wanted, scheme), 3_000);
    await pause(250);
    const findings = await seriousFindings(page, scheme === 'light' ? 'everything' : 'colours');
    found.push(...findings.map((finding) => `${name}, ${scheme}: ${finding}`));
  }
  const beyond = await pixelsBeyond(page);
  if (beyond > 0) found.push(`${name}: ${beyond} pixels beyond the right edge`);
  return found;
}

function verdict(found: readonly string[]): void {
  if (found.length > 0) throw new Error(`Not everyone can read this:\n${found.join('\n')}`);
}

/** To another page of the same app, without loading the app anew. */
async function turnTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  // The page that was left must not be taken for the one that comes.
  await pause(300);
}

async function phonePages(stage: Stage): Promise<void> {
  const phone = await openPhone(stage, { locale: 'zh-CN' });
  const { page } = phone;
  await page.setViewportSize(NARROW_PHONE);
  const found = await judge(page, 'member sign-in');
  await signIn(phone, '20260001');
  for (const path of PHONE_PAGES) {
    await turnTo(page, `/member/${path}`);
    await settled(page);
    found.push(...(await judge(page, `/member/${path}`)));
  }
  verdict(found);
}

async function tillPages(stage: Stage): Promise<void> {
  const page = await stage.open({ device: 'till', name: 'new till', locale: 'zh-CN' });
  await page.goto('/terminal/');
  await seen(page.getByTestId('enrol-code'));
  const found = await judge(page, 'enrolment');
  const member = await stage.office.member({ name: '卫三一', balanceMinor: 2_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('打印店')) });
  await till.page.setViewportSize(SMALL_TILL);
  await till.page.getByTestId('key-5').click();
  found.push(...(await judge(till.page, 'amount')));
  await till.page.getByTestId('charge').click();
  await seen(till.page.getByTestId('present'));
  found.push(...(await judge(till.page, 'payer')));
  await till.page.getByTestId('way-member').click();
  found.push(...(await judge(till.page, 'member number')));
  await till.page.keyboard.type(member.memberNumber, { delay: BETWEEN_KEYS_MS });
  await till.page.keyboard.press('Enter');
  await seen(till.page.getByTestId('result-approved'));
  found.push(...(await seriousFindings(till.page)).map((finding) => `approved: ${finding}`));
  await till.page.goto('/terminal/');
  await seen(till.page.getByTestId('last-sale'));
  for (const size of PHONES_AS_TILLS) {
    await till.page.setViewportSize(size);
    found.push(...(await keysCovered(till.page, `${size.width} × ${size.height}`)));
  }
  await till.page.setViewportSize(SMALL_TILL);
  for (const path of TILL_PAGES) {
    await till.page.goto(`/terminal/${path}`);
    await settled(till.page);
    found.push(...(await judge(till.page, `/terminal/${path}`)));
  }
  verdict(found);
}

/** Every key and button beside the amount answers to a touch of its middle, below the last sale, and nothing has to be scrolled for it. */
async function keysCovered(page: Page, size: string): Promise<string[]> {
  let covered: string[] = [];
  const ask = async () => {
    covered = await page.locator('.amount-step button').evaluateAll((keys) =>
      keys.flatMap((key) => {
        const { left, top, width, height } = key.getBoundingClientRect();
        const met = document.elementFromPoint(left + width / 2, top + height / 2);
        return height >= 44 && met !== null && key.contains(met) ? [] : [key.getAttribute('data-testid') ?? ''];
      }),
    );
    return covered.length === 0;
  };
  await until('every key can be touched', ask, 3_000).catch(() => undefined);
  return covered.map((key) => `amount, ${size}: ${key} cannot be touched`);
}

/** All of them at once would take longer than a story may. */
async function everySecondDeskPage(stage: Stage, first: 0 | 1): Promise<void> {
  const { page } = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await page.setViewportSize(SMALL_DESK);
  const found: string[] = [];
  for (const path of (await deskPages(page)).filter((_, index) => index % 2 === first)) {
    await turnTo(page, `/console/${path}`);
    await settled(page);
    found.push(...(await judge(page, `/console/${path}`)));
  }
  verdict(found);
}

async function deskRecords(stage: Stage): Promise<void> {
  const signInPage = await stage.open({ device: 'desk', name: 'sign-in', locale: 'zh-CN' });
  await signInPage.goto('/console/');
  await seen(signInPage.getByTestId('sign-in'));
  const found = await judge(signInPage, 'console sign-in');
  const { page } = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await page.setViewportSize(SMALL_DESK);
  await page.goto(`/console/members/${(await stage.office.member({ name: '蒋四一', balanceMinor: 100 })).id}`);
  await settled(page);
  found.push(...(await judge(page, 'a member')));
  await page.goto('/console/payments');
  await page.getByTestId('payment-link').first().click();
  await seen(page.getByTestId('payment-amount'));
  found.push(...(await judge(page, 'a payment')));
  await page.goto('/console/venues');
  await page.getByTestId('venues-table').getByRole('link').first().click();
  await page.getByTestId('plans-table').getByRole('link').first().click();
  await seen(page.getByTestId('best-seats'));
  found.push(...(await judge(page, 'a seat plan')));
  await page.getByTestId('seats-as-list').click();
  found.push(...(await judge(page, 'the seats as a list')));
  verdict(found);
}

async function widths(stage: Stage): Promise<void> {
  const phone = await openPhone(stage, { locale: 'en' });
  await signIn(phone, 'V2001');
  const desk = await openDesk(stage, { locale: 'en', userName: 'admin' });
  await phone.page.setViewportSize(NARROW_PHONE);
  await desk.page.setViewportSize(SMALL_DESK);
  const wide: string[] = [];
  for (const [page, base, paths] of [
    [phone.page, '/member/', PHONE_PAGES],
    [desk.page, '/console/', await deskPages(desk.page)],
  ] as const) {
    for (const path of paths) {
      await turnTo(page, `${base}${path}`);
      await settled(page);
      const beyond = await pixelsBeyond(page);
      if (beyond > 0) wide.push(`${base}${path}: ${beyond} pixels`);
    }
  }
  if (wide.length > 0) throw new Error(`Beyond the right edge:\n${wide.join('\n')}`);
}

async function keyboardSale(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '沈五一', balanceMinor: 5_000 });
  const till = await openTill(stage, { locale: 'en', ...(await stage.office.till('便利店')) });
  const { keyboard } = till.page;
  await seen(till.page.getByTestId('charge'));
  await keyboard.type('12.5', { delay: BETWEEN_KEYS_MS });
  await pause(BETWEEN_KEYS_MS);
  await keyboard.press('Enter');
  await seen(till.page.getByTestId('present'));
  await keyboard.type(member.memberNumber, { delay: BETWEEN_KEYS_MS });
  await pause(BETWEEN_KEYS_MS);
  await keyboard.press('Enter');
  await seen(till.page.getByTestId('result-approved'));
  await keyboard.press('Enter');
  await seen(till.page.getByTestId('charge'));
  same('balance in fen', await stage.office.balanceMinor(member), 3_750);
  await keyboard.type('1', { delay: BETWEEN_KEYS_MS });
  await pause(BETWEEN_KEYS_MS);
  await keyboard.press('Enter');
  await keyboard.type(member.memberNumber, { delay: BETWEEN_KEYS_MS });
  await pause(BETWEEN_KEYS_MS);
  await keyboard.press('Enter');
  await approved(till, { amount: '1.00', balance: '36.50' });
}
