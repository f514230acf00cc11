import { openDesk, visit } from '../actors/desk.ts';
import { goTo, paidOnPhone, payCode, phoneOf } from '../actors/phone.ts';
import { openTill, scan } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const promotions = [
  story('finance writes a campaign and tries it on a basket; a member takes a coupon of it and pays less at the till', takenCoupon),
];

async function takenCoupon(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '卫十三', balanceMinor: 50_00 });
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  const phone = await phoneOf(stage, member.memberNumber);
  const name = `满二十五减六 ${member.memberNumber}`;

  stage.step('the example basket shows what the campaign does, before it is saved');
  await visit(desk, 'nav.promotions');
  await desk.page.getByTestId('create-campaign').first().click();
  await desk.page.getByTestId('campaign-zh').fill(name);
  await desk.page.getByTestId('campaign-en').fill(`Six off 25 ${member.memberNumber}`);
  await desk.page.getByTestId('tier-from-0').fill('25');
  await desk.page.getByTestId('tier-less-0').fill('6');
  await desk.page.getByTestId('preview-prices').fill('15');
  await shows(desk.page.getByTestId('campaign-preview'), '¥10.00');
  await desk.page.getByTestId('preview-prices').fill('15 20');
  await shows(desk.page.getByTestId('campaign-preview'), '¥29.00');
  await desk.page.getByRole('radio', { name: desk.t('trigger.coupon') }).check();
  await desk.page.getByTestId('campaign-takes').fill('1');
  await desk.page.getByTestId('campaign-budget').fill('600');
  await desk.page.getByTestId('campaign-submit').click();
  await shows(desk.page.getByRole('heading', { level: 1 }), desk.t('campaignState.draft'));
  await desk.page.getByTestId('start-campaign').click();
  await desk.page.getByTestId('confirm-ok').click();
  await shows(desk.page.getByRole('heading', { level: 1 }), desk.t('campaignState.running'));

  stage.step('the member takes one; a wrong code is told as such');
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-coupons').click();
  await phone.page.getByTestId('coupon-on-offer').filter({ hasText: name }).getByTestId('take-coupon').click();
  await shows(phone.page.getByTestId('own-coupon').filter({ hasText: name }), '¥6.00');
  stage.watch.expect(/404 from POST \/api\/self\/coupons\/enter/);
  await phone.page.getByTestId('coupon-code').fill('wrong1');
  await phone.page.getByTestId('coupon-redeem').click();
  await seen(phone.page.getByRole('alert').filter({ hasText: phone.t('promotions.code_unknown') }));
  await phone.page.goBack();

  stage.step('at the till the price is explained before it is paid');
  const till = await openTill(stage, { locale: 'zh-CN', enrolmentCode: await tillCode(stage, member.memberNumber) });
  await till.page.getByTestId('nav-offers').click();
  await till.page.getByTestId('checkout-amount').fill('26');
  await till.page.getByTestId('checkout-next').click();
  await scan(till, await payCode(phone));
  await shows(till.page.getByTestId('checkout-applied').filter({ hasText: name }), '¥6.00');
  await shows(till.page.getByTestId('checkout-total'), '¥20.00');
  await till.page.getByTestId('checkout-pay').click();
  await shows(till.page.getByTestId('result-approved'), '¥20.00');
  same('what is left', await stage.office.balanceMinor(member), 30_00);
  await paidOnPhone(phone, '20.00');
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-coupons').click();
  await shows(phone.page.getByTestId('own-coupon').filter({ hasText: name }), '已使用');

  stage.step('the desk sees whose it is');
  await desk.page.reload();
  await shows(desk.page.getByTestId('coupons-table'), member.memberNumber);
  await shows(desk.page.getByTestId('campaign-figures'), '1');
  await shows(desk.page.getByTestId('campaign-effect'), '¥26.00');
  await shows(desk.page.getByTestId('effect-payments'), member.memberNumber);
}

/** A device of the canteen, of its own. */
async function tillCode({ office }: Stage, tag: string): Promise<string> {
  const { items } = await office.client.organizations.listOrganizations({ q: '第一食堂', kind: 'merchant' });
  const canteen = items.find(({ name }) => name === '第一食堂');
  if (!canteen) throw new Error('the demo has its canteen');
  const { client } = office;
  return (await client.terminals.createTerminal({ name: `用券 ${tag}`, kind: 'till', organizationId: canteen.id })).enrolmentCode;
}
