import { openDesk } from '../actors/desk.ts';
import { goTo, phoneOf } from '../actors/phone.ts';
import { gone, same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const ownData = [
  story('a member reads the notice, chooses, and takes a copy of everything; staff see a number only when they ask', ownRecords),
];

async function ownRecords(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '钱明白', balanceMinor: 0 });
  const phone = await phoneOf(stage, member.memberNumber);
  const { page } = phone;
  await page.getByTestId('notice-open').click();
  await page.getByTestId('read-notice').click();
  await page.getByTestId('choose-messages').click();
  await page.getByTestId('notice-agree').click();
  await gone(page.getByTestId('notice-sheet'));
  await gone(page.getByTestId('notice-card'));

  await goTo(phone, 'me');
  await page.getByTestId('me-privacy').click();
  await seen(page.getByTestId('privacy-page'));
  same('messages are allowed', await page.getByTestId('purpose-messages').getAttribute('aria-checked'), 'true');
  same('statistics are not', await page.getByTestId('purpose-analytics').getAttribute('aria-checked'), 'false');
  await page.getByTestId('export-ask').click();
  await seen(page.getByTestId('export-save'));

  stage.step('staff enter an ID number and see it masked until they ask');
  const desk = await openDesk(stage, { locale: 'en', userName: 'admin' });
  await desk.page.goto(`/console/members/${member.id}`);
  await desk.page.getByTestId('edit-idNumber').click();
  await desk.page.getByTestId('private-value').fill('11010519491231002X');
  await desk.page.getByTestId('private-save').click();
  await shows(desk.page.getByTestId('private-idNumber'), '1*************002X');
  await desk.page.getByTestId('reveal-idNumber').click();
  await shows(desk.page.getByTestId('private-idNumber'), '11010519491231002X');
}
