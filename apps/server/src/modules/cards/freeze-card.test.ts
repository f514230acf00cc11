import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { checkPayCode, makePayCode, payCodeStep, readPayCode } from '@tessera/rules';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spendingFacts } from '../wallets/index.ts';
import { type Holder, merchantStaff, openWorld, operator, secrets, system, type World } from './cards.world.ts';
import { findCredentials } from './find-credentials.ts';
import { freezeCard } from './freeze-card.ts';
import { freezeOwnCard } from './freeze-own-card.ts';
import { issueCard } from './issue-card.ts';
import { listOwnCards } from './list-own-cards.ts';
import { nodeHmac } from './node-hmac.ts';
import { openPayCode } from './open-pay-code.ts';
import { unfreezeCard } from './unfreeze-card.ts';
import { unfreezeOwnCard } from './unfreeze-own-card.ts';
import { voidCard } from './void-card.ts';

let world: World;
let uids = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

function nextUid(): string {
  uids += 1;
  return `04A1B2C3${uids.toString(16).toUpperCase().padStart(6, '0')}`;
}
const issue = (holder: Holder, uid = nextUid()) => world.as(operator, (ctx) => issueCard(ctx, { memberId: holder.memberId, uid }, secrets));
const credentials = (...shown: Parameters<typeof findCredentials>[1]) => world.as(system, (ctx) => findCredentials(ctx, shown, secrets));
const fenceOf = async (holder: Holder) => (await world.as(system, (ctx) => spendingFacts(ctx, [holder.walletId])))[0]?.fence ?? Number.NaN;

test('a frozen card is known as frozen from the commit on, and its wallet’s fence has risen', async () => {
  const holder = await world.addHolder();
  const uid = nextUid();
  const card = await issue(holder, uid);
  const before = await fenceOf(holder);
  const frozen = await world.as(operator, (ctx) => freezeCard(ctx, { cardId: card.id }));
  expect(frozen).toMatchObject({ id: card.id, status: 'frozen', tail: uid.slice(-4), memberName: '王小明', memberNumber: holder.memberNumber });
  expect(frozen.frozenAt).toBeInstanceOf(Date);
  expect(await credentials({ kind: 'card', uid })).toMatchObject([{ cardId: card.id, walletId: holder.walletId, status: 'frozen' }]);
  expect(await fenceOf(holder)).toBe(before + 1);

  const again = await world.as(operator, (ctx) => freezeCard(ctx, { cardId: card.id }));
  expect(again).toEqual(frozen);
  expect(await fenceOf(holder)).toBe(before + 1);

  const thawed = await world.as(operator, (ctx) => unfreezeCard(ctx, { cardId: card.id }, secrets));
  expect(thawed).toMatchObject({ status: 'active', frozenAt: null, tail: uid.slice(-4) });
  expect(await fenceOf(holder)).toBe(before + 2);
});

test('a freeze that is rolled back leaves card and fence as they were', async () => {
  const holder = await world.addHolder();
  const card = await issue(holder);
  const before = await fenceOf(holder);
  const failed = world.as(operator, async (ctx) => {
    await freezeCard(ctx, { cardId: card.id });
    throw new AppError('request.failed');
  });
  await expect(failed).rejects.toThrow('request.failed');
  expect(await fenceOf(holder)).toBe(before);
});

test('a void card is void for ever', async () => {
  const holder = await world.addHolder();
  const card = await issue(holder);
  const gone = await world.as(operator, (ctx) => voidCard(ctx, { cardId: card.id }));
  expect(gone.status).toBe('void');
  expect(await world.as(operator, (ctx) => voidCard(ctx, { cardId: card.id }))).toEqual(gone);
  await expect(world.as(operator, (ctx) => freezeCard(ctx, { cardId: card.id }))).rejects.toThrow('cards.void');
  await expect(world.as(operator, (ctx) => unfreezeCard(ctx, { cardId: card.id }, secrets))).rejects.toThrow('cards.void');
});

