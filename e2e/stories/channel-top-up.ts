import { balanceShows, phoneOf } from '../actors/phone.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const channelTopUp = [story('a member tops up by WeChat Pay, pays at its page, and sees the balance move; then takes a part back', topsUp)];

async function topsUp(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '郑九', balanceMinor: 1_000 });
  const phone = await phoneOf(stage, member.memberNumber);
  const { page, t } = phone;
  await balanceShows(phone, '10.00');

  stage.step('an amount and a channel; the order waits for the payment');
  await page.getByTestId('act-topUp').click();
  await page.getByTestId('preset-5000').click();
  await page.getByTestId('channel-wechat').check();
  await page.getByTestId('top-up-pay').click();
  await seen(page.locator('[data-testid="top-up-progress"][data-state="pending"]'));
  const link = await page.getByTestId('top-up-page-link').getAttribute('href');

  stage.step('paid at the page of the channel, in another window: the phone shows it by itself');
  const channel = await page.context().newPage();
  await channel.goto(link ?? '');
  await channel.locator('button[value="pay"]').click();
  await seen(page.locator('[data-testid="top-up-progress"][data-state="paid"]'));
  await shows(page.getByTestId('top-up-new-balance'), '60.00');
  await channel.close();
  same('balance in fen', await stage.office.balanceMinor(member), 6_000);

  stage.step('a part goes back to where it came from');
  await page.getByTestId('top-up-finish').click();
  await balanceShows(phone, '60.00');
  await page.getByTestId('tab-me').click();
  await page.getByTestId('me-withdraw').click();
  await page.getByTestId('withdraw-input').fill('20');
  await page.getByTestId('withdraw-send').click();
  await shows(page.getByTestId('withdrawal-row').first(), t('withdrawalState.done'));
  same('balance in fen', await stage.office.balanceMinor(member), 4_000);
}
