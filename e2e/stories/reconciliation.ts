import { confirm, type Desk, openDesk, visit } from '../actors/desk.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const reconciliation = [
  story('finance takes in yesterday’s bills, settles what differs with a second person, and closes the day', closesYesterday),
];

/** By hand, unless the server did it meanwhile: from nine on it asks the channels by itself, at twenty past the hour. */
async function bringBills(stage: Stage, { page, t }: Desk): Promise<void> {
  const bill = (channel: string) => page.getByTestId(`bill-${channel}`);
  await seen(bill('alipay'));
  const isWanted = async (channel: string) => (await bill(channel).getByTestId('fetch-bill').count()) > 0;
  if (await isWanted('alipay')) {
    stage.step('a file that is no bill is refused, and says why beside itself');
    await bill('alipay').getByTestId('upload-bill').click();
    await page.setInputFiles('input[type=file]', { name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('hello,world\n1,2\n') });
    stage.watch.expect(/400 from POST \/api\/reconciliation\/bills/);
    await page.getByTestId('upload-dialog').locator('.ant-btn-primary').click();
    await shows(page.getByTestId('upload-refused'), t('recon.fault.unreadable'));
    await page.getByTestId('upload-dialog').locator('.ant-modal-close').click();
  }
  stage.step('the channels give their bills; two movements differ');
  for (const channel of ['alipay', 'wechat']) if (await isWanted(channel)) await bill(channel).getByTestId('fetch-bill').click();
}

/** The demo has a yesterday at the channels: one payment that a bill lacks, and one that we do not know. */
async function closesYesterday(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  const { page, t } = desk;
  await visit(desk, 'nav.reconciliation');
  await page.locator('[data-testid^="day-"]').nth(1).click();

  await bringBills(stage, desk);
  const long = page.getByTestId('difference-long');
  const short = page.getByTestId('difference-short');
  await shows(long, '12.50');
  await shows(short, '30.00');

  stage.step('one is put aside with a reason, one adjusted by two people');
  await short.getByTestId('park').click();
  await page.getByTestId('resolve-dialog').locator('textarea').fill('渠道正在补账');
  await page.getByTestId('resolve-dialog').locator('.ant-btn-primary').click();
  await seen(page.locator('[data-testid="difference-short"][data-state="parked"]'));
  await long.getByTestId('adjust').click();
  await page.getByTestId('resolve-dialog').locator('textarea').fill('墙上收款码代收，已核实');
  await page.getByTestId('resolve-dialog').locator('.ant-btn-primary').click();
  await shows(long, t('recon.somebodyElse'));
  const checker = await openDesk(stage, { locale: 'en', userName: 'admin' });
  await checker.page.goto(page.url());
  await checker.page.getByTestId('confirm-adjustment').click();
  await shows(long, t('recon.difference.adjusted'));

  stage.step('the cash of the day is counted beside what should lie there, and each movement agrees with the account');
  await shows(page.getByTestId('recon-cash'), t('recon.cashCounted'));
  await shows(page.getByTestId('check-cash'), t('recon.agrees'));

  stage.step('the day closes for ever');
  await page.getByTestId('close-day').click();
  await confirm(desk);
  await shows(page.getByTestId('closed'), '吴静');
  await shows(page.getByTestId('closed-report'), '538.50');
  await shows(checker.page.getByTestId('closed-report'), '538.50');
}
