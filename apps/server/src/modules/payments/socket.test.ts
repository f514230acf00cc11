import type { SocketMessage } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';

let world: World;
let admin: Person;
let till: TillDevice;
let member: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  member = await world.member(admin, { balanceMinor: 50_000 });
  await admin.client.cards.issueCard({ memberId: member.memberId, uid: 'B1B2B3B4' });
});
afterAll(() => world.close());

type Line = {
  send: (message: unknown) => void;
  next: (type?: SocketMessage['type']) => Promise<SocketMessage>;
  closed: Promise<number>;
  close: () => void;
};

/** A till's connection that keeps what it hears until it is asked for. */
async function connect(origin = world.origin): Promise<Line> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/terminal/socket`);
  const heard: SocketMessage[] = [];
  let rouse = () => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(data.toString()));
    rouse();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return {
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    close: () => socket.close(),
    closed,
    async next(type) {
      for (;;) {
        const index = heard.findIndex((message) => type === undefined || message.type === type);
        const [message] = index >= 0 ? heard.splice(index, 1) : [];
        if (message) return message;
        await new Promise<void>((resolve) => {
          rouse = resolve;
        });
      }
    },
  };
}

async function open(): Promise<Line> {
  const line = await connect();
  line.send({ type: 'authenticate', token: till.token });
  expect(await line.next()).toMatchObject({ type: 'ready', terminal: { id: till.terminalId } });
  return line;
}

const swipe = (amountMinor: number, key: string = newId()) => ({ key, amountMinor, credential: { kind: 'card', uid: 'B1B2B3B4' } });

test('a till that is connected charges, and the same key over another door is the same charge', async () => {
  const line = await open();
  const charge = swipe(120);
  line.send({ type: 'charge', id: 7, charge });
  const answered = await line.next('answer');
  expect(answered).toMatchObject({ id: 7, answer: { outcome: 'approved', key: charge.key, amountMinor: 120 } });
  const { key, ...body } = charge;
  const overHttp = await till.client.payments.charge({ amountMinor: body.amountMinor, credential: { kind: 'card', uid: 'B1B2B3B4' } }, { key });
  const bulk = await till.client.payments.chargeBulk({ charges: [charge] });
  expect(overHttp).toMatchObject({ outcome: 'approved', replayed: true });
  expect(bulk.answers).toEqual([overHttp]);
  line.close();
});

test('many charges on one line are each answered under their own number', async () => {
  const line = await open();
  for (let id = 0; id < 40; id += 1) line.send({ type: 'charge', id, charge: swipe(1) });
  const ids = new Set<number>();
  while (ids.size < 40) {
    const message = await line.next('answer');
    if (message.type === 'answer') ids.add(message.id);
  }
  expect(ids.size).toBe(40);
  line.close();
});

test('a charge with a wrong amount or without a key is refused by name, and the line stays open', async () => {
  const line = await open();
  for (const charge of [swipe(0), swipe(1.5), { ...swipe(1), key: 'not a key' }, null, 'text']) {
    line.send({ type: 'charge', id: 1, charge });
    expect(await line.next()).toMatchObject({ type: 'refused', id: 1, code: 'request.invalid' });
  }
  line.send({ type: 'ping' });
  expect(await line.next()).toMatchObject({ type: 'pong' });
  line.close();
});

test.each([
  ['a token that nobody has', { type: 'authenticate', token: 'x'.repeat(43) }, 4401],
  ['a charge before the token', { type: 'charge', id: 1, charge: swipe(1) }, 4401],
  ['no JSON', 'hello', 1008],
  ['a message nobody knows', { type: 'dance' }, 1008],
])('%s ends the line', async (_name, message, code) => {
  const line = await connect();
  line.send(message);
  expect(await line.closed).toBe(code);
});

test('the back office reaches an open till: a message, a new policy, and the end of its rights', async () => {
  const own = await world.till(admin);
  const line = await connect();
  line.send({ type: 'authenticate', token: own.token });
  await line.next('ready');
  await admin.client.terminals.sendTerminalMessage({ terminalId: own.terminalId, text: '请到办公室' });
  expect(await line.next('message')).toMatchObject({ text: '请到办公室' });
  await admin.client.terminals.updateTerminal({ terminalId: own.terminalId, maxAmountMinor: 50 });
  expect(await line.next('policy')).toMatchObject({ terminal: { policy: { maxAmountMinor: 50 } } });
  line.send({ type: 'charge', id: 1, charge: swipe(51) });
  expect(await line.next('answer')).toMatchObject({ answer: { outcome: 'declined', reason: 'over_terminal_limit' } });
  await admin.client.terminals.revokeTerminal({ terminalId: own.terminalId });
  expect(await line.next('revoked')).toEqual({ type: 'revoked' });
  expect(await line.closed).toBe(4403);
});

test('a till hears of a refund that was given in the back office', async () => {
  const line = await open();
  const paid = await till.client.payments.charge({ amountMinor: 90, credential: { kind: 'card', uid: 'B1B2B3B4' } });
  await world.settle();
  await line.next('payments');
  await admin.client.payments.refund({ paymentId: paid.key, amountMinor: 90 });
  expect(await line.next('payments')).toEqual({ type: 'payments' });
  line.close();
});

test('a server process tells the tills of another one', async () => {
  const second = await world.secondApp();
  const origin = await second.http.listen({ port: 0, host: '127.0.0.1' });
  const own = await world.till(admin);
  const line = await connect(origin);
  line.send({ type: 'authenticate', token: own.token });
  await line.next('ready');
  await admin.client.terminals.sendTerminalMessage({ terminalId: own.terminalId, text: '跨进程' });
  expect(await line.next('message')).toMatchObject({ text: '跨进程' });
  await second.stop();
  expect(await line.closed).toBe(1001);
});

test('a bulk request answers each charge on its own, in the order sent', async () => {
  const { answers } = await till.client.payments.chargeBulk({ charges: [swipe(10), { nonsense: true }, swipe(100_001), swipe(20)] });
  expect(answers.map((answer) => answer.outcome)).toEqual(['approved', 'refused', 'declined', 'approved']);
});
