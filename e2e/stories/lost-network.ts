import type { Page, WebSocketRoute } from 'playwright-core';
import { approved, charge, enterAmount, online, openTill, scan } from '../actors/till.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { pause } from '../frame/product.ts';
import { type Stage, story } from '../frame/stage.ts';

export const lostNetwork = [
  story('a till that loses its line while a sale is on its way asks what became of it and never charges twice', losesLine),
  story('a phone on which the words do not arrive says so in both languages, and begins again', wordsLost),
];

type Fault = 'none' | 'answer is lost' | 'charge is lost' | 'everything is down';

/** The wire between the till and the server, with scissors. */
function createWire() {
  const wire: { fault: Fault } = { fault: 'none' };
  const socket = (till: WebSocketRoute) => {
    if (wire.fault === 'everything is down') return till.close({ code: 1006 });
    const server = till.connectToServer();
    server.onMessage((message) => {
      if (wire.fault === 'none' || !String(message).includes('"type":"answer"')) till.send(message);
    });
    till.onMessage(async (message) => {
      const isCharge = String(message).includes('"type":"charge"');
      if (!isCharge || wire.fault === 'none') return server.send(message);
      if (wire.fault === 'charge is lost') wire.fault = 'none';
      else {
        server.send(message);
        await pause(300);
      }
      await server.close();
      await till.close();
    });
    return undefined;
  };
  const prepare = async (page: Page) => {
    await page.routeWebSocket(/\/api\/terminal\/socket/, socket);
    await page.route('**/api/**', (route) => (wire.fault === 'everything is down' ? route.abort('internetdisconnected') : route.continue()));
  };
  return { wire, prepare };
}

async function losesLine(stage: Stage): Promise<void> {
  stage.watch.expect(/net::ERR_INTERNET_DISCONNECTED/, /WebSocket/);
  const { wire, prepare } = createWire();
  const member = await stage.office.member({ name: '冯十', balanceMinor: 10_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('洗衣房')), prepare });
  const charges = async () => (await stage.office.paymentsOf(member)).filter(({ kind }) => kind === 'charge').length;

  stage.step('the charge arrives, its answer does not');
  wire.fault = 'answer is lost';
  await charge(till, '11.00', member.cardUid);
  await approved(till, { amount: '11.00', balance: '89.00' });
  wire.fault = 'none';
  await online(till);
  same('charges', await charges(), 1);

  stage.step('the charge itself is lost: the server knows nothing of the key, so the same key is sent again');
  await pause(2_600);
  wire.fault = 'charge is lost';
  await charge(till, '12.00', member.cardUid);
  await approved(till, { amount: '12.00', balance: '77.00' });
  await online(till);
  same('charges', await charges(), 2);

  stage.step('the charge arrives and then everything is down for a while');
  await pause(2_600);
  await enterAmount(till, '13.00');
  await till.page.getByTestId('charge').click();
  await seen(till.page.getByTestId('present'));
  wire.fault = 'answer is lost';
  await scan(till, member.cardUid);
  await pause(250);
  wire.fault = 'everything is down';
  await shows(till.page.getByTestId('asking'), till.t('waiting.asking'));
  await pause(1_500);
  wire.fault = 'none';
  await approved(till, { amount: '13.00', balance: '64.00' });
  await online(till);
  same('charges', await charges(), 3);
  same('balance in fen', await stage.office.balanceMinor(member), 6_400);
}

async function wordsLost(stage: Stage): Promise<void> {
  const page = await stage.open({ device: 'phone', name: 'phone', locale: 'zh-CN' });
  const words = /assets\/member-texts/;
  await page.route(words, (route) => route.abort('internetdisconnected'));
  stage.watch.expect(/ERR_INTERNET_DISCONNECTED/, /dynamically imported module/);
  await page.goto('/member/');
  await shows(page.getByTestId('load-failed'), 'Check the network');
  await shows(page.getByTestId('load-failed'), '检查网络');
  await page.unroute(words);
  await page.getByTestId('load-failed').getByRole('button').click();
  await seen(page.getByTestId('sign-in'));
}