test('a virtual card that was lost and found has a new handle and seed, and the old code is worth nothing', async () => {
  const holder = await world.addHolder();
  const old = await world.as(holder.actor, (ctx) => openPayCode(ctx, secrets));
  await world.as(holder.actor, (ctx) => freezeOwnCard(ctx, { cardId: old.cardId }));
  await expect(world.as(holder.actor, (ctx) => openPayCode(ctx, secrets))).rejects.toThrow('cards.not_active');
  await expect(world.as(operator, (ctx) => unfreezeCard(ctx, { cardId: old.cardId }, secrets))).rejects.toThrow('cards.frozen_by_holder');
  await world.as(operator, (ctx) => freezeCard(ctx, { cardId: old.cardId }));
  expect(await world.as(operator, (ctx) => unfreezeCard(ctx, { cardId: old.cardId }, secrets))).toMatchObject({ status: 'frozen' });
  await expect(world.as(operator, (ctx) => unfreezeCard(ctx, { cardId: old.cardId }, secrets))).rejects.toThrow('cards.frozen_by_holder');
  const found = await world.as(holder.actor, (ctx) => unfreezeOwnCard(ctx, { cardId: old.cardId }, secrets));
  const fresh = await world.as(holder.actor, (ctx) => openPayCode(ctx, secrets));
  expect(fresh.handle).not.toBe(old.handle);
  expect(fresh.seed).not.toBe(old.seed);
  expect(found.tail).toBe(fresh.handle.slice(-4));
  expect(await credentials({ kind: 'code', handle: old.handle }, { kind: 'code', handle: fresh.handle })).toMatchObject([
    null,
    { cardId: old.cardId, status: 'active' },
  ]);
});

test('the phone and the server make the same code from the seed', async () => {
  const holder = await world.addHolder();
  const opened = await world.as(holder.actor, (ctx) => openPayCode(ctx, secrets));
  expect(opened.stepSeconds).toBe(30);
  const atMs = opened.serverTime.getTime();
  const code = makePayCode(nodeHmac, Buffer.from(opened.seed, 'base64'), { handle: opened.handle, step: payCodeStep(atMs), index: 3 });
  const parts = readPayCode(code);
  const [facts] = await credentials({ kind: 'code', handle: parts?.handle ?? '' });
  expect(facts?.seed).toHaveLength(32);
  expect(parts && facts?.seed && checkPayCode(nodeHmac, facts.seed, { parts, atMs })).toEqual({ valid: true, step: payCodeStep(atMs) });
});

test('a member neither sees nor freezes another’s card', async () => {
  const [mine, other] = [await world.addHolder(), await world.addHolder()];
  const card = await issue(other);
  const own = await world.as(mine.actor, (ctx) => listOwnCards(ctx));
  expect(own.items.map((one) => one.memberId)).toEqual([mine.memberId]);
  await expect(world.as(mine.actor, (ctx) => freezeOwnCard(ctx, { cardId: card.id }))).rejects.toThrow('cards.unknown');
  await expect(world.as(mine.actor, (ctx) => unfreezeOwnCard(ctx, { cardId: card.id }, secrets))).rejects.toThrow('cards.unknown');
  await expect(world.as(mine.actor, (ctx) => freezeCard(ctx, { cardId: card.id }))).rejects.toThrow('cards.unknown');
  await expect(world.as(operator, (ctx) => freezeOwnCard(ctx, { cardId: card.id }))).rejects.toThrow('cards.unknown');
  await expect(world.as(operator, (ctx) => freezeCard(ctx, { cardId: newId() }))).rejects.toThrow('cards.unknown');
});

test('staff of a merchant and terminals see no card at all', async () => {
  const holder = await world.addHolder();
  const card = await issue(holder);
  const terminal = { kind: 'terminal' as const, terminalId: newId<'terminal'>(), merchantId: newId<'organization'>(), permissions: new Set<never>() };
  await expect(world.as(merchantStaff, (ctx) => freezeCard(ctx, { cardId: card.id }))).rejects.toThrow('cards.unknown');
  await expect(world.as(terminal, (ctx) => freezeCard(ctx, { cardId: card.id }))).rejects.toThrow('cards.unknown');
});

test('a change of a card is told to open screens, and written down, when it commits', async () => {
  const holder = await world.addHolder();
  const card = await issue(holder);
  const heard: { channel: string; payload: unknown }[] = [];
  const ear = new pg.Client(world.database.appUrl);
  await ear.connect();
  ear.on('notification', ({ channel, payload }) => heard.push({ channel, payload: JSON.parse(payload ?? 'null') }));
  await ear.query('listen tessera_live');
  await world.as(operator, (ctx) => freezeCard(ctx, { cardId: card.id }));
  const event = { kind: 'cards', cardId: card.id };
  const wanted = [
    { channel: 'tessera_live', payload: { topic: `member:${holder.memberId}`, event } },
    { channel: 'tessera_live', payload: { topic: 'operator', event } },
  ];
  await expect.poll(() => heard).toEqual(expect.arrayContaining(wanted));
  await ear.end();
  const { rows } = await world.as(system, (ctx) =>
    sql`select action, before, after from audit.record where target_id = ${card.id} order by id desc limit 1`.execute(ctx.tx),
  );
  expect(rows).toEqual([
    { action: 'cards.freezeCard', before: { status: 'active', tail: card.tail }, after: { status: 'frozen', tail: card.tail, frozenBy: 'staff' } },
  ]);
});
