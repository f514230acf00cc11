import { openDesk } from '../actors/desk.ts';
import { balanceShows, choosePassword, enterPassword, goTo, openPhone } from '../actors/phone.ts';
import { approved, charge, declined, openTill } from '../actors/till.ts';
import { gone, seen, shows } from '../frame/expect.ts';
import { DEMO_PASSWORD } from '../frame/office.ts';
import { type Stage, story } from '../frame/stage.ts';

export const guardians = [
  story('a parent is entered at the desk, bounds what the child spends, and sees nothing once it has ended', looksAfter),
  story('parents of a class are entered from a file, and slips are printed for the rest', invitesAClass),
];

/** What the desk gives out; replaced at the first sign-in. */
const FIRST_PASSWORD = 'given out at the desk';
/** Of the year in which the story is played, a child. */
const BORN = `${new Date().getUTCFullYear() - 12}-03-04`;

async function looksAfter(stage: Stage): Promise<void> {
  const child = await stage.office.member({ name: '小满', balanceMinor: 5_000 });
  const number = `139${String(Date.now()).slice(-8)}`;
  const parentNumber = `G${number.slice(-8)}`;
  await stage.office.client.members.createMember({
    memberNumber: parentNumber,
    name: '满妈妈',
    kind: 'guardian',
    phone: number,
    password: FIRST_PASSWORD,
  });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('亲子食堂')) });

  stage.step('entered at the desk');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await desk.page.goto(`/console/members/${child.id}`);
  await desk.page.getByTestId('link-guardian').click();
  await desk.page.getByTestId('guardian-born-on').fill(BORN);
  await desk.page.getByTestId('guardian-name').fill('满妈妈');
  await desk.page.getByTestId('guardian-phone').fill(number);
  await desk.page.getByTestId('guardian-consent').check();
  await desk.page.getByTestId('link-guardian-submit').click();
  await shows(desk.page.getByTestId('member-guardian'), '满妈妈');

  stage.step('the other purse, under its own name');
  const phone = await openPhone(stage, { locale: 'zh-CN' });
  await enterPassword(phone, parentNumber, FIRST_PASSWORD);
  await choosePassword(phone, DEMO_PASSWORD);
  await balanceShows(phone, '0.00');
  await phone.page.getByTestId(`purse-${child.memberNumber}`).click();
  await shows(phone.page.getByTestId('family-line'), child.name);
  await balanceShows(phone, '50.00');
  await gone(phone.page.getByTestId('tab-pay'));

  stage.step('ten yuan a day, and the till says whose limit it is');
  await phone.page.getByTestId('tab-limits').click();
  await phone.page.getByTestId('child-dayLimitMinor-on').click();
  await phone.page.getByTestId('child-dayLimitMinor-input').fill('10');
  await phone.page.getByTestId('child-limits-save').click();
  await charge(till, '9.00', child.cardUid);
  await approved(till, { amount: '9.00', balance: '41.00' });
  await charge(till, '2.00', child.cardUid);
  await declined(till, till.t('decline.over_guardian_day_limit'));
  await goTo(phone, 'records');
  await shows(phone.page.getByTestId('payment-row').first(), '9.00');

  stage.step('ended at the desk: the purse is gone at once');
  stage.watch.expect(/404 from GET \/api\//);
  await desk.page.getByTestId('member-guardian').getByRole('button').click();
  await desk.page.getByTestId('end-guardianship-reason').fill('家长申请');
  await desk.page.getByTestId('end-guardianship-submit').click();
  await gone(phone.page.getByTestId('family-bar'));
  await goTo(phone, 'home');
  await balanceShows(phone, '0.00');
  await seen(phone.page.getByTestId('home-pay'));
}

async function invitesAClass(stage: Stage): Promise<void> {
  const mark = String(Date.now()).slice(-8);
  const { client } = stage.office;
  const className = `一年级 ${mark}`;
  const { id: departmentId } = await client.organizations.createDepartment({ name: className });
  const pupil = (number: string, name: string) => client.members.createMember({ memberNumber: number, name, kind: 'student', departmentId });
  const [joined, rest] = [await pupil(`K1${mark}`, '周一诺'), await pupil(`K2${mark}`, '吴可')];
  await client.members.setPrivateField({ memberId: rest.id, field: 'birthDate', value: BORN });
  const list = `学号,家长姓名,家长电话,关系,出生日期\n${joined.memberNumber},周建国,138${mark},父亲,${BORN}\n${rest.memberNumber},吴芳,none,母亲,\n`;

  stage.step('a file, looked at row by row and only with consent');
  const { page, t } = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await page.goto('/console/guardians');
  await page.getByTestId('import-guardians').click();
  await page.locator('input[type=file]').setInputFiles({ name: '家长.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByTestId('guardians-consent').check();
  await page.getByTestId('import-check').click();
  await seen(page.getByTestId('import-confirm'));
  await shows(page.getByTestId('import-rows'), t('importProblem.malformed'));
  await page.getByTestId('import-confirm').click();
  await shows(page.getByTestId('import-rows'), t('importDone.new'));

  stage.step('a slip for whoever has no guardian yet');
  await page.goto('/console/guardians');
  await page.getByTestId('invite-by-class').click();
  await page.locator('#class-departments').fill(className);
  await page.locator('.ant-select-tree-title').filter({ hasText: className }).click();
  await shows(page.getByTestId('standing-guarded'), '1');
  await shows(page.getByTestId('standing-none'), '1');
  await page.keyboard.press('Escape');
  await page.getByTestId('class-invite').click();
  await shows(page.getByTestId('invitation-slip'), rest.name);
  await shows(page.getByTestId('invitation-slip'), rest.memberNumber);
}
