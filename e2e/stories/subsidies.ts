import { openDesk, visit } from '../actors/desk.ts';
import { balanceShows, goTo, phoneOf } from '../actors/phone.ts';
import { charge, openTill } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const subsidies = [story('finance grants a subsidy, which pays at the till before the member’s own money', grantsAndPays)];

async function grantsAndPays(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '郑九', balanceMinor: 5_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('补贴食堂')) });
  const phone = await phoneOf(stage, member.memberNumber);
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;

  stage.step('a programme for canteens');
  await visit(desk, 'nav.subsidies');
  await page.getByTestId('create-programme').first().click();
  const name = `秋季餐补 ${member.memberNumber}`;
  await page.getByTestId('programme-zh').fill(name);
  await page.getByTestId('programme-en').fill(`Autumn meals ${member.memberNumber}`);
  await page.getByTestId('programme-submit').click();

  stage.step('granted to one member, who sees it by itself');
  await page.getByTestId('grant-member').click();
  await page.getByTestId('member-search').last().fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('grant-amount').fill('8');
  await page.getByTestId('grant-submit').click();
  await shows(page.getByTestId('rounds-table'), t('roundState.done'));
  await shows(phone.page.getByTestId('purses'), name);
  await shows(phone.page.getByTestId('purses'), '8.00');

  stage.step('drawn first; the receipts list both legs');
  await charge(till, '20.00', member.cardUid);
  const result = till.page.getByTestId('result-approved');
  await shows(result, name);
  await shows(result, '38.00');
  await till.page.getByTestId('result-next').click();
  await balanceShows(phone, '38.00');
  await goTo(phone, 'records');
  await phone.page.getByTestId('payment-row').filter({ hasText: '20.00' }).first().click();
  await shows(phone.page.getByTestId('payment-detail'), name);
  await seen(phone.page.getByTestId('payment-leg').nth(1));
  same('cash in fen', await stage.office.balanceMinor(member), 3_800);
}
