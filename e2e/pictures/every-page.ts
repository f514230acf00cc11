import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDesk } from '../actors/desk.ts';
import { openPhone, signIn } from '../actors/phone.ts';
import { openTill } from '../actors/till.ts';
import { seen } from '../frame/expect.ts';
import { deskPages, nameOf, PHONE_PAGES, settled, TILL_PAGES } from '../frame/pages.ts';
import type { Scheme, Stage } from '../frame/stage.ts';
import type { Locale } from '../frame/texts.ts';
import { still } from './readme.ts';

const LOOKS = [
  { locale: 'zh-CN', scheme: 'light' },
  { locale: 'zh-CN', scheme: 'dark' },
  { locale: 'en', scheme: 'light' },
  { locale: 'en', scheme: 'dark' },
] as const;

type Look = { locale: Locale; scheme: Scheme };
type Camera = (page: Page, name: string) => Promise<void>;

/** Every page of the three apps and the landing page, in both languages and themes. */
export async function takeAll(stage: Stage, folder: string): Promise<string[]> {
  const files: string[] = [];
  const memberId = await aMember(stage);
  const shop = await stage.office.till('小卖部');
  for (const look of LOOKS) {
    const take: Camera = async (page, name) => {
      const file = join(folder, `${name}-${look.locale}-${look.scheme}.png`);
      await settled(page);
      await still(page);
      await page.screenshot({ path: file });
      files.push(file);
    };
    await ofPhone(stage, look, take);
    const { enrolmentCode } = await stage.office.client.terminals.renewEnrolmentCode({ terminalId: shop.terminalId });
    await ofTill(stage, { ...look, enrolmentCode }, take);
    await ofDesk(stage, { ...look, memberId }, take);
  }
  return files;
}

async function aMember(stage: Stage): Promise<string> {
  const [member] = (await stage.office.client.members.listMembers({ q: '20260001' })).items;
  if (!member) throw new Error('the demo has no such member');
  return member.id;
}

async function ofPhone(stage: Stage, look: Look, take: Camera): Promise<void> {
  const landing = await stage.open({ ...look, device: 'desk', name: 'landing' });
  await landing.goto('/');
  await take(landing, 'landing');
  const phone = await openPhone(stage, look);
  await seen(phone.page.getByTestId('sign-in'));
  await take(phone.page, 'member-sign-in');
  await signIn(phone, '20260001');
  for (const path of PHONE_PAGES) {
    await phone.page.goto(`/member/${path}`);
    await take(phone.page, `member-${nameOf(path)}`);
  }
  await phone.page.goto('/member/records');
  await phone.page.getByTestId('payment-row').first().click();
  await take(phone.page, 'member-payment');
}

async function ofTill(stage: Stage, look: Look & { enrolmentCode: string }, take: Camera): Promise<void> {
  const fresh = await stage.open({ ...look, device: 'till', name: 'new till' });
  await fresh.goto('/terminal/');
  await seen(fresh.getByTestId('enrol-code'));
  await take(fresh, 'terminal-enrol');
  const till = await openTill(stage, look);
  await seen(till.page.getByTestId('charge'));
  await take(till.page, 'terminal-sell');
  for (const key of '12.50') await till.page.getByTestId(`key-${key}`).click();
  await till.page.getByTestId('charge').click();
  await take(till.page, 'terminal-present');
  await till.page.getByTestId('way-member').click();
  await take(till.page, 'terminal-member');
  for (const path of TILL_PAGES) {
    await till.page.goto(`/terminal/${path}`);
    await take(till.page, `terminal-${nameOf(path)}`);
  }
}

async function ofDesk(stage: Stage, look: Look & { memberId: string }, take: Camera): Promise<void> {
  const door = await stage.open({ ...look, device: 'desk', name: 'door' });
  await door.goto('/console/');
  await seen(door.getByTestId('sign-in'));
  await take(door, 'console-sign-in');
  const { page } = await openDesk(stage, { ...look, userName: 'admin' });
  for (const path of await deskPages(page)) {
    await page.goto(`/console/${path}`);
    await take(page, `console-${nameOf(path)}`);
  }
  await page.goto(`/console/members/${look.memberId}`);
  await take(page, 'console-member');
  await page.goto('/console/payments');
  await page.getByTestId('payment-link').first().click();
  await seen(page.getByTestId('payment-amount'));
  await take(page, 'console-payment');
}
