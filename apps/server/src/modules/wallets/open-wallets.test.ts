import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findWalletsOfMembers } from './find-wallets.ts';
import { getMemberWallet } from './get-member-wallet.ts';
import { getOwnWallet } from './get-own-wallet.ts';
import { openWallets } from './open-wallets.ts';
import { setOwnLimits } from './set-own-limits.ts';
import { spendingFacts } from './spending-facts.ts';
import { memberActor, merchantStaff, openWorld, operator, system, TIME_ZONE, type World } from './wallets.world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

const NOTHING_SHOWN = { shown: false } as const;

async function accountsOf(memberId: string): Promise<number> {
  const counted = await world.as(system, (ctx) =>
    sql<{ count: number }>`select count(*) from ledger.account a join wallets.wallet w on w.id = a.owner where w.member_id = ${memberId}`.execute(
      ctx.tx,
    ),
  );
  return counted.rows[0]?.count ?? 0;
}

test('a new wallet is empty and has the limits that the rules name', async () => {
  const memberId = await world.addWallet();
  const wallet = await world.as(memberActor(memberId), (ctx) => getOwnWallet(ctx, TIME_ZONE));
  expect(wallet).toMatchObject({
    memberId,
    status: 'active',
    balanceMinor: 0,
    heldMinor: 0,
    availableMinor: 0,
    daySpentMinor: 0,
    limits: { transactionLimitMinor: 50_000, dayLimitMinor: 100_000, noPinFloorMinor: 3_000 },
    pin: 'unset',
  });
});

test('opening wallets twice opens one wallet with one purse for each member', async () => {
  const memberIds = [await world.addMember(), await world.addMember()];
  await world.as(system, (ctx) => openWallets(ctx, { memberIds }));
  const [first] = [await world.as(system, (ctx) => findWalletsOfMembers(ctx, memberIds))];
  memberIds.push(await world.addMember());
  await world.as(system, (ctx) => openWallets(ctx, { memberIds: [...memberIds, ...memberIds] }));
  const second = await world.as(system, (ctx) => findWalletsOfMembers(ctx, memberIds));
  expect(second.size).toBe(3);
  for (const [memberId, wallet] of first) expect(second.get(memberId)).toEqual(wallet);
  for (const memberId of memberIds) expect(await accountsOf(memberId)).toBe(1);
});

test('two runs at the same time leave one wallet and no purse without a wallet', async () => {
  const memberIds = [await world.addMember()];
  const orphans = () =>
    world.as(system, (ctx) =>
      sql`select from ledger.account a where kind = 1 and not exists (select from wallets.wallet where account_id = a.id)`.execute(ctx.tx),
    );
  const runs = await Promise.allSettled(Array.from({ length: 4 }, () => world.as(system, (ctx) => openWallets(ctx, { memberIds }))));
  expect(runs.some((run) => run.status === 'fulfilled')).toBe(true);
  expect(await accountsOf(memberIds[0] ?? '')).toBe(1);
  expect((await orphans()).rows).toHaveLength(0);
});

test('lowering a limit acts at once and needs no PIN; the fence rises', async () => {
  const memberId = await world.addWallet();
  const { walletId, accountId } = (await world.as(system, (ctx) => findWalletsOfMembers(ctx, [memberId]))).get(memberId) ?? {};
  if (!walletId) throw new Error('no wallet');
  const [before] = await world.as(system, (ctx) => spendingFacts(ctx, [walletId]));
  const lower = { transactionLimitMinor: toMinor(2_000), dayLimitMinor: toMinor(5_000), noPinFloorMinor: toMinor(0) };
  const wallet = await world.as(memberActor(memberId), (ctx) => setOwnLimits(ctx, { ...lower, proof: NOTHING_SHOWN }, TIME_ZONE));
  expect(wallet.limits).toEqual(lower);
  expect(await world.as(memberActor(memberId), (ctx) => getOwnWallet(ctx, TIME_ZONE))).toEqual(wallet);
  const [after] = await world.as(system, (ctx) => spendingFacts(ctx, [walletId]));
  expect(after).toEqual({ walletId, memberId, accountId, fence: (before?.fence ?? 0) + 1, noPinFloorMinor: 0, pin: 'unset', status: 'active' });
});

test('a member without a PIN cannot raise a limit', async () => {
  const memberId = await world.addWallet();
  const higher = { transactionLimitMinor: toMinor(50_001), dayLimitMinor: toMinor(1), noPinFloorMinor: toMinor(0) };
  const raise = world.as(memberActor(memberId), (ctx) => setOwnLimits(ctx, { ...higher, proof: NOTHING_SHOWN }, TIME_ZONE));
  await expect(raise).rejects.toThrow('wallets.pin_not_set');
});

test('what was spent on an earlier day counts no more today', async () => {
  const memberId = await world.addWallet();
  const spend = (dayOn: string) =>
    world.as(system, (ctx) =>
      sql`update ledger.account set day_spent = 700, day_on = ${dayOn} where owner = (select id from wallets.wallet where member_id = ${memberId})`.execute(
        ctx.tx,
      ),
    );
  const daySpent = () =>
    world.as(memberActor(memberId), async (ctx) => (await getOwnWallet({ ...ctx, now: new Date('2026-03-01T16:00:00Z') }, TIME_ZONE)).daySpentMinor);
  await spend('2026-03-02');
  expect(await daySpent()).toBe(700);
  await spend('2026-03-01');
  expect(await daySpent()).toBe(0);
});

test('a member sees no other wallet, staff of a merchant none, a stranger none; the operator sees all', async () => {
  const [mine, other] = [await world.addWallet(), await world.addWallet()];
  const seen = async (actor: Parameters<World['as']>[0]) =>
    [...(await world.as(actor, (ctx) => findWalletsOfMembers(ctx, [mine, other]))).keys()].sort();
  expect(await seen(memberActor(mine))).toEqual([mine]);
  expect(await seen(merchantStaff)).toEqual([]);
  expect(await seen({ kind: 'anonymous', permissions: new Set() })).toEqual([]);
  expect(await seen({ kind: 'terminal', terminalId: newId(), merchantId: newId(), permissions: new Set() })).toEqual([]);
  expect(await seen(operator)).toEqual([mine, other].sort());
  await expect(world.as(memberActor(mine), (ctx) => getMemberWallet(ctx, { memberId: other }, TIME_ZONE))).rejects.toThrow('wallets.unknown');
  await expect(world.as(operator, (ctx) => getOwnWallet(ctx, TIME_ZONE))).rejects.toThrow('wallets.unknown');
});
