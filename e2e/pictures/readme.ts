import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDesk } from '../actors/desk.ts';
import { goTo, nextPayCode, openPhone, type Phone, paidOnPhone, payCode, signIn } from '../actors/phone.ts';
import { approved, charge, enterAmount, openTill, scan, type Till } from '../actors/till.ts';
import { seen, until } from '../frame/expect.ts';
import { pause } from '../frame/product.ts';
import { type Stage, VIEWPORTS } from '../frame/stage.ts';

/** One pixel of the phone on this many of the picture. */
const PHONE_PIXELS = 2;
const SEEN_WITHIN_MS = 90_000;
const MEALS = ['12.50', '8.00', '15.00'];
const FRAME_STYLE = `
  body { margin: 0; padding: 40px 48px; display: flex; gap: 56px; background: #e6ecee; }
  div { padding: 12px; border-radius: 52px; background: #16202a; box-shadow: 0 24px 48px rgb(22 32 42 / 28%); }
  img { display: block; width: 330px; border-radius: 40px; }
`;

/** The three pictures of the README: Chinese, light, at the busiest moment of each app. */
export async function takeForReadme(stage: Stage, folder: string): Promise<string[]> {
  const files = { member: join(folder, 'member.png'), terminal: join(folder, 'terminal.png'), console: join(folder, 'console.png') };
  const phone = await openPhoneInDetail(stage);
  const till = await openTill(stage, { locale: 'zh-CN', enrolmentCode: await demoCode(stage) });
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  let code = '';
  for (const amount of MEALS) {
    code = await nextPayCode(phone, code);
    await charge(till, amount, code);
    await approved(till, { amount });
    await paidOnPhone(phone, amount);
  }
  await takeMember(stage, phone, files.member);
  await takeTerminal(till, { phone, file: files.terminal });
  await heardFrom(stage);
  await desk.page.reload();
  await desk.page.mouse.move(2, 2);
  await until('the day is there', async () => (await desk.page.getByTestId('latest-payments').locator('li').count()) > 5);
  await still(desk.page);
  await desk.page.screenshot({ path: files.console });
  return Object.values(files);
}

async function openPhoneInDetail(stage: Stage): Promise<Phone> {
  const phone = await openPhone(stage, { locale: 'zh-CN', pixels: PHONE_PIXELS });
  await signIn(phone, '20260001');
  return phone;
}

/** The server notes once a minute which tills it heard from. */
async function heardFrom(stage: Stage): Promise<void> {
  const active = async () => (await stage.office.client.terminals.listTerminals({ limit: 50, status: 'active' })).items;
  await until('every active till was heard from', async () => (await active()).every(({ lastSeenAt }) => lastSeenAt !== null), SEEN_WITHIN_MS);
}

/** A code for the first of the demo's tills, as the landing page gives one. */
async function demoCode(stage: Stage): Promise<string> {
  const { items } = await stage.office.client.terminals.listTerminals({ limit: 50 });
  const till = items.find(({ organizationName, name }) => organizationName === '第一食堂' && name === '一号窗口');
  if (!till) throw new Error('the demo has no such till');
  return (await stage.office.client.terminals.renewEnrolmentCode({ terminalId: till.id })).enrolmentCode;
}

/** Home and pay code side by side, each in a phone. */
async function takeMember(stage: Stage, phone: Phone, file: string): Promise<void> {
  await goTo(phone, 'home');
  await still(phone.page);
  const home = await phone.page.screenshot({ type: 'png' });
  await payCode(phone);
  await phone.page.getByTestId('pay-reveal').click();
  await still(phone.page);
  const pay = await phone.page.screenshot({ type: 'png' });
  const table = await stage.open({ device: 'desk', name: 'table', locale: 'zh-CN' });
  const phones = [home, pay].map((picture) => `<div><img alt="" src="data:image/png;base64,${picture.toString('base64')}"></div>`).join('');
  await table.setContent(`<style>${FRAME_STYLE}</style>${phones}`);
  const width = 2 * (330 + 24) + 56 + 96;
  const height = Math.round((330 * VIEWPORTS.phone.height) / VIEWPORTS.phone.width) + 24 + 80;
  await table.setViewportSize({ width, height });
  await still(table);
  await table.screenshot({ path: file });
}

/** The moment that both wait for: the sale went through. */
async function takeTerminal(till: Till, at: { phone: Phone; file: string }): Promise<void> {
  await enterAmount(till, '12.50');
  await till.page.getByTestId('charge').click();
  await seen(till.page.getByTestId('present'));
  await scan(till, await payCode(at.phone));
  await seen(till.page.getByTestId('result-approved'));
  await pause(300);
  await till.page.screenshot({ path: at.file });
}

/** Fonts and pictures are there and nothing moves. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
  await pause(500);
}
