import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMembers } from '../members/index.ts';
import { openWorld, operator, secrets, system, type World } from './cards.world.ts';
import { findCredentials } from './find-credentials.ts';
import { issueCard } from './issue-card.ts';
import { issueVirtualCards } from './issue-virtual-cards.ts';
import { listCards } from './list-cards.ts';
import { voidCard } from './void-card.ts';

const UID = '04A1B2C3D4E5F6';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

const storedCards = (walletIds: readonly string[]) =>
  world.as(system, (ctx) =>
    sql<{
      wallet_id: string;
      handle: string;
    }>`select wallet_id, handle from cards.card where wallet_id = any(${walletIds}) and kind = 'virtual'`.execute(ctx.tx),
  );

test('a UID belongs to one card for ever, also to a void one', async () => {
  const [holder, other] = [await world.addHolder(), await world.addHolder()];
  const card = await world.as(operator, (ctx) => issueCard(ctx, { memberId: holder.memberId, uid: UID }, secrets));
  expect(card).toMatchObject({ kind: 'physical', status: 'active', tail: 'E5F6', memberId: holder.memberId });
  await world.as(operator, (ctx) => voidCard(ctx, { cardId: card.id }));
  const again = world.as(operator, (ctx) => issueCard(ctx, { memberId: other.memberId, uid: UID }, secrets));
  await expect(again).rejects.toThrow('cards.uid_taken');
});

test('twenty counters that issue one UID at once issue one card', async () => {
  const holders = await world.addHolders(20);
  const issued = await Promise.allSettled(
    holders.map((holder) => world.as(operator, (ctx) => issueCard(ctx, { memberId: holder.memberId, uid: 'AABBCCDD' }, secrets))),
  );
  expect(issued.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('nobody gets a card who is no member or has no wallet yet', async () => {
  const issue = (memberId: Parameters<typeof issueCard>[1]['memberId']) =>
    world.as(operator, (ctx) => issueCard(ctx, { memberId, uid: '11223344' }, secrets));
  await expect(issue(newId())).rejects.toThrow('members.unknown');
  const [member] = await world.as(system, (ctx) => addMembers(ctx, [{ memberNumber: 'no-wallet', name: '李四', kind: 'visitor' }], secrets));
  await expect(issue(member?.id ?? newId())).rejects.toThrow('cards.no_wallet');
});

test('each wallet gets one virtual card, however often it is asked for', async () => {
  const holders = await world.addHolders(50);
  const opened = { walletIds: holders.map((one) => one.walletId), memberIds: holders.map((one) => one.memberId) };
  const before = await storedCards(opened.walletIds);
  await Promise.all([1, 2, 3].map(() => world.as(system, (ctx) => issueVirtualCards(ctx, opened, secrets))));
  const after = await storedCards(opened.walletIds);
  expect(after.rows).toHaveLength(50);
  expect(new Set(after.rows.map((row) => row.handle)).size).toBe(50);
  expect(after.rows).toEqual(before.rows);
});

test('neither UID nor seed lies in the table as it is', async () => {
  const holder = await world.addHolder();
  await world.as(operator, (ctx) => issueCard(ctx, { memberId: holder.memberId, uid: '0102030405060708090A' }, secrets));
  const table = await world.as(system, (ctx) =>
    sql`select to_jsonb(card)::text as text from cards.card where member_id = ${holder.memberId}`.execute(ctx.tx),
  );
  expect(JSON.stringify(table.rows)).not.toContain('0102030405060708090A');
  const sealed = await world.as(system, (ctx) =>
    sql<{ seed_sealed: string }>`select seed_sealed from cards.card where member_id = ${holder.memberId} and kind = 'virtual'`.execute(ctx.tx),
  );
  expect(sealed.rows[0]?.seed_sealed).toMatch(/^v1\./);
});

test('credentials are found in the order asked, and an unknown one is null', async () => {
  const [one, two] = [await world.addHolder(), await world.addHolder()];
  await world.as(operator, (ctx) => issueCard(ctx, { memberId: one.memberId, uid: 'CAFEBABE' }, secrets));
  const { rows } = await storedCards([two.walletId]);
  const handle = rows[0]?.handle ?? '';
  const found = await world.as(system, (ctx) =>
    findCredentials(
      ctx,
      [
        { kind: 'code', handle },
        { kind: 'card', uid: 'DEADBEEF' },
        { kind: 'card', uid: 'CAFEBABE' },
        { kind: 'code', handle: 'no digits' },
        { kind: 'code', handle },
      ],
      secrets,
    ),
  );
  expect(found.map((facts) => facts?.walletId ?? null)).toEqual([two.walletId, null, one.walletId, null, two.walletId]);
  expect(found[2]).not.toHaveProperty('seed');
});

test('the list shows the newest first, page by page, and finds a whole UID or a holder by name or number', async () => {
  const holder = await world.addHolder();
  const list = (input: Partial<Parameters<typeof listCards>[1]>) => world.as(operator, (ctx) => listCards(ctx, { limit: 50, ...input }, secrets));
  for (const uid of ['10000001', '10000002', '10000003'])
    await world.as(operator, (ctx) => issueCard(ctx, { memberId: holder.memberId, uid }, secrets));
  const tails: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ memberId: holder.memberId, kind: 'physical', limit: 2, cursor });
    expect(page.items.length).toBeLessThanOrEqual(2);
    tails.push(...page.items.map((card) => card.tail));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(tails).toEqual(['0003', '0002', '0001']);
  expect((await list({ q: '10000002' })).items.map((card) => card.tail)).toEqual(['0002']);
  expect((await list({ q: holder.memberNumber })).items).toHaveLength(4);
  expect((await list({ q: holder.memberNumber, kind: 'virtual' })).items).toHaveLength(1);
  expect((await list({ q: '王小', memberId: holder.memberId, kind: 'physical' })).items).toHaveLength(3);
  expect((await list({ q: 'nobody' })).items).toEqual([]);
  await expect(list({ cursor: 'made up' })).rejects.toThrow('request.invalid');
});
