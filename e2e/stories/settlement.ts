import { openDesk, visit } from '../actors/desk.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const settlement = [story('a month is cut off by one, closed by another, and each party finds its own statement', closesMonth)];

async function closesMonth(stage: Stage): Promise<void> {
  const finance = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });

  stage.step('one person cuts the month off, a worker sums it');
  await visit(finance, 'nav.settlement');
  const months = finance.page.getByTestId('settlement-periods');
  const cut = months.getByTestId(/^cut-/);
  // A try before this one may have come so far.
  const isCut = months.getByText('需由截账人以外的同事审核');
  await seen(cut.or(isCut));
  if ((await isCut.count()) === 0) {
    await cut.click();
    await finance.page.getByTestId('confirm-ok').click();
  }
  await seen(isCut);

  stage.step('another closes it');
  const admin = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await visit(admin, 'nav.settlement');
  await admin.page.getByTestId(/^approve-/).click();
  await shows(admin.page.getByRole('dialog'), '关账后不可更改');
  await admin.page.getByTestId('confirm-ok').click();
  await shows(admin.page.getByTestId('settlement-periods'), '已关账');

  stage.step('the insurer reads its bill down to the redemptions, what was taken back among them');
  const insurer = await openDesk(stage, { locale: 'zh-CN', userName: 'issuer' });
  await visit(insurer, 'nav.issuerBills');
  await insurer.page.getByTestId('issuer-bills-table').getByRole('link').first().click();
  await shows(insurer.page.getByTestId('issuer-bill'), '¥161.50');
  await shows(insurer.page.getByTestId('bill-lines-table'), '冲正');

  stage.step('the car wash reads what it is owed, with masked names');
  const merchant = await openDesk(stage, { locale: 'zh-CN', userName: 'carwash' });
  await visit(merchant, 'nav.payables');
  await merchant.page.getByTestId('payables-table').getByRole('link').first().click();
  await shows(merchant.page.getByTestId('payable'), '¥66.00');
  await seen(merchant.page.getByTestId('payable-lines-table').getByText('*').first());
}
