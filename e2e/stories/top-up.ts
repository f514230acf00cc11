import { openDesk, visit } from '../actors/desk.ts';
import { balanceShows, goTo, phoneOf } from '../actors/phone.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const topUp = [story('a cashier tops up a member, whose balance moves by itself, up to the limit of a card', topsUp)];

async function topsUp(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '吴八', balanceMinor: 1_000 });
  const phone = await phoneOf(stage, member.memberNumber);
  await balanceShows(phone, '10.00');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'cashier' });
  const { page, t } = desk;

  stage.step('the drawer is opened with what lies in it');
  await visit(desk, 'nav.deskCash');
  await page.getByTestId('desk-float').fill('100');
  await page.getByTestId('desk-open').click();
  await seen(page.getByTestId('desk-expected'));

  stage.step('found by the card on the reader, topped up with the keyboard alone');
  await visit(desk, 'nav.topUp');
  await page.getByTestId('member-search').focus();
  await page.keyboard.insertText(member.cardUid);
  await page.keyboard.press('Enter');
  await shows(page.getByTestId('top-up-member'), member.name);
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await seen(page.getByTestId('top-up-confirm'));
  await shows(page.getByTestId('top-up'), '60.00');
  await page.keyboard.press('Enter');
  await shows(page.getByTestId('top-up-done'), t('topUp.done'));
  await balanceShows(phone, '60.00');
  await goTo(phone, 'records');
  await shows(phone.page.getByTestId('payment-row').first(), phone.t('payment.top_up'));
  await shows(page.getByTestId('top-up-session'), '50.00');

  stage.step('more than a card may hold');
  await page.getByTestId('top-up-again').click();
  await page.getByTestId('member-search').fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('top-up-amount').fill('999999');
  await page.getByTestId('top-up-next').click();
  await shows(page.getByTestId('top-up'), t('topUp.tooMuch', { left: '¥4,940.00' }));
  same('balance in fen', await stage.office.balanceMinor(member), 6_000);

  stage.step('the drawer is counted: one note of a hundred and one of fifty, with a word on what others left in it');
  await visit(desk, 'nav.deskCash');
  await shows(page.getByTestId('desk-moves'), '50.00');
  await page.getByTestId('desk-count').click();
  await page.getByTestId('face-10000').fill('1');
  await page.getByTestId('face-5000').fill('1');
  await shows(page.getByTestId('count-dialog'), '150.00');
  await page.getByTestId('count-reason').fill('交接时清点');
  await page.getByTestId('count-dialog').locator('.ant-btn-primary').click();
  await seen(page.getByTestId('desk-closed'));
}
