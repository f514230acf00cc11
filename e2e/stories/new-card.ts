import { newId } from '@tessera/kernel';
import { type Desk, openDesk, tells } from '../actors/desk.ts';
import { balanceShows, goTo, type Phone, phoneOf, reportLoss } from '../actors/phone.ts';
import { approved, charge, declined, enterAmount, openTill, type Till } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import type { StoryMember } from '../frame/office.ts';
import { type Stage, story } from '../frame/stage.ts';

const PLACE = '一号窗口，工作日 9:00–17:00';

export const newCard = [
  story('a card is reported lost, refused, made anew for a fee, picked up with a signature, and pays', loses),
  story('with a dead phone an emergency code pays once a day at the till', phoneIsDead),
];

async function loses(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '江十二', balanceMinor: 5_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('面馆')) });
  const phone = await phoneOf(stage, member.memberNumber);
  await reportLoss(phone, { physical: true, virtual: false });
  await charge(till, '6.00', member.cardUid);
  await declined(till, till.t('decline.card_frozen'));

  stage.step('the counter makes sure who it is, and orders');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'cashier' });
  const { page, t } = desk;
  await page.goto(`/console/members/${member.id}`);
  await page.getByTestId('open-desk').click();
  await page.getByTestId('desk-document').fill('学生证');
  await page.getByTestId('desk-check').click();
  await page.getByTestId('desk-reissue').click();
  await shows(page.getByTestId('reissue-form'), '20.00');
  await page.getByTestId('reissue-submit').click();
  await tells(desk, t('reissue.done', { number: '' }).trim());
  await goTo(phone, 'home');
  await balanceShows(phone, '30.00');
  await goTo(phone, 'cards');
  await shows(phone.page.getByTestId('card-order'), phone.t('orders.state.ordered'));
  const uid = newId().slice(-8).toUpperCase();
  await make(desk, { member, uid });
  await shows(phone.page.getByTestId('card-order'), PLACE);

  stage.step('picked up');
  await page.goto(`/console/cards/orders?q=${member.memberNumber}`);
  await page.getByTestId('order-hand-over').click();
  await page.getByTestId('hand-over-submit').click();
  await shows(page.getByTestId('card-orders-table'), t('orders.state.handed_over'));
  await shows(phone.page.getByTestId('card-order'), phone.t('orders.state.handed_over'));
  await charge(till, '6.00', uid);
  await approved(till, { amount: '6.00', balance: '24.00' });
  same('balance in fen', await stage.office.balanceMinor(member), 2_400);
}

/** Through the printer: a batch, its chip numbers, and the word to the holders. */
async function make({ page, t }: Desk, of: { member: StoryMember; uid: string }): Promise<void> {
  await page.goto(`/console/cards/orders?q=${of.member.memberNumber}`);
  const order = page.getByTestId('card-orders-table').locator('tbody tr').filter({ hasText: of.member.memberNumber });
  const number = (await order.locator('td').first().textContent()) ?? '';
  await page.goto('/console/cards/batches');
  await page.getByTestId('create-batch').first().click();
  await page.getByTestId('batch-uids').first().click();
  await page.getByTestId('uids-text').fill(`order,uid\n${number.trim()},${of.uid}`);
  await page.getByTestId('uids-submit').click();
  await seen(page.getByText(t('uidRow.made'), { exact: true }));
  await page.keyboard.press('Escape');
  await page.getByTestId('batch-ready').first().click();
  await page.getByTestId('pick-up-at').fill(PLACE);
  await page.getByTestId('ready-submit').click();
  await shows(page.getByTestId('card-batches-table'), PLACE);
}

async function phoneIsDead(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '白十三', balanceMinor: 5_000 });
  const phone = await phoneOf(stage, member.memberNumber);
  const code = await emergencyCode(phone);
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('早餐车')) });
  await payByEmergency(till, { amount: '7.50', member, code });
  await approved(till, { amount: '7.50', balance: '42.50' });
  await payByEmergency(till, { amount: '1.00', member, code });
  await declined(till, till.t('decline.emergency_used_today'));
  await shows(phone.page.getByTestId('emergency-row'), phone.t('emergency.usedToday'));
  same('balance in fen', await stage.office.balanceMinor(member), 4_250);
}

async function emergencyCode(phone: Phone): Promise<string> {
  await goTo(phone, 'cards');
  const { page } = phone;
  await page.getByTestId('emergency-row').click();
  await page.getByTestId('emergency-make').click();
  const shown = page.getByTestId('emergency-code');
  await seen(shown);
  const code = ((await shown.textContent()) ?? '').replace(/\D/g, '');
  await page.getByTestId('emergency-noted').click();
  return code;
}

async function payByEmergency(till: Till, of: { amount: string; member: StoryMember; code: string }): Promise<void> {
  const { page } = till;
  await enterAmount(till, of.amount);
  await page.getByTestId('charge').click();
  await page.getByTestId('way-member').click();
  await page.getByTestId('key-letters').click();
  await page.getByTestId('member-number').fill(of.member.memberNumber);
  await page.getByTestId('way-emergency').click();
  for (const digit of of.code) await page.getByTestId(`key-${digit}`).click();
  await page.getByTestId('emergency-charge').click();
}
