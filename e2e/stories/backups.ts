import { openDesk, visit } from '../actors/desk.ts';
import { seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const backups = [story('an administrator backs up, rehearses the restore, and changes when it is done', backsUp)];

async function backsUp(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'en', userName: 'admin' });
  const { page, t } = desk;
  await visit(desk, 'nav.backups');
  const rows = page.getByTestId('backups-table').locator('tbody tr.ant-table-row');
  // The clock may have made one by now.
  await seen(page.getByTestId('backup-now').first());
  const before = await rows.count();
  await page.getByTestId('backup-now').first().click();
  await until('one backup more', async () => (await rows.count()) > before);
  const row = rows.first();
  await shows(row, t('backupState.complete'), 20_000);
  await shows(page.getByTestId('restore-guide'), 'npm run restore');

  stage.step('the rehearsal');
  await page.getByTestId('backup-drill').first().click();
  await page.getByTestId('confirm-ok').click();
  await shows(row, t('drillState.passed'), 40_000);

  stage.step('the setting');
  await visit(desk, 'nav.settings');
  await page.getByTestId('search').fill(t('setting.backup.keepCount'));
  const setting = page.getByTestId('setting-backup.keepCount');
  await setting.getByRole('spinbutton').fill('9');
  await page.getByTestId('save-backup.keepCount').click();
  await shows(setting, t('settings.initial', { value: `7 ${t('settingUnit.backups')}` }));
  await page.getByTestId('reset-backup.keepCount').click();
  await page.getByTestId('confirm-ok').click();
  await seen(setting.getByRole('spinbutton').and(page.locator('[aria-valuenow="7"]')));
}
