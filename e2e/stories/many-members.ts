import { readFile } from 'node:fs/promises';
import { type Desk, openDesk, visit } from '../actors/desk.ts';
import { gone, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const manyMembers = [story('a clerk finds members by pinyin, moves two and takes it back, closes one and exports the list', acts)];

const NEW_PLACE = '计算机学院 2026 级';
const OLD_PLACE = '物理学院 2025 级';

async function acts(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;
  const table = page.getByTestId('members-table');
  await visit(desk, 'nav.members');
  await page.getByTestId('search').fill('lxy');
  await shows(table, '李小雨');
  await gone(table.getByText('王浩然'));

  await page.getByTestId('search').fill('2026000');
  await tick(desk, '王浩然');
  await tick(desk, '赵一鸣');
  await page.getByTestId('bulk-move').click();
  await page.getByTestId('move-department').click();
  await page.locator('.ant-select-tree').getByText(NEW_PLACE).click();
  await page.getByTestId('move-submit').click();
  await shows(page.getByTestId('bulk-said'), t('members.moved', { count: 2 }));
  await shows(table.getByRole('row', { name: /赵一鸣/ }), NEW_PLACE);
  await page.getByTestId('bulk-undo').click();
  await shows(page.getByTestId('bulk-said'), t('members.moveUndone', { count: 2 }));
  await shows(table.getByRole('row', { name: /赵一鸣/ }), OLD_PLACE);

  await turn(desk, 'close');
  await shows(table.getByRole('row', { name: /赵一鸣/ }), t('memberStatus.closed'));
  await exportsList(desk);
  await turn(desk, 'reopen');
  await shows(table.getByRole('row', { name: /赵一鸣/ }), t('memberStatus.active'));
}

async function tick({ page, t }: Desk, name: string): Promise<void> {
  const box = page.getByRole('checkbox', { name: t('members.choose', { name }) });
  await seen(box);
  // By the keyboard: what the pointer hits is the mark over the box.
  await box.focus();
  await page.keyboard.press('Space');
  await seen(page.getByTestId('bulk-bar'));
}

async function turn(desk: Desk, act: 'close' | 'reopen'): Promise<void> {
  const { page, t } = desk;
  await tick(desk, '赵一鸣');
  await page.getByTestId(`bulk-${act}`).click();
  await page.getByTestId('turn-reason').fill(t(`members.${act}Example`));
  await page.getByTestId('turn-submit').click();
  await shows(page.getByTestId('bulk-said'), t(`members.${act}Done`, { count: 1 }));
}

/** What is closed is in it, with the phone masked. */
async function exportsList({ page, t }: Desk): Promise<void> {
  await page.getByTestId('export-members').click();
  const download = page.waitForEvent('download');
  await page.getByText(t('members.export.masked'), { exact: true }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const line = text.split('\r\n').find((one) => one.includes('赵一鸣'));
  if (!line?.includes(t('memberStatus.closed')) || !line.includes('****')) throw new Error(`The list says “${line}”.`);
}
