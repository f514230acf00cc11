import type { Browser, Locator, Page } from 'playwright-core';
import { gone, seen, shows, until } from '../frame/expect.ts';
import type { Look, Stage } from '../frame/stage.ts';
import { type Locale, tillTexts } from '../frame/texts.ts';

/** A cashier at an enrolled till. */
export type Till = { page: Page; t: ReturnType<typeof tillTexts>; locale: Locale };

type TillLook = Look & { enrolmentCode: string; browser?: Browser; name?: string; prepare?: (page: Page) => Promise<void> };

export function tillAt(page: Page, locale: Locale): Till {
  return { page, locale, t: tillTexts(locale) };
}

/** A new device that is enrolled with a code from the back office. */
export async function openTill(stage: Stage, look: TillLook): Promise<Till> {
  const { locale, scheme, browser } = look;
  const page = await stage.open({ device: 'till', name: look.name ?? 'till', locale, ...(scheme && { scheme }), ...(browser && { browser }) });
  await look.prepare?.(page);
  await page.goto('/terminal/');
  const till = tillAt(page, locale);
  await enrol(till, look.enrolmentCode);
  return till;
}

export async function enrol(till: Till, enrolmentCode: string): Promise<void> {
  await till.page.getByTestId('enrol-code').fill(enrolmentCode);
  await till.page.getByTestId('enrol-submit').click();
  await online(till);
}

export function online(till: Till, withinMs = 10_000): Promise<void> {
  return until('the till is online', async () => (await linkOf(till)) === 'online', withinMs);
}

export async function linkOf(till: Till): Promise<string> {
  const link = till.page.getByTestId('link');
  return (await link.isVisible()) ? ((await link.getAttribute('data-status')) ?? '') : 'none';
}

/** Presses the keys of an amount such as `12.50`, so that it stands on the display. */
export async function enterAmount(till: Till, amount: string): Promise<void> {
  const { page } = till;
  await seen(page.getByTestId('charge'));
  await page.getByTestId('key-clear').click();
  for (const key of amount) await page.getByTestId(`key-${key}`).click();
  await shows(page.getByTestId('amount'), amount);
}

/** What a scan box or a card reader does: the whole text at once into whatever listens, then Enter. */
export async function scan(till: Till, text: string): Promise<void> {
  await until('the till listens', () => till.page.evaluate(() => document.activeElement?.hasAttribute('data-scan') ?? false), 3_000).catch(() =>
    till.page.getByTestId('scan-field').focus(),
  );
  await till.page.keyboard.insertText(text);
  await till.page.keyboard.press('Enter');
}

/** Amount, charge, payer. */
export async function charge(till: Till, amount: string, credential: string): Promise<void> {
  await enterAmount(till, amount);
  await till.page.getByTestId('charge').click();
  await seen(till.page.getByTestId('present'));
  await scan(till, credential);
}

/** The sale went through: the screen says so, with the payer's balance. Leads on to the next sale. */
export async function approved(till: Till, wanted: { amount: string; balance?: string }): Promise<void> {
  const result = till.page.getByTestId('result-approved');
  await seen(result);
  await shows(result, till.t('result.approved'));
  await shows(result, wanted.amount);
  if (wanted.balance) await shows(result, wanted.balance);
  await leave(till, result);
}

/** A result goes by itself after a while, perhaps just now. */
async function leave(till: Till, result: Locator): Promise<void> {
  await till.page
    .getByTestId('result-next')
    .click({ timeout: 1_000 })
    .catch(() => undefined);
  await gone(result);
}

/** The sale was declined with this sentence. Leads on to the next sale. */
export async function declined(till: Till, sentence: string): Promise<void> {
  const result = till.page.getByTestId('result-declined');
  await seen(result);
  await shows(result, till.t('result.declined'));
  await shows(result, sentence);
  await shows(result, till.t('result.notCharged'));
  await leave(till, result);
}

/** The payer types the PIN on the till's pad. */
export async function typePinAtTill(till: Till, pin: string): Promise<void> {
  await seen(till.page.getByTestId('pin'));
  for (const digit of pin) await till.page.getByTestId(`key-${digit}`).click();
}
