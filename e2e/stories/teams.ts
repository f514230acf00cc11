import { newId } from '../../packages/kernel/src/index.ts';
import { openDesk, tells, visit } from '../actors/desk.ts';
import { seen, shows, showsNo } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const teams = [
  story('a department is added below another and moved by the keyboard’s dialog', buildsTree),
  story('a right for some days is given and taken away, and a colleague cannot give what they lack', givesRole),
  story('an issuer’s manager begins at the issuer’s own members and sees no others', issuerSeesOwn),
];

async function buildsTree(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;
  const name = `竞赛组 ${newId().slice(-5)}`;
  await visit(desk, 'nav.departments');
  await page.getByTestId('department-line').filter({ hasText: '物理学院' }).first().click();
  await page.getByTestId('department-add-below').click();
  await page.getByTestId('department-name').fill(name);
  await page.getByTestId('department-submit').click();
  await shows(page.getByTestId('department-detail'), name);

  stage.step('it is moved to the first place');
  await page.getByTestId('department-move').click();
  await page.getByTestId('move-submit').click();
  await tells(desk, t('departments.moved', { name }));
}

async function givesRole(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'en', userName: 'admin' });
  const { page, t } = desk;
  await visit(desk, 'nav.staff');
  await page.getByRole('link', { name: '吴静' }).click();
  await page.getByTestId('give-role').click();
  await page.getByTestId('grant-role').click();
  await page.keyboard.type(t('role.checker'));
  await page.keyboard.press('Enter');
  await page.getByTestId('grant-reason').fill('Sports day');
  await page.getByTestId('give-submit').click();
  const grant = page
    .getByTestId('staff-grants')
    .getByTestId('grant')
    .filter({ hasText: t('role.checker') });
  await shows(grant, t('grantState.active'));

  stage.step('it is revoked with a reason, which stays');
  await grant.getByTestId('revoke-grant').click();
  await page.getByTestId('reason').fill('Over early');
  await page.getByTestId('reason-submit').click();
  await shows(page.getByTestId('past-grants'), t('grantState.revoked'));

  stage.step('the administrator cannot make somebody an auditor');
  stage.watch.expect(/desk of admin: 403 from POST \/api\/staff\/[^/]+\/grants/);
  await page.getByTestId('give-role').click();
  await page.getByTestId('grant-role').click();
  await page.keyboard.type(t('role.auditor'));
  await page.keyboard.press('Enter');
  await page.getByTestId('give-submit').click();
  await shows(page.getByRole('alert'), t('organizations.more_than_own'));
}

async function issuerSeesOwn(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'issuer' });
  const { page, t } = desk;
  await shows(page.getByRole('heading', { level: 1 }), t('nav.members'));
  await shows(page.getByTestId('members-table'), '郭晓东');
  await showsNo(page.getByTestId('members-table'), '李小雨');
  await visit(desk, 'nav.departments');
  await seen(page.getByTestId('department-line').filter({ hasText: '华东营业部' }));
}
