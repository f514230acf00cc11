import { openDesk, tells, visit } from '../actors/desk.ts';
import { balanceShows, phoneOf } from '../actors/phone.ts';
import { same, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const withdrawals = [story('the desk pays a member money back in cash, and the statement of the member says so', paidInCash)];

async function paidInCash(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '褚九二', balanceMinor: 2_000 });
  const phone = await phoneOf(stage, member.memberNumber);
  await balanceShows(phone, '20.00');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  const { page, t } = desk;

  stage.step('the cashier counts it out');
  await visit(desk, 'nav.withdrawals');
  await page.getByTestId('new-withdrawal').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('member-search').fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await shows(dialog, '20.00');
  await page.getByTestId('withdrawal-amount').fill('12.50');
  await page.getByTestId('withdrawal-reason').fill('转学');
  await page.getByTestId('withdrawal-make').click();
  await tells(desk, t('withdrawals.madeCash'));
  await balanceShows(phone, '7.50');

  stage.step('a small sum waits for nobody');
  await page.getByTestId('search').fill(member.memberNumber);
  const row = page.getByTestId('withdrawals-table').locator('tbody tr').filter({ hasText: member.memberNumber });
  await shows(row, t('withdrawalState.done'));
  same('balance in fen', await stage.office.balanceMinor(member), 750);

  stage.step('the statement adds up');
  await page.goto(`/console/statement?member=${member.id}`);
  await shows(page.getByTestId('statement-figures'), '20.00');
  await shows(page.getByTestId('statement-figures'), '12.50');
  await shows(page.getByTestId('statement-figures'), '7.50');
}
