import { newId } from '@tessera/kernel';
import { openDesk, tells } from '../actors/desk.ts';
import { approved, charge, openTill } from '../actors/till.ts';
import { same, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const anonymousCards = [
  story('a visitor gets a card without a name, pays with it, and has it paid out; another becomes a member’s own', lent),
];

async function lent(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '卫十三', balanceMinor: 1_000 });
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'cashier' });
  const { page, t } = desk;
  const sell = async (uid: string, amount: string) => {
    await page.getByTestId('sell-anonymous').first().click();
    await page.getByTestId('card-uid').fill(uid);
    await page.getByTestId('sell-amount').fill(amount);
    await page.getByTestId('sell-submit').click();
    await tells(desk, t('anonymous.soldDone', { tail: uid.slice(-4), amount: '' }).trim());
  };
  const find = async (uid: string) => {
    await page.goto(`/console/cards/anonymous?q=${uid}`);
    await shows(page.getByTestId('anonymous-table'), uid.slice(-4));
  };

  stage.step('handed out against deposit and top-up, and good at every till');
  const uid = newId().slice(-8).toUpperCase();
  await page.goto('/console/cards/anonymous');
  await sell(uid, '30');
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('面馆')) });
  await charge(till, '12.00', uid);
  await approved(till, { amount: '12.00', balance: '18.00' });

  stage.step('brought back: balance and deposit in cash');
  await find(uid);
  await page.getByTestId('anonymous-take-back').click();
  await shows(page.getByTestId('card-total'), '38.00');
  await page.getByTestId('take-back-submit').click();
  await tells(desk, t('anonymous.returnedDone', { tail: uid.slice(-4), amount: '¥38.00' }));

  stage.step('the same chip is handed out again, and kept: it becomes the member’s own');
  await page.goto('/console/cards/anonymous');
  await sell(uid, '25');
  await find(uid);
  await page.getByTestId('anonymous-register').click();
  await page.getByTestId('register-dialog').getByTestId('member-search').fill(member.memberNumber);
  await page.keyboard.press('Enter');
  await page.getByTestId('register-submit').click();
  await tells(desk, t('anonymous.registeredDone', { tail: uid.slice(-4), name: member.name }));
  same('balance in fen', await stage.office.balanceMinor(member), 1_000 + 2_500 + 2_000);
}
