import type { Page } from 'playwright-core';
import { formatMoney, toMinor } from '../../packages/kernel/src/index.ts';
import { booksAreSound, type Desk, openDesk, visit } from '../actors/desk.ts';
import { balanceShows, goTo, openPhone, type Phone, paidOnPhone, payCode, signIn } from '../actors/phone.ts';
import { approved, charge, online, type Till, tillAt } from '../actors/till.ts';
import { seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';
import { deskTexts, type Locale, otherLocale, phoneTexts, tillTexts } from '../frame/texts.ts';

const PRICE_MINOR = 1_250;

export const newcomerPays = [
  story('a newcomer opens a till, shows a code and pays within minutes', (stage) => pays(stage, { locale: 'zh-CN', memberNumber: '20260001' })),
  story('a newcomer who reads English does the same in English', (stage) => pays(stage, { locale: 'en', memberNumber: 'V2001' })),
];

async function pays(stage: Stage, who: { locale: Locale; memberNumber: string }): Promise<void> {
  const { locale } = who;
  const startedAt = Date.now();
  const till = await enrolByOneClick(stage, locale);
  stage.step('the member signs in on a phone and shows the code');
  const phone = await openPhone(stage, { locale });
  await shows(phone.page.getByTestId('sign-in-page'), phone.t('brand.line'));
  await signIn(phone, who.memberNumber);
  const before = await balanceOf(phone);
  const desk = await openDesk(stage, { locale, userName: 'admin' });
  await seen(desk.page.getByTestId('day-figures'));
  const net = await desk.page.getByTestId('figure-net').innerText();

  stage.step('the till takes 12.50');
  const code = await completeCode(phone);
  await charge(till, '12.50', code);
  const after = formatMoney(toMinor(before - PRICE_MINOR));
  await approved(till, { amount: '12.50', balance: after });
  stage.report(`paid ${((Date.now() - startedAt) / 1000).toFixed(1)} s after the landing page was opened`);

  stage.step('everyone hears of it without a reload');
  await paidOnPhone(phone, '12.50');
  await hearsOnPhone(phone, after);
  await hearsAtDesk(desk, net);
  await booksAreSound(desk);
  await inOneLanguage({ till, phone, desk }, locale);
}

async function enrolByOneClick(stage: Stage, locale: Locale): Promise<Till> {
  stage.step('the landing page enrols a till with one click');
  const page: Page = await stage.open({ device: 'till', name: 'till', locale });
  await page.goto('/');
  await seen(page.locator('a[href="/member/"]'));
  await page.locator('button[data-till]').first().click();
  await page.waitForURL(/\/terminal\/enrol/);
  await page.getByTestId('enrol-submit').click();
  const till = tillAt(page, locale);
  await online(till);
  return till;
}

async function balanceOf(phone: Phone): Promise<number> {
  const balance = phone.page.getByTestId('balance');
  await until('the balance is there', async () => /¥/.test(await balance.innerText()));
  return Math.round(Number((await balance.innerText()).replace(/[^\d.]/g, '')) * 100);
}

/** Twenty digits, both pictures and a countdown that runs. */
async function completeCode(phone: Phone): Promise<string> {
  const code = await payCode(phone);
  if (!/^71\d{18}$/.test(code)) throw new Error(`not a pay code: ${code}`);
  await seen(phone.page.getByTestId('pay-qr-code'));
  await seen(phone.page.getByTestId('pay-bar-code'));
  const ring = phone.page.getByTestId('pay-ring');
  const first = await ring.textContent();
  await until('the countdown runs', async () => (await ring.textContent()) !== first, 3_000);
  return payCode(phone);
}

async function hearsOnPhone(phone: Phone, after: string): Promise<void> {
  await goTo(phone, 'records');
  const newest = phone.page.getByTestId('payment-row').first();
  await shows(newest, '12.50');
  await shows(newest, phone.t('payment.charge'));
  await goTo(phone, 'home');
  await balanceShows(phone, after);
}

async function hearsAtDesk(desk: Desk, netBefore: string): Promise<void> {
  await shows(desk.page.getByTestId('latest-payments').locator('li').first(), '12.50');
  await until('the day’s net moved', async () => (await desk.page.getByTestId('figure-net').innerText()) !== netBefore);
  await visit(desk, 'nav.payments');
  await shows(desk.page.locator('tbody tr').filter({ hasText: '12.50' }).first(), desk.t('payment.charge'));
}

/** Nobody reads words of the other language. */
async function inOneLanguage(at: { till: Till; phone: Phone; desk: Desk }, locale: Locale): Promise<void> {
  const other = otherLocale(locale);
  const pairs = [
    { page: at.till.page, own: at.till.t('sell.charge'), foreign: tillTexts(other)('sell.charge') },
    { page: at.phone.page, own: at.phone.t('tab.records'), foreign: phoneTexts(other)('tab.records') },
    { page: at.desk.page, own: at.desk.t('verify.sound'), foreign: deskTexts(other)('verify.sound') },
  ];
  for (const { page, own, foreign } of pairs) {
    const text = await page.locator('body').innerText();
    if (!text.includes(own)) throw new Error(`“${own}” is missing on ${page.url()}`);
    if (text.includes(foreign)) throw new Error(`“${foreign}” stands on a page in ${locale}: ${page.url()}`);
    const lang = await page.locator('html').getAttribute('lang');
    if (lang !== locale) throw new Error(`the page says that it is in ${lang}`);
  }
}
