import { openDesk, visit } from '../actors/desk.ts';
import { phoneOf } from '../actors/phone.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const points = [story('points that are granted at the desk appear on the phone, and the insurer sees only its own programme', grantsPoints)];

async function grantsPoints(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '钱七', balanceMinor: 0 });
  const phone = await phoneOf(stage, member.memberNumber);
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page } = desk;

  stage.step('a grant to one member');
  await visit(desk, 'nav.points');
  await page.getByTestId('points-programmes-table').getByRole('link', { name: '星湖积分' }).click();
  await page.getByTestId('grant-points').click();
  await page.getByTestId('member-search').last().fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('points-amount').fill('1234');
  await page.getByTestId('points-grant-submit').click();
  await shows(page.getByTestId('points-rounds-table'), '1,234');

  stage.step('on the phone by itself, with its last day and its history');
  await shows(phone.page.getByTestId('home-points'), '1,234');
  await phone.page.getByTestId('home-points-programme').first().click();
  await shows(phone.page.getByTestId('points-balance'), '1,234');
  await shows(phone.page.getByTestId('points-history'), '+1,234');

  stage.step('the insurer’s own programme, and none of the house');
  const insurer = await openDesk(stage, { locale: 'zh-CN', userName: 'issuer' });
  await visit(insurer, 'nav.points');
  const table = insurer.page.getByTestId('points-programmes-table');
  await seen(table.getByRole('link', { name: '星湖保险车主积分' }));
  if ((await table.getByRole('link', { name: '星湖积分', exact: true }).count()) > 0) throw new Error('the insurer sees a programme of the house');
  await table.getByRole('link', { name: '星湖保险车主积分' }).click();
  await shows(insurer.page.getByTestId('points-figures'), '2,520');
}
