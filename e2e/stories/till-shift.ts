import type { Page } from 'playwright-core';
import { approved, enterAmount, openTill, scan, type Till } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const tillShift = [
  story(
    'a till opens a shift, takes a WeChat code and cash with change, moves some to the safe before a witness, and closes with a count of the drawer',
    wholeShift,
  ),
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
  await codesAreNoCash(till);
  await page.keyboard.press('F2');
  await seen(page.getByTestId('cash-panel'));
  await page.keyboard.type('10');
  await shows(page.getByTestId('cash-change'), '1.50');
  await page.keyboard.press('Enter');
  await shows(page.getByTestId('result-approved'), '1.50');
  await approved(till, { amount: '8.50' });

  stage.step('a part of the cash goes to the safe, by the keyboard, before somebody else');
  await toSafe(till);

  stage.step('both stand in the till’s list, and in the drawer’s count');
  await page.getByTestId('nav-sales').click();
  await page.getByTestId('tab-direct').click();
  await seen(page.getByTestId('direct-row').nth(1));
  await closes(till);
  const { items } = await stage.office.client.sales.listShifts({ terminalId: office.terminalId });
  same('difference in fen', items[0]?.differenceMinor, 0);
  same('cash expected in fen', items[0]?.expectedMinor, 7_850);
  same('moved to the safe in fen', items[0]?.drawerMoves[0]?.amountMinor, 3_000);
}

/** A second tap on the way to the payer's turn opens nothing, and a code that is scanned at cash or slip is asked for the money itself. */
async function codesAreNoCash(till: Till): Promise<void> {
  const { page } = till;
  await page.getByTestId('charge').dblclick();
  await seen(page.getByTestId('scan-ready'));
  await page.keyboard.press('F2');
  await seen(page.getByTestId('cash-panel'));
  // A code of full length needs no Enter, which might press what comes next.
  await page.keyboard.insertText('71345678901234567890');
  await page.getByTestId('result-retry').click();
  await seen(page.getByTestId('scan-ready'));
  await page.keyboard.press('F3');
  await page.getByTestId('slip-last-four').click();
  await page.keyboard.insertText('71345678901234567891');
  await page.getByTestId('result-retry').click();
  await seen(page.getByTestId('scan-ready'));
}

/** A witness has to be somebody else, and no more is taken than lies there. */
async function toSafe({ page, t }: Till): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await seen(page.getByTestId('shift-running'));
  await page.keyboard.press('F8');
  await page.keyboard.type('999');
  await shows(page.getByTestId('drawer-move-form'), t('drawerMove.amountOver', { amount: '¥108.50' }));
  await page.getByTestId('drawer-amount').fill('30');
  await page.getByTestId('drawer-reason').fill('送入保险柜');
  await page.getByTestId('drawer-witness').fill('赵 姐');
  await shows(page.getByTestId('drawer-move-form'), t('sales.witness_needed'));
  await page.getByTestId('drawer-witness').fill('钱老师');
  await page.keyboard.press('Enter');
  await shows(page.getByTestId('drawer-moves'), '30.00');
}

/** Seven notes of 10, eight of 1 and a coin of 0.50. */
async function closes({ page, t }: Till): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-count').click();
  await page.getByTestId('face-1000').fill('7');
  await page.getByTestId('face-100').fill('8');
  await page.getByTestId('face-50').fill('1');
  await shows(page.getByTestId('counted'), '78.50');
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
