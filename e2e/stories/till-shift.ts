import type { Page } from 'playwright-core';
import { approved, enterAmount, openTill, scan, type Till } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const tillShift = [
  story('a till opens a shift, takes a WeChat code and cash with change, and closes it with a count of the drawer', wholeShift),
];

async function wholeShift(stage: Stage): Promise<void> {
  const office = await stage.office.till('小吃铺');
  const till = await openTill(stage, { locale: 'zh-CN', ...office });
  const { page, t } = till;

  stage.step('the shift begins with a float');
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-cashier').fill('赵姐');
  await page.getByTestId('shift-float').fill('100');
  await page.getByTestId('shift-open').click();
  await seen(page.getByTestId('shift-running'));

  stage.step('a customer’s WeChat code: the till says that the PIN is being typed, and that it is paid, by itself');
  const channel = await peerPage(stage, page);
  const code = await customerCode(channel);
  await page.getByTestId('home').click();
  await enterAmount(till, '12.80');
  await page.getByTestId('charge').click();
  await scan(till, code);
  const waiting = page.locator('[data-testid="direct-waiting"][data-progress="payer"]');
  await shows(waiting, t('direct.payer'));
  await channel.reload();
  await channel.locator('.orders a', { hasText: '12.80' }).first().click();
  await channel.locator('button[value="pay"]').click();
  await approved(till, { amount: '12.80' });
  await channel.close();

  stage.step('cash by the keyboard, with change');
  await enterAmount(till, '8.50');
  await page.keyboard.press('F2');
  await seen(page.getByTestId('cash-panel'));
  await page.keyboard.type('10');
  await shows(page.getByTestId('cash-change'), '1.50');
  await page.keyboard.press('Enter');
  await shows(page.getByTestId('result-approved'), '1.50');
  await approved(till, { amount: '8.50' });

  stage.step('both stand in the till’s list, and in the drawer’s count');
  await page.getByTestId('nav-sales').click();
  await page.getByTestId('tab-direct').click();
  await seen(page.getByTestId('direct-row').nth(1));
  await closes(till);
  const { items } = await stage.office.client.sales.listShifts({ terminalId: office.terminalId });
  same('difference in fen', items[0]?.differenceMinor, 0);
  same('cash expected in fen', items[0]?.expectedMinor, 10_850);
}

/** One note of 100, eight of 1 and a coin of 0.50. */
async function closes({ page, t }: Till): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-count').click();
  await page.getByTestId('face-10000').fill('1');
  await page.getByTestId('face-100').fill('8');
  await page.getByTestId('face-50').fill('1');
  await shows(page.getByTestId('counted'), '108.50');
  await shows(page.getByTestId('difference'), t('shift.even'));
  await page.getByTestId('shift-close').click();
  await page.getByTestId('dialog-confirm').click();
  await seen(page.getByTestId('shift-closed'));
  await shows(page.getByTestId('total-wechat'), '12.80');
  await shows(page.getByTestId('total-cash'), '8.50');
}

/** The page of the channels’ stand-in, where customers show codes and pay. */
async function peerPage(stage: Stage, beside: Page): Promise<Page> {
  const { items } = await stage.office.client.channels.listChannels({});
  const page = await beside.context().newPage();
  await page.goto(items.find(({ key }) => key === 'wechat')?.baseUrl ?? '');
  return page;
}

/** A code whose payer is asked for the PIN. */
async function customerCode(channel: Page): Promise<string> {
  await channel.locator('select[name="channel"]').first().selectOption('wechat');
  await channel.locator('select[name="mode"]').selectOption('password');
  await channel.locator('button[value="code"]').click();
  const code = channel.locator('.codes code').first();
  await seen(code);
  return (await code.textContent()) ?? '';
}
