import { openDesk, visit } from '../actors/desk.ts';
import { approved, charge, openTill } from '../actors/till.ts';
import { same, seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const oldCards = [story('old cards and their balances are taken over from a file, checked against the old sum by two people', takesOver)];

async function takesOver(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '旧卡甲', balanceMinor: 1_000 });
  const uid = `0A${member.memberNumber.slice(-6)}`;
  const source = `旧系统 ${member.memberNumber}`;
  const list = `学号,卡号,余额\n${member.memberNumber},${uid},25.50\nNOBODY,0B000001,1\n`;

  stage.step('the file, looked at row by row');
  const maker = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  const { page, t } = maker;
  await visit(maker, 'nav.migration');
  await page.getByTestId('import-old-cards').click();
  await page.locator('input[type=file]').setInputFiles({ name: '旧卡.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByTestId('old-source').fill(source);
  await page.getByTestId('import-check').click();
  await seen(page.getByTestId('import-confirm'));
  await shows(page.getByTestId('import-rows'), t('importProblem.member_unknown'));
  await page.getByTestId('import-confirm').click();
  await shows(page.getByTestId('import-rows'), t('importDone.new'));

  stage.step('the card pays beside the new one');
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('过渡食堂')) });
  await charge(till, '2.00', uid);
  await approved(till, { amount: '2.00', balance: '8.00' });

  stage.step('another sum is refused, the right one handed on');
  stage.watch.expect(/409 from POST \/api\/migration\/batches/);
  await visit(maker, 'nav.migration');
  const row = page.getByRole('row').filter({ hasText: source });
  await row.getByTestId('submit-openings').click();
  await page.getByTestId('control-sum').fill('25.51');
  await page.getByTestId('decide-batch-submit').click();
  await shows(page.getByTestId('decide-batch-dialog'), t('migration.total_differs'));
  await page.getByTestId('control-sum').fill('25.50');
  await page.getByTestId('decide-batch-submit').click();
  await shows(row, t('migration.state.waiting'));

  stage.step('approved by somebody else, and posted once');
  const checker = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await visit(checker, 'nav.migration');
  await checker.page.getByRole('row').filter({ hasText: source }).getByTestId('approve-openings').click();
  await checker.page.getByTestId('decide-batch-submit').click();
  await until('the balance was posted', async () => (await stage.office.balanceMinor(member)) === 3_350);
  await shows(row, t('migration.state.posted'));
  same('balance in fen', await stage.office.balanceMinor(member), 3_350);
}
