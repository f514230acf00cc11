import { confirm, openDesk, visit } from '../actors/desk.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const payouts = [story('a batch of pay-outs is made by one, released by another, and counts when the bank says so', paysMerchants)];

async function paysMerchants(stage: Stage): Promise<void> {
  stage.step('one person puts together what is due');
  const finance = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  await visit(finance, 'nav.payouts');
  await shows(finance.page.getByTestId('payouts-due-table'), '星光影城');
  await finance.page.getByTestId('make-batch').click();
  await confirm(finance);
  await shows(finance.page.getByRole('heading', { level: 1 }), '打款批次 P');
  await shows(finance.page.getByRole('main'), '需由制单人以外的同事放行');
  const batchPage = new URL(finance.page.url()).pathname;

  stage.step('another releases it');
  const admin = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await visit(admin, 'nav.payouts');
  await admin.page.getByRole('link', { name: admin.t('payout.batches'), exact: true }).click();
  await admin.page
    .getByTestId('payout-batches-table')
    .locator(`a[href$="${batchPage.split('/').at(-1)}"]`)
    .click();
  await admin.page.getByTestId('release-batch').click();
  await confirm(admin);
  await shows(admin.page.getByRole('heading', { level: 1 }), '已放行');

  stage.step('the bank is given a file, and its word is written down');
  await seen(finance.page.getByTestId('bank-file'));
  const saved = finance.page.waitForEvent('download');
  await finance.page.getByTestId('bank-file').click();
  await confirm(finance);
  same('the file', (await saved).suggestedFilename().endsWith('.csv'), true);
  const row = finance.page.getByTestId('payouts-table').getByRole('row').filter({ hasText: '星光影城' });
  await row.getByTestId(/^paid-/).click();
  await confirm(finance);
  await shows(finance.page.getByTestId('payout-batch'), '已付 1 笔');
}
