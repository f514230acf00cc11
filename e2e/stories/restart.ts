import { booksAreSound, openDesk } from '../actors/desk.ts';
import { balanceShows, goTo, paidOnPhone, payCode, phoneOf } from '../actors/phone.ts';
import { approved, charge, linkOf, online, openTill } from '../actors/till.ts';
import { gone, same, seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const restart = [story('a server that is cut off in the middle comes back with every session, balance and record', cutsPower)];

async function cutsPower(stage: Stage): Promise<void> {
  stage.watch.expect(/net::ERR_(?:CONNECTION_|INCOMPLETE_CHUNKED|EMPTY_RESPONSE|NETWORK|SOCKET_NOT_CONNECTED)/, /WebSocket/, /50[0-9] from/);
  const member = await stage.office.member({ name: '陈一一', balanceMinor: 10_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('咖啡角')) });
  const phone = await phoneOf(stage, member.memberNumber);
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await charge(till, '10.00', await payCode(phone));
  await approved(till, { amount: '10.00', balance: '90.00' });
  await paidOnPhone(phone, '10.00');
  await goTo(phone, 'home');

  stage.step('the power is cut');
  await stage.product.kill();
  let startedAt = Date.now();
  try {
    await until('the till sees that the line is gone', async () => (await linkOf(till)) === 'offline');
    await shows(phone.page.getByTestId('offline-line'), phone.t('state.offline'));
    await seen(desk.page.getByTestId('offline'));
    stage.step('and comes back');
  } finally {
    // Whatever was missing: the stories after this one need a server.
    startedAt = Date.now();
    await stage.product.start();
  }
  stage.report(`the server was back after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  await online(till, 20_000);
  await gone(phone.page.getByTestId('offline-line'), 20_000);
  await gone(desk.page.getByTestId('offline'), 20_000);
  same('balance in fen', await stage.office.balanceMinor(member), 9_000);
  await charge(till, '5.00', member.cardUid);
  await approved(till, { amount: '5.00', balance: '85.00' });
  await balanceShows(phone, '85.00');
  await phone.page.reload();
  await balanceShows(phone, '85.00');
  await goTo(phone, 'records');
  for (const amount of ['10.00', '5.00']) await seen(phone.page.getByTestId('payment-row').filter({ hasText: amount }));
  await booksAreSound(desk);
}
