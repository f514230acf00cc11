import { openDesk, visit } from '../actors/desk.ts';
import { phoneOf } from '../actors/phone.ts';
import { approved, charge, openTill } from '../actors/till.ts';
import { shows } from '../frame/expect.ts';
import { DEMO_PASSWORD, signedInClient } from '../frame/office.ts';
import { type Stage, story } from '../frame/stage.ts';

export const earning = [story('what is paid earns points that wait for the refund window, and a refund takes its share off', earns)];

/** In a programme of its own, which nothing else on the stage has to do with. */
async function earns(stage: Stage): Promise<void> {
  const { client } = stage.office;
  const member = await stage.office.member({ name: '周八', balanceMinor: 5_000 });
  const name = { zh: `消费返积分 ${member.memberNumber}`, en: `Spending ${member.memberNumber}` };
  const made = await client.loyalty.createPointsProgramme({ name, expiry: { kind: 'months', months: 12 }, pricePerThousandPoints: 1_000 });
  const finance = signedInClient(stage.product.origin, 'console');
  await finance.identity.signInWithPassword({ userName: 'finance', password: DEMO_PASSWORD });
  if (made.proposal) await finance.loyalty.agreePointPrice({ pointPriceId: made.proposal.id });

  stage.step('a rule, with its example');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page } = desk;
  await visit(desk, 'nav.points');
  await page.getByTestId('points-programmes-table').getByRole('link', { name: name.zh }).click();
  await page.getByRole('tab', { name: desk.t('loyalty.earning') }).click();
  await page.getByTestId('create-earning-rule').click();
  await shows(page.getByTestId('earning-example'), '得 25 积分');
  await page.getByTestId('earning-factor').fill('1.5');
  await shows(page.getByTestId('earning-example'), '得 38 积分');
  await page.getByTestId('earning-rule-submit').click();
  await shows(page.getByTestId('earning-rules-table'), '× 1.5');

  stage.step('pending on the phone, less after a refund');
  const phone = await phoneOf(stage, member.memberNumber);
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('书店')) });
  await charge(till, '25.80', member.cardUid);
  await approved(till, { amount: '25.80', balance: '24.20' });
  await phone.page.getByTestId('home-points-programme').first().click();
  await shows(phone.page.getByTestId('points-holding').filter({ hasText: name.zh }), '另有 38 积分');
  const [payment] = (await client.payments.listPayments({ memberId: member.id, kind: 'charge' })).items;
  if (payment) await client.payments.refund({ paymentId: payment.id, amountMinor: 1_000 });
  await shows(phone.page.getByTestId('points-holding').filter({ hasText: name.zh }), '另有 23 积分');
}
