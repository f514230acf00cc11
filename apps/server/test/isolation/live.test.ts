/** What people and devices hear while others act: nothing that names what is foreign to them. */
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { eventually } from '../world.ts';
import { type Caller, callersOf } from './callers.ts';
import { type Ground, type PlantedSide, plantGround } from './ground.ts';

let ground: Ground;
let callers: Caller[];
const stop = new AbortController();

beforeAll(async () => {
  ground = await plantGround();
  callers = await callersOf(ground);
}, 180_000);
afterAll(async () => {
  stop.abort();
  await ground?.close();
});

test('a stream tells its listener of their own side and never of the other', async () => {
  const listeners = callers.filter(({ actor }) => actor.kind !== 'anonymous');
  const heard = await Promise.all(listeners.map((caller) => listen(caller)));
  const socket = await openTill(ground.a.till.token);
  await act(ground.b);
  await act(ground.a);
  await ground.world.settle();
  // The own side comes last, so whoever has heard it has heard all that was to be heard.
  await eventually(async () => {
    for (const [index, caller] of listeners.entries()) {
      if (hearsPayments(caller)) expect(heard[index]?.(), caller.name).toContain('"kind"');
    }
    expect(socket.text()).toContain('"type":"policy"');
  });
  for (const [index, caller] of listeners.entries()) expect(foreignIn(caller, heard[index]?.() ?? ''), caller.name).toEqual([]);
  const till = callers.find(({ actor }) => actor.kind === 'terminal');
  if (till) expect(foreignIn(till, socket.text())).toEqual([]);
  socket.close();
});

test('a stream without a session, or with that of another app, is refused', async () => {
  const { a, world } = ground;
  const open = (app: string, cookie: string) => fetch(`${world.origin}/api/live?app=${app}`, { headers: { cookie } });
  expect((await open('console', a.member.cookie())).status).toBe(401);
  expect((await open('member', a.manager.cookie())).status).toBe(401);
  expect((await open('member', '')).status).toBe(401);
});

/** Everything of a side that others hear of: a sale, a refund, a top-up, a card frozen and thawed, a till renamed. */
async function act(side: PlantedSide): Promise<void> {
  const { admin, world } = ground;
  const paymentId = newId<'payment'>();
  const credential = { kind: 'code' as const, code: await world.payCode(side.member) };
  await side.till.client.payments.charge({ amountMinor: 1_000, credential }, { key: paymentId });
  await world.settle();
  await side.manager.client.payments.refund({ paymentId, amountMinor: 100 }, { key: newId() });
  await admin.client.payments.topUp({ memberId: side.member.memberId, amountMinor: 500 });
  const { items } = await admin.client.cards.listCards({ memberId: side.member.memberId, kind: 'physical', status: 'active' });
  const cardId = items[0]?.id;
  if (!cardId) throw new Error('the member has a card');
  await admin.client.cards.freezeCard({ cardId });
  await admin.client.cards.unfreezeCard({ cardId });
  await admin.client.terminals.updateTerminal({ terminalId: side.till.terminalId, name: `${side === ground.a ? 'till-a' : 'till-b'}-timbuktu` });
}

async function listen(caller: Caller): Promise<() => string> {
  const app = caller.headers['x-tessera-app'];
  const place = caller.headers['x-tessera-for'];
  const response = await fetch(`${ground.world.origin}/api/live${app ? `?app=${app}` : ''}${place ? `&for=${place}` : ''}`, {
    headers: caller.headers,
    signal: stop.signal,
  });
  expect(response.status, caller.name).toBe(200);
  let text = '';
  const read = async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  };
  read().catch(() => undefined); // The test ends the stream.
  return () => text;
}

async function openTill(token: string): Promise<{ text: () => string; close: () => void }> {
  const socket = new WebSocket(`${ground.world.origin.replace('http', 'ws')}/api/terminal/socket`);
  let text = '';
  socket.on('message', (chunk) => (text += String(chunk)));
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(JSON.stringify({ type: 'authenticate', token }));
  await eventually(async () => expect(text).toContain('"type":"ready"'));
  return { text: () => text, close: () => socket.close() };
}

function foreignIn(caller: Caller, text: string): string[] {
  return ground.marks
    .filter(({ group, text: mark }) => caller.foreign.has(group) && text.includes(mark))
    .map(({ group, text: mark }) => `${mark} of ${group}`);
}

/** An issuer's people, and who is bounded to departments, have no news of the desk. */
function hearsPayments({ actor }: Caller): boolean {
  return actor.kind !== 'staff' || (actor.organizationKind !== 'issuer' && (actor.departmentsOf?.size ?? 0) === 0);
}
