import { openDesk, visit } from '../actors/desk.ts';
import { goTo, phoneOf, setPin, typePin } from '../actors/phone.ts';
import { approved, charge, openTill } from '../actors/till.ts';
import { same, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const giftCards = [story('a member gives a gift card; who gets the link takes it and pays with it at the till before cash', givenAndSpent)];

const PIN = '246813';

async function givenAndSpent(stage: Stage): Promise<void> {
  const giver = await stage.office.member({ name: '秦十四', balanceMinor: 80_00 });
  const taker = await stage.office.member({ name: '许十五', balanceMinor: 10_00 });
  const phone = await phoneOf(stage, giver.memberNumber);
  await setPin(phone, PIN);

  stage.step('bought out of the wallet, with a name and some words, and told as a code and a link');
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-gift-cards').click();
  await phone.page.getByTestId('gift-kind').filter({ hasText: '校园礼品卡' }).click();
  await phone.page.getByTestId('gift-recipientName').fill('十五');
  await phone.page.getByTestId('gift-message').fill('生日快乐');
  await phone.page.getByTestId('gift-next').click();
  await typePin(phone, PIN);
  const code = await phone.page.getByTestId('gift-signs').innerText();
  same('cash of the giver', await stage.office.balanceMinor(giver), 30_00);

  stage.step('the link shows what it is worth, and one tap takes it');
  const receiver = await phoneOf(stage, taker.memberNumber);
  await receiver.page.goto(`/member/gift-card#${code}`);
  await shows(receiver.page.getByTestId('gift-face'), '生日快乐');
  await receiver.page.getByTestId('gift-go-take').click();
  await receiver.page.getByTestId('gift-take').click();
  await shows(receiver.page.getByTestId('held-gift-card'), '50.00');

  stage.step('it pays before cash, and the receipt names it');
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('礼品食堂')) });
  await charge(till, '20.00', taker.cardUid);
  await shows(till.page.getByTestId('result-approved'), '校园礼品卡');
  await approved(till, { amount: '20.00' });
  await shows(receiver.page.getByTestId('held-gift-card'), '30.00');
  same('cash of the taker', await stage.office.balanceMinor(taker), 10_00);

  stage.step('the desk finds the card by its code, with its holder, what is left and what moved');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  await visit(desk, 'nav.giftCards');
  await desk.page.getByTestId('search').fill(code);
  await shows(desk.page.getByTestId('gift-cards-table'), '许十五');
  await desk.page.getByTestId('gift-cards-table').locator('.cell-link').first().click();
  await shows(desk.page.getByTestId('gift-left'), '30.00');
  await shows(desk.page.getByTestId('gift-movement').first(), '−¥20.00');
}
