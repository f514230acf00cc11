import { type Desk, openDesk, tells, visit } from '../actors/desk.ts';
import { balanceShows, goTo, phoneOf } from '../actors/phone.ts';
import { approved, charge, openTill, type Till } from '../actors/till.ts';
import { gone, same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const refunds = [
  story('a till gives back a part and then the rest, and not one fen more', refundsAtTill),
  story('the back office gives back with a reason, and not one fen more', refundsAtDesk),
];

async function refundsAtTill(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '孙六', balanceMinor: 10_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('面包房')) });
  const phone = await phoneOf(stage, member.memberNumber);
  await charge(till, '20.00', member.cardUid);
  await approved(till, { amount: '20.00', balance: '80.00' });
  await balanceShows(phone, '80.00');

  await till.page.getByTestId('nav-sales').click();
  await till.page.getByTestId('sale-row').filter({ hasText: '20.00' }).first().click();
  await till.page.getByTestId('refund').click();
  await refundPart(till, '5.00');
  await balanceShows(phone, '85.00');

  stage.step('one fen more than is left');
  await till.page.getByTestId('sale-row').filter({ hasText: '20.00' }).first().click();
  await till.page.getByTestId('refund').click();
  for (const key of '15.01') await till.page.getByTestId(`key-${key}`).click();
  await shows(till.page.getByTestId('refund-form'), till.t('refund.atMost', { amount: '¥15.00' }));
  await till.page.getByTestId('refund-cancel').click();

  await till.page.getByTestId('refund').click();
  await till.page.getByTestId('refund-next').click();
  await till.page.getByTestId('dialog-confirm').click();
  await refundDone(till, '15.00');
  await balanceShows(phone, '100.00');
  await goTo(phone, 'records');
  await shows(phone.page.getByTestId('payment-row').filter({ hasText: '20.00' }), phone.t('records.refundedAll'));
  same('balance in fen', await stage.office.balanceMinor(member), 10_000);
}

async function refundPart(till: Till, amount: string): Promise<void> {
  for (const key of amount) await till.page.getByTestId(`key-${key}`).click();
  await shows(till.page.getByTestId('refund-amount'), amount);
  await till.page.getByTestId('refund-next').click();
  await till.page.getByTestId('dialog-confirm').click();
  await refundDone(till, amount);
}

async function refundDone(till: Till, amount: string): Promise<void> {
  const result = till.page.getByTestId('result-approved');
  await shows(result, till.t('refund.done'));
  await shows(result, amount);
  await till.page.getByTestId('refund-close').click();
  await gone(result);
}

async function refundsAtDesk(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '周七', balanceMinor: 10_000 });
  const till = await openTill(stage, { locale: 'en', ...(await stage.office.till('奶茶店')) });
  const phone = await phoneOf(stage, member.memberNumber, { locale: 'en' });
  await charge(till, '30.00', member.cardUid);
  await approved(till, { amount: '30.00', balance: '70.00' });
  const desk = await openDesk(stage, { locale: 'en', userName: 'finance' });
  await openPaymentOf(desk, member.memberNumber);
  const drawer = desk.page.getByTestId('payment-drawer');

  stage.step('a part, with a reason');
  await fillRefund(desk, { amount: '30.01', reason: 'sold out' });
  await shows(drawer, desk.t('check.amountMax', { max: '¥30.00' }));
  await desk.page.getByTestId('refund-amount').fill('10');
  await desk.page.getByTestId('refund-submit').click();
  await desk.page.getByTestId('confirm-ok').click();
  await tells(desk, desk.t('refund.done', { amount: '¥10.00', name: member.name }));
  await balanceShows(phone, '80.00');

  stage.step('somebody else gives back a fen in the meantime: what is asked for is now one fen too much');
  stage.watch.expect(/409 from POST \/api\/payments\/.*\/refunds/);
  await fillRefund(desk, { amount: '20.00', reason: 'wrong dish' });
  await seen(desk.page.getByTestId('confirm-ok'));
  const [payment] = (await stage.office.paymentsOf(member)).filter(({ kind }) => kind === 'charge');
  if (!payment) throw new Error('the payment is gone');
  await stage.office.client.payments.refund({ paymentId: payment.id, amountMinor: 1 });
  await desk.page.getByTestId('confirm-ok').click();
  await shows(desk.page.getByTestId('confirm'), desk.t('payments.refund_exceeds'));
  await desk.page
    .getByTestId('confirm')
    .getByRole('button', { name: desk.t('action.cancel') })
    .click();
  await balanceShows(phone, '80.01');
  same('balance in fen', await stage.office.balanceMinor(member), 8_001);
}

async function openPaymentOf(desk: Desk, memberNumber: string): Promise<void> {
  await visit(desk, 'nav.payments');
  await desk.page.getByTestId('search').fill(memberNumber);
  await desk.page.waitForURL(/[?&]q=/);
  const row = desk.page.locator('tbody tr').filter({ hasText: '30.00' });
  await seen(row);
  await row.getByTestId('payment-link').first().click();
  await seen(desk.page.getByTestId('payment-drawer'));
}

async function fillRefund(desk: Desk, wanted: { amount: string; reason: string }): Promise<void> {
  const { page, t } = desk;
  await page.getByTestId('refund').click();
  await page.getByText(t('refund.part'), { exact: true }).click();
  await page.getByTestId('refund-amount').fill(wanted.amount);
  await page.getByTestId('refund-reason').fill(wanted.reason);
  await page.getByTestId('refund-submit').click();
}
