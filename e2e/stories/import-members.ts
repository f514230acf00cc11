import { confirm, openDesk, visit } from '../actors/desk.ts';
import { gone, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const importMembers = [story('a list of students becomes members, looked at first, and is taken back', importsList)];

const LIST = [
  '学号,姓名,人员类型,手机号',
  'IMP0001,新生甲,学生,13922220001',
  'IMP0002,新生乙,学生,',
  'IMP0003,=cmd(),学生,',
  'IMP0001,新生甲,学生,',
].join('\n');

async function importsList(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;
  await visit(desk, 'nav.imports');
  await page.locator('input[type=file]').setInputFiles({ name: '新生名单.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await seen(page.getByTestId('import-mapping'));
  await page.getByTestId('import-check').click();
  await seen(page.getByTestId('import-confirm'));
  await shows(page.getByTestId('import-confirm'), t('imports.confirm', { count: 2 }));
  await shows(page.getByTestId('import-rows'), t('importProblem.formula'));
  await shows(page.getByTestId('import-rows'), t('importProblem.twice_in_file', { row: '2' }));
  await page.getByTestId('import-confirm').click();
  await seen(page.getByTestId('import-undo'));
  await shows(page.getByTestId('import-rows'), t('importDone.new'));
  await page.getByTestId('import-undo').click();
  await confirm(desk);
  await gone(page.getByTestId('import-undo'));
  await shows(page.getByRole('main'), t('imports.undoneWords', { undone: 2, kept: 0 }));
}
