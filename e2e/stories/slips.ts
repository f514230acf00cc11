import { openDesk, tells, visit } from '../actors/desk.ts';
import { balanceShows, phoneOf } from '../actors/phone.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const slips = [story('paper slips are keyed by one person and confirmed as a pile by another', byMakerAndChecker)];

async function byMakerAndChecker(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '冯十一', balanceMinor: 5_000 });
  const { merchantName } = await stage.office.till('停电食堂');
  const phone = await phoneOf(stage, member.memberNumber);
  await balanceShows(phone, '50.00');
  const mark = member.memberNumber.slice(-6);

  const maker = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  await visit(maker, 'nav.slips');
  await maker.page.getByTestId('key-slips').click();
  await maker.page.getByTestId('slip-merchant').click();
  await maker.page.getByTestId('slip-merchant').locator('input').fill(merchantName);
  await maker.page.locator('.ant-select-item-option').filter({ hasText: merchantName }).click();
  for (const [index, amount] of ['12.50', '8.00'].entries()) {
    if (index > 0) await maker.page.getByTestId('add-slip').click();
    await maker.page.getByTestId('slip-number').nth(index).fill(`${mark}-${index}`);
    await maker.page.getByTestId('slip-member').nth(index).fill(member.memberNumber);
    await maker.page.getByTestId('slip-amount').nth(index).fill(amount);
  }
  await maker.page
    .getByTestId('key-slips-dialog')
    .getByRole('button', { name: maker.t('slips.send', { count: 2 }) })
    .click();
  await tells(maker, maker.t('slips.keyed', { count: 2 }));

  stage.step('who keyed them can choose none; a colleague chooses both');
  await maker.page.getByTestId('search').fill(mark);
  const own = maker.page
    .getByTestId('slips-table')
    .locator('tbody tr')
    .filter({ hasText: `${mark}-0` });
  await seen(own);
  same('boxes that the maker can tick', await own.locator('input[type=checkbox]:enabled').count(), 0);

  const checker = await openDesk(stage, { locale: 'en', userName: 'admin' });
  await visit(checker, 'nav.slips');
  await checker.page.getByTestId('search').fill(mark);
  for (const index of [0, 1]) {
    const row = checker.page
      .getByTestId('slips-table')
      .locator('tbody tr')
      .filter({ hasText: `${mark}-${index}` });
    await row.locator('input[type=checkbox]').check();
  }
  await checker.page.getByTestId('confirm-slips').click();
  await shows(checker.page.getByTestId('confirm-slips-dialog'), '¥20.50');
  await checker.page.getByTestId('confirm-slips-ok').click();
  await tells(checker, checker.t('slips.confirmedMany', { done: 2 }));
  await balanceShows(phone, '29.50');
  same('balance in fen', await stage.office.balanceMinor(member), 2_950);
}
