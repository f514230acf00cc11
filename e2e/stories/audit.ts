import { openDesk, visit } from '../actors/desk.ts';
import { seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const audit = [story('an auditor follows an act to what belongs to it, takes the log along, and finds the chain sound', auditsTheLog)];

async function auditsTheLog(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'en', userName: 'auditor' });
  const { page, t } = desk;
  await visit(desk, 'nav.audit');
  await page.getByTestId('search').fill('signIn');
  await until('the search is in the address', async () => page.url().includes('q=signIn'));
  await shows(page.getByTestId('audit-table').locator('tbody tr').nth(1), t('act.identity.signIn'));
  await page.getByTestId('audit-link').first().click();
  const drawer = page.getByTestId('audit-drawer');
  await shows(drawer, 'identity.signIn');
  await drawer.getByRole('link', { name: t('audit.sameActor'), exact: true }).click();
  await seen(page.getByTestId('followed-actor').or(page.getByTestId('followed-name')));

  stage.step('the export is a file');
  await page.getByTestId('audit-export').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('export-start').click();
  if (!(await download).suggestedFilename().endsWith('.csv')) throw new Error('The export is not a table.');
  await shows(page.getByTestId('audit-export-dialog'), t('audit.exported'));
  await page.keyboard.press('Escape');

  stage.step('the walk over the chain');
  await page.getByRole('link', { name: t('audit.chain'), exact: true }).click();
  await seen(page.getByTestId('chain-anchor'));
  await page.getByTestId('chain-start').click();
  await shows(page.getByTestId('chain-result'), t('chain.sound'), 20_000);
  await shows(page.getByTestId('chain-walks'), t('chain.state.sound'));
  await page.getByRole('link', { name: t('audit.overview'), exact: true }).click();
  await seen(page.getByTestId('overview-hours'));
}
