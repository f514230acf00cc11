import type { Page } from 'playwright-core';
import { gone, seen, shows } from '../frame/expect.ts';
import { DEMO_PASSWORD } from '../frame/office.ts';
import { pause } from '../frame/product.ts';
import type { Look, Stage } from '../frame/stage.ts';
import { deskTexts, type Locale } from '../frame/texts.ts';

/** A member of staff at the back office. */
export type Desk = { page: Page; t: ReturnType<typeof deskTexts>; locale: Locale };

export async function openDesk(stage: Stage, look: Look & { userName: string; name?: string }): Promise<Desk> {
  const page = await stage.open({
    locale: look.locale,
    ...(look.scheme && { scheme: look.scheme }),
    device: 'desk',
    name: look.name ?? `desk of ${look.userName}`,
  });
  const desk = { page, locale: look.locale, t: deskTexts(look.locale) };
  await page.goto('/console/');
  await page.getByTestId('user-name').fill(look.userName);
  await page.getByTestId('password').fill(DEMO_PASSWORD);
  await page.getByTestId('sign-in').click();
  await seen(page.getByTestId('user-menu'));
  // A list that has the pointer on it rests.
  await page.mouse.move(2, 2);
  return desk;
}

/** Through the navigation, as a person goes. */
export async function visit(desk: Desk, label: Parameters<Desk['t']>[0]): Promise<void> {
  await desk.page
    .locator('#sider, nav')
    .getByRole('link', { name: desk.t(label), exact: true })
    .first()
    .click();
  await shows(desk.page.getByRole('heading', { level: 1 }), desk.t(label));
}

/** The dialog that asks before a dangerous act. */
export async function confirm(desk: Desk): Promise<void> {
  await seen(desk.page.getByTestId('confirm-ok'));
  // A person reads first; the menu that led here closes in the meantime.
  await pause(300);
  await desk.page.getByTestId('confirm-ok').click();
  await gone(desk.page.getByTestId('confirm-ok'));
}

/** The short news at the upper edge. */
export function tells(desk: Desk, text: string): Promise<void> {
  return shows(desk.page.locator('.ant-message-notice, .ant-message'), text);
}

/** Recomputes the chain of the books and reads the verdict. */
export async function booksAreSound(desk: Desk): Promise<void> {
  await visit(desk, 'nav.journal');
  await desk.page.getByTestId('verify-start').click();
  await shows(desk.page.getByTestId('verify-result'), desk.t('verify.sound'), 20_000);
}
