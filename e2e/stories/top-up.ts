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
  stage.watch.expect(/409 from POST \/api\/payments\/top-ups/);
  await page.getByTestId('top-up-again').click();
  await page.getByTestId('member-search').fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('top-up-amount').fill('999999');
  await page.getByTestId('top-up-next').click();
  await page.getByTestId('top-up-confirm').click();
  await shows(page.getByTestId('top-up'), t('payments.over_card_balance_limit'));
  same('balance in fen', await stage.office.balanceMinor(member), 6_000);
}
