/** Balances of members who have left when their batch is posted: nobody else waits for them, and a person settles each. */
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { setAccountStatus } from '../ledger/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { postOpenings } from './post-openings.ts';

const SYSTEM = systemActor('test');
let world: World;
let admin: Person;
let maker: StaffPerson;
let checker: StaffPerson;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  maker = await world.staff('finance');
  checker = await world.staff('finance');
});
afterAll(() => world?.close());

const balanceOf = async ({ memberId }: MemberPerson) => (await admin.client.wallets.getMemberWallet({ memberId })).balanceMinor;

/** A batch that was approved, with ten yuan for each of these. */
async function approvedBatch(...members: MemberPerson[]) {
  const batchId = newId<'migrationBatch'>();
  const openings = members.map(({ memberId }) => ({ id: newId<'opening'>(), memberId }));
  await world.database.transaction(SYSTEM, {}, async (ctx) => {
    await sql`insert into migration.batch (id, import_id, source, valid_until, state, control_minor, made_by, made_by_name, submitted_by,
        submitted_by_name, decided_by, decided_by_name, decided_at, created_at)
      values (${batchId}, ${newId()}, ${batchId}, '2099-12-31', 'posting', 1000, ${maker.staffId}, 'x', ${maker.staffId}, 'x', ${newId()}, 'y', now(), now())`.execute(
      ctx.tx,
    );
    for (const { id, memberId } of openings) {
      await sql`insert into migration.opening (id, batch_id, source, member_id, amount_minor) values (${id}, ${batchId}, ${batchId}, ${memberId}, 1000)`.execute(
        ctx.tx,
      );
    }
  });
  return { batchId, idOf: (member: MemberPerson): Id<'opening'> => openings.find((one) => one.memberId === member.memberId)?.id ?? newId() };
}

const postBatch = (batchId: Id<'migrationBatch'>) => world.database.transaction(SYSTEM, {}, (ctx) => postOpenings(ctx, { batchId }));

/** As a closure of before left it: an active member with a closed wallet. */
const closeAccountOf = ({ memberId }: MemberPerson) =>
  world.database.transaction(SYSTEM, {}, async (ctx) => {
    const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
    if (wallet) await setAccountStatus(ctx, { account: wallet.accountId, status: 'closed' });
  });

test('a closed wallet stops nobody else; each balance that was left out is posted once its member is back, or settled otherwise', async () => {
  const [here, gone, shut] = [await world.member(admin), await world.member(admin), await world.member(admin)];
  await admin.client.members.closeMembers({ memberIds: [gone.memberId], reason: '毕业' });
  await closeAccountOf(shut);
  const { batchId, idOf } = await approvedBatch(here, gone, shut);
  await postBatch(batchId);
  expect(await balanceOf(here)).toBe(1_000);
  const leftOut = async () => (await checker.client.migration.listOpenings({ migrationBatchId: batchId, state: 'left_out' })).items;
  expect(new Map((await leftOut()).map(({ memberNumber, problem }) => [memberNumber, problem]))).toEqual(
    new Map([
      [gone.memberNumber, 'member_closed'],
      [shut.memberNumber, 'wallet_closed'],
    ]),
  );
  const post = (member: MemberPerson, by: Person = checker) => codeOf(by.client.migration.postOpening({ openingId: idOf(member) }));
  expect(await post(gone)).toBe('migration.still_closed');
  expect(await post(gone, maker)).toBe('migration.needs_another_person');
  await admin.client.members.reopenMembers({ memberIds: [gone.memberId], reason: '复学' });
  expect(await Promise.all([post(gone), post(gone)]).then((codes) => codes.sort())).toEqual(['migration.opening_settled', 'no refusal']);
  expect(await balanceOf(gone)).toBe(1_000);
  const aside = { openingId: idOf(shut), reason: '已付现' };
  expect(await codeOf(maker.client.migration.putOpeningAside(aside))).toBe('migration.needs_another_person');
  expect(await checker.client.migration.putOpeningAside(aside)).toMatchObject({ state: 'refused', problem: null });
  expect(await codeOf(checker.client.migration.putOpeningAside(aside))).toBe('migration.opening_settled');
  expect(await post(shut)).toBe('migration.opening_settled');
  expect([await leftOut(), await balanceOf(shut)]).toEqual([[], 0]);
});

test('whoever is opened again has a wallet that takes money, also one that a closure had closed', async () => {
  const member = await world.member(admin);
  await closeAccountOf(member);
  await admin.client.members.closeMembers({ memberIds: [member.memberId], reason: '毕业' });
  expect(await codeOf(admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 100 }))).not.toBe('no refusal');
  await admin.client.members.reopenMembers({ memberIds: [member.memberId], reason: '读研' });
  expect(await admin.client.wallets.getMemberWallet({ memberId: member.memberId })).toMatchObject({ status: 'active', balanceMinor: 0 });
  const { batchId } = await approvedBatch(member);
  await postBatch(batchId);
  await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 100 });
  expect(await balanceOf(member)).toBe(1_100);
});

test('who may not approve settles nothing, and what is not there is said so', async () => {
  const cashier = await world.staff('cashier');
  const unknown = { openingId: newId<'opening'>() };
  expect(await codeOf(cashier.client.migration.postOpening(unknown))).toBe('request.forbidden');
  expect(await codeOf(cashier.client.migration.listOpenings({ migrationBatchId: newId() }))).toBe('request.forbidden');
  expect(await codeOf(checker.client.migration.postOpening(unknown))).toBe('migration.opening_unknown');
  expect(await codeOf(checker.client.migration.putOpeningAside({ ...unknown, reason: '' }))).toBe('request.invalid');
  expect(await codeOf(checker.client.migration.listOpenings({ migrationBatchId: newId() }))).toBe('migration.unknown');
});
