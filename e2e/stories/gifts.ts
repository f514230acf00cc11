import { openDesk, visit } from '../actors/desk.ts';
import { balanceShows, goTo, phoneOf } from '../actors/phone.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const gifts = [
  story('finance gives on top of top-ups; a member sees the gift, is given it, and sees what lapses before taking money back', givenAndTakenBack),
  story('a leaver is looked at, closed, and given the rest by hand', leaves),
];

async function givenAndTakenBack(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '冯十', balanceMinor: 1_000 });
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  const phone = await phoneOf(stage, member.memberNumber);
  await balanceShows(phone, '10.00');

  stage.step('an offer is written down, its sums are shown, and a colleague starts it');
  await visit(desk, 'nav.gifts');
  await desk.page.getByTestId('create-gift-offer').first().click();
  await desk.page.getByTestId('gift-zh').fill(`充四十送十 ${member.memberNumber}`);
  await desk.page.getByTestId('gift-en').fill(`Pay 40, get 10 ${member.memberNumber}`);
  await desk.page.getByTestId('gift-min').fill('40');
  await desk.page.getByTestId('gift-gift').fill('10');
  await shows(desk.page.getByTestId('gift-preview'), '¥10.00');
  await desk.page.getByTestId('gift-budget').fill('10');
  await desk.page.getByTestId('gift-offer-submit').click();
  await seen(desk.page.getByTestId('somebody-else-starts'));
  const colleague = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await colleague.page.goto(new URL(desk.page.url()).pathname);
  await colleague.page.getByTestId('start-gift-offer').click();
  await colleague.page.getByTestId('confirm-ok').click();
  await shows(colleague.page.getByRole('heading', { level: 1 }), colleague.t('giftOfferState.running'));

  stage.step('the member sees it before paying, and is given it');
  const { page, t } = phone;
  await page.getByTestId('act-topUp').click();
  await page.getByTestId('gift-offer').filter({ hasText: member.memberNumber }).click();
  await shows(page.getByTestId('top-up-gift'), '10.00');
  await page.getByTestId('channel-wechat').check();
  await page.getByTestId('top-up-pay').click();
  const link = await page.getByTestId('top-up-page-link').getAttribute('href');
  const channel = await page.context().newPage();
  await channel.goto(link ?? '');
  await channel.locator('button[value="pay"]').click();
  await seen(page.locator('[data-testid="top-up-progress"][data-state="paid"]'));
  await shows(page.getByTestId('top-up-on-top'), '10.00');
  await shows(page.getByTestId('top-up-new-balance'), '60.00');
  await channel.close();
  await page.getByTestId('top-up-finish').click();
  await goTo(phone, 'records');
  await shows(page.getByTestId('payment-row').filter({ hasText: t('payment.gift') }), '10.00');

  stage.step('what lapses is shown before a part goes back; then the rest');
  await page.getByTestId('tab-me').click();
  await page.getByTestId('me-withdraw').click();
  await shows(page.getByTestId('withdraw-gift'), '10.00');
  await page.getByTestId('withdraw-input').fill('30');
  await shows(page.getByTestId('withdraw-lapses'), '5.00');
  await shows(page.getByTestId('withdraw-stays'), '25.00');
  await page.getByTestId('withdraw-send').click();
  await shows(page.getByTestId('withdrawal-row').first(), t('withdrawalState.done'));
  same('balance in fen', await stage.office.balanceMinor(member), 2_500);
}

async function leaves(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '褚十一', balanceMinor: 2_300 });
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'cashier' });
  const { page, t } = desk;

  stage.step('looked at: what there is, and nothing against it');
  await visit(desk, 'nav.closures');
  await page.getByTestId('create-closure-round').first().click();
  await page.getByTestId('member-search').last().fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('closure-reason').fill('毕业离校');
  await page.getByTestId('closure-look').click();
  await shows(page.getByTestId('closures-table'), t('closureState.ready'));
  await shows(page.getByTestId('closures-table'), '23.00');

  stage.step('started; cash cannot go back to a channel, so it waits to be handed over');
  await page.getByTestId('start-closures').click();
  await page.getByTestId('confirm-ok').click();
  await shows(page.getByTestId('closures-table'), t('closureState.payable'));
  await page.getByTestId('pay-closure').click();
  await page.getByTestId('closure-reference').fill('V-2026-1');
  await page.getByTestId('pay-closure-submit').click();
  await shows(page.getByTestId('closures-table'), t('closureState.done'));
  same('balance in fen', await stage.office.balanceMinor(member), 0);
}
