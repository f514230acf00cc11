import type { Page } from 'playwright-core';
import { gone, seen, shows, until } from '../frame/expect.ts';
import { DEMO_PASSWORD } from '../frame/office.ts';
import type { Look, Stage } from '../frame/stage.ts';
import { type Locale, phoneTexts } from '../frame/texts.ts';

/** A member with the app in hand. */
export type Phone = { page: Page; t: ReturnType<typeof phoneTexts>; locale: Locale };

export async function openPhone(stage: Stage, look: Look & { name?: string; pixels?: number }): Promise<Phone> {
  const page = await stage.open({ ...look, device: 'phone', name: look.name ?? 'phone' });
  await page.goto('/member/');
  return { page, locale: look.locale, t: phoneTexts(look.locale) };
}

export async function signIn(phone: Phone, memberNumber: string): Promise<void> {
  await enterPassword(phone, memberNumber, DEMO_PASSWORD);
  await seen(phone.page.getByTestId('home-page'));
}

/** The first step of a sign-in; what comes next depends on the person. */
export async function enterPassword({ page }: Phone, memberNumber: string, password: string): Promise<void> {
  await page.getByTestId('user-name').fill(memberNumber);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('sign-in').click();
}

/** The last step of a first sign-in: a password that nobody else has set. */
export async function choosePassword({ page }: Phone, password: string): Promise<void> {
  await seen(page.getByTestId('finish-password'));
  await page.getByTestId('new-password').fill(password);
  await page.getByTestId('new-password-again').fill(password);
  await page.getByTestId('new-password-submit').click();
  await seen(page.getByTestId('home-page'));
}

/** Opens the app and signs in. */
export async function phoneOf(stage: Stage, memberNumber: string, look: Look & { name?: string } = { locale: 'zh-CN' }): Promise<Phone> {
  const phone = await openPhone(stage, look);
  await signIn(phone, memberNumber);
  return phone;
}

export async function goTo(phone: Phone, tab: 'home' | 'records' | 'pay' | 'cards' | 'me'): Promise<void> {
  await phone.page.getByTestId(`tab-${tab}`).click();
  await seen(phone.page.getByTestId(`${tab}-page`));
}

/** The 20 digits that the phone shows now. */
export async function payCode(phone: Phone): Promise<string> {
  const { page } = phone;
  if (!(await page.getByTestId('pay-page').isVisible())) await goTo(phone, 'pay');
  const digits = page.getByTestId('pay-digits');
  if (!(await digits.isVisible())) await page.getByTestId('pay-reveal').click();
  return (await digits.innerText()).replace(/\s/g, '');
}

/** A code other than `last`, as the phone shows one by itself after a payment. */
export async function nextPayCode(phone: Phone, last: string): Promise<string> {
  let code = last;
  await until('the phone shows a new code', async () => {
    code = await payCode(phone);
    return code !== last;
  });
  return code;
}

/** The full-screen result came by itself; puts it away. */
export async function paidOnPhone(phone: Phone, amount: string): Promise<void> {
  const result = phone.page.getByTestId('pay-result');
  await seen(result);
  await shows(result, phone.t('result.paid'));
  await shows(phone.page.getByTestId('pay-result-amount'), amount);
  await phone.page.getByTestId('pay-result-done').click();
  await gone(result);
}

export function balanceShows(phone: Phone, amount: string): Promise<void> {
  return shows(phone.page.getByTestId('balance'), amount);
}

/** Types six digits on the pad of the app. */
export async function typePin(phone: Phone, pin: string): Promise<void> {
  for (const digit of pin) await phone.page.getByTestId(`pin-${digit}`).click();
}

export async function setPin(phone: Phone, pin: string): Promise<void> {
  const { page, t } = phone;
  await goTo(phone, 'me');
  await page.getByTestId('me-limits').click();
  await page.getByTestId('set-pin').click();
  await shows(page.getByTestId('pin-pad'), t('pin.step.new'));
  await typePin(phone, pin);
  await shows(page.getByTestId('pin-pad'), t('pin.step.repeat'));
  await typePin(phone, pin);
  await shows(page.getByTestId('toast'), t('pin.saved'));
  await gone(page.getByTestId('set-pin-sheet'));
}

/** Two taps from home: report loss, confirm. */
export async function reportLoss(phone: Phone, cards: { physical: boolean; virtual: boolean }): Promise<void> {
  const { page } = phone;
  await goTo(phone, 'home');
  await page.getByTestId('act-loss').click();
  await seen(page.getByTestId('report-loss-sheet'));
  await page.getByTestId('loss-physical').setChecked(cards.physical);
  await page.getByTestId('loss-virtual').setChecked(cards.virtual);
  await page.getByTestId('loss-confirm').click();
  await gone(page.getByTestId('report-loss-sheet'));
}
