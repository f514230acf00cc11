import { openDesk, visit } from '../actors/desk.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const reports = [story('the operator opens the reports and goes from a figure down to the payments behind it', drillsDown)];

async function drillsDown(stage: Stage): Promise<void> {
  const { page } = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' }).then(async (desk) => {
    await visit(desk, 'nav.reports');
    return desk;
  });

  stage.step('what was paid, drawn by day and ranked by merchant');
  await shows(page.getByTestId('report-figures'), '净消费');
  await seen(page.getByTestId('report-trend').locator('svg').first());
  const breakdown = page.getByTestId('report-breakdown');
  await seen(breakdown.locator('svg').first());

  stage.step('one merchant alone, by its name in the table');
  await breakdown.getByText('表格', { exact: true }).click();
  await breakdown.getByRole('button', { name: '第一食堂' }).first().click();
  await page.waitForURL(/merchant=/);

  stage.step('down to the payments themselves');
  await page.getByTestId('report-figures').getByRole('link').first().click();
  await page.waitForURL(/\/payments\?.*merchant=/);
  await seen(page.getByTestId('payments-table'));
}
