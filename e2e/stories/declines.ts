import { formatDecimal, toMinor } from '../../packages/kernel/src/index.ts';
import { goTo, nextPayCode, paidOnPhone, payCode, phoneOf, reportLoss, setPin } from '../actors/phone.ts';
import { approved, charge, declined, openTill, typePinAtTill } from '../actors/till.ts';
import { gone, same, seen, shows } from '../frame/expect.ts';
import { pause } from '../frame/product.ts';
import { type Stage, story } from '../frame/stage.ts';

const PIN = '204816';
/** The till takes the same code within this time for one customer whose code was read twice. */
const REPEAT_MS = 2_600;

export const declines = [
  story('a code pays once, and the second time the till says why not', usedCode),
  story('a card that was reported lost is refused at once and pays again when it is found', lostCard),
  story('without enough money, or without the PIN above the floor, nothing is paid', fundsAndPin),
];

async function usedCode(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '林一', balanceMinor: 5_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('小吃部')) });
  const phone = await phoneOf(stage, member.memberNumber);
  const code = await payCode(phone);
  await charge(till, '8.00', code);
  await approved(till, { amount: '8.00', balance: '42.00' });
  await paidOnPhone(phone, '8.00');
  await pause(REPEAT_MS);
  await charge(till, '8.00', code);
  await declined(till, till.t('decline.code_spent'));
  await charge(till, '9.00', await nextPayCode(phone, code));
  await approved(till, { amount: '9.00', balance: '33.00' });
  same('balance in fen', await stage.office.balanceMinor(member), 3_300);
}

async function lostCard(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '何二', balanceMinor: 5_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('水果店')) });
  const phone = await phoneOf(stage, member.memberNumber);
  const { page, t } = phone;
  // A frozen card gives no codes, and the phone learns it by this answer.
  stage.watch.expect(/409 from POST \/api\/self\/pay-code/);
  await reportLoss(phone, { physical: true, virtual: true });
  await charge(till, '6.00', member.cardUid);
  await declined(till, till.t('decline.card_frozen'));
  await goTo(phone, 'pay');
  await seen(page.getByTestId('pay-frozen'));
  await shows(page.getByTestId('pay-frozen'), t('pay.frozenWhy'));

  stage.step('the card is found');
  await goTo(phone, 'cards');
  await page.getByTestId('card-physical').getByTestId('unfreeze').click();
  await shows(page.getByTestId('card-physical').getByTestId('card-status'), t('cardStatus.active'));
  await pause(REPEAT_MS);
  await charge(till, '6.00', member.cardUid);
  await approved(till, { amount: '6.00', balance: '44.00' });
  await goTo(phone, 'home');
  await page.getByTestId('home-unfreeze').click();
  await gone(page.getByTestId('home-frozen'));
  await charge(till, '4.00', await payCode(phone));
  await approved(till, { amount: '4.00', balance: '40.00' });
}

async function fundsAndPin(stage: Stage): Promise<void> {
  const poor = await stage.office.member({ name: '钱三', balanceMinor: 500 });
  const rich = await stage.office.member({ name: '富四', balanceMinor: 90_000 });
  // The demo may give something on top of a top-up.
  const leftMinor = toMinor((await stage.office.balanceMinor(rich)) - 30_000);
  const till = await openTill(stage, { locale: 'en', ...(await stage.office.till('书店')) });
  await charge(till, '5.01', poor.cardUid);
  await declined(till, till.t('decline.insufficient_funds'));
  same('balance in fen', await stage.office.balanceMinor(poor), 500);

  stage.step('above the floor a PIN must have been set');
  await charge(till, '300.00', rich.cardUid);
  await declined(till, till.t('decline.pin_not_set'));
  const phone = await phoneOf(stage, rich.memberNumber, { locale: 'en' });
  await setPin(phone, PIN);
  const code = await payCode(phone);
  await charge(till, '300.00', code);
  await typePinAtTill(till, '975310');
  await shows(till.page.getByTestId('pin'), till.t('decline.pin_wrong'));
  await typePinAtTill(till, PIN);
  await approved(till, { amount: '300.00', balance: formatDecimal(leftMinor) });
  await paidOnPhone(phone, '300.00');
  same('balance in fen', await stage.office.balanceMinor(rich), leftMinor);
}
