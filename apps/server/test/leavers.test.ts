/** A closure against what others do meanwhile: who was closed before, two workers, who is forgotten, and a clerk of one department. */
import { randomUUID } from 'node:crypto';
import type { Permission } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginClosure } from '../src/modules/closures/begin-closure.ts';
import { closeWallets } from '../src/modules/closures/close-wallets.ts';
import { startClosureRound } from '../src/modules/closures/decide-closure-round.ts';
import { getClosureRound, listClosures } from '../src/modules/closures/list-closures.ts';
import { SYSTEM } from '../src/modules/funding/funding.world.ts';
import { eraseDue } from '../src/modules/privacy/erase-member.ts';
import { personalRecordsOf } from '../src/personal-records.ts';
import type { Actor, Ctx } from '../src/platform/ctx.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { type ClosuresWorld, createClosuresWorld } from './closures.world.ts';
import { rowsWith } from './reading.ts';
import { codeOf, eventually } from './world.ts';

let world: ClosuresWorld;
beforeAll(async () => {
  world = await createClosuresWorld();
});
afterAll(() => world?.close());

const TIME = { timeout: 90_000 };
const memberOf = (memberId: Parameters<typeof world.admin.client.members.getMember>[0]['memberId']) =>
  world.admin.client.members.getMember({ memberId });

test('taking a closure back opens nobody who was closed before it, and somebody who was not', TIME, async () => {
  const [before, active] = [await world.member(world.admin, { balanceMinor: 30_00 }), await world.member(world.admin, { balanceMinor: 40_00 })];
  await world.admin.client.members.closeMembers({ memberIds: [before.memberId], reason: '休学' });
  for (const [member, status] of [
    [before, 'closed'],
    [active, 'active'],
  ] as const) {
    const row = await world.closeToPayable(member);
    expect(row).toMatchObject({ wasActive: status === 'active' });
    expect(await world.cashier.client.closures.undoClosure({ closureId: row.id })).toMatchObject({ state: 'undone' });
    expect(await memberOf(member.memberId)).toMatchObject({ status });
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: row.ownMinor });
  }
});

test('a round ends only when nobody is left, although a worker dies meanwhile; the control would have ended it', TIME, async () => {
  const member = await world.member(world.admin, { balanceMinor: 10_00 });
  const closureRoundId = await world.look(member);
  const { id: closureId } = await world.closureOf(closureRoundId, 'ready');
  const ask = <Row>(query: ReturnType<typeof sql<Row>>) => world.database.transaction(SYSTEM, {}, async (ctx) => (await query.execute(ctx.tx)).rows);
  await ask(sql`update closures.round set state = 'running' where id = ${closureRoundId}`);
  let [begin, die] = [() => {}, () => {}];
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const first = world.database.transaction(SYSTEM, {}, async (ctx) => {
    await beginClosure(ctx, world.parts, closureId);
    begin();
    await died;
    throw new Error('killed before the commit');
  });
  first.catch(() => undefined);
  await begun;
  const control = await ask(sql`select id from closures.closure where round_id = ${closureRoundId} and state = 'ready' for update skip locked`);
  expect(control).toEqual([]);
  const second = closeWallets(world.database, world.parts, closureRoundId);
  await eventually(async () => {
    const [waiting] = await ask<{ count: number }>(
      sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    );
    expect(waiting?.count).toBeGreaterThan(0);
  });
  expect(await world.stateOf(closureRoundId)).toMatchObject({ state: 'running' });
  die();
  await expect(first).rejects.toThrow('killed');
  await second;
  expect(await world.stateOf(closureRoundId)).toMatchObject({ state: 'done', counts: { ready: 0, payable: 1 } });
});

test(
  'of a leaver who is forgotten no number is left, nor that of a voucher or a bank transfer, which never comes into the audit log',
  TIME,
  async () => {
    const member = await world.member(world.admin, { balanceMinor: 70_00 });
    const [voucher, note] = [`HD-${randomUUID()}`, `FH-${randomUUID()}`];
    await world.finance.client.funding.createWithdrawal({ memberId: member.memberId, amountMinor: 10_00, way: 'cash', reason: '退款' });
    await world.database.transaction(SYSTEM, {}, (ctx) =>
      sql`update funding.withdrawal set note = ${note} where member_id = ${member.memberId}`.execute(ctx.tx),
    );
    const row = await world.closeToPayable(member);
    await world.cashier.client.closures.payClosure({ closureId: row.id, way: 'bank', reference: voucher });
    expect(await rowsWith(world.database, [voucher])).toEqual([`funding.withdrawal: ${voucher}`]);
    await world.admin.client.settings.updateSetting({ key: 'privacy.coolingOffDays', value: 0 });
    const proposed = await world.admin.client.privacy.proposeErasure({ memberId: member.memberId, reason: '离校' });
    const second = await world.staff('administrator');
    await second.client.privacy.confirmErasure({ erasureId: proposed.id });
    const errand = { database: world.database, requestId: 'erase', now: world.clock() };
    await eventually(async () => {
      await eraseDue(personalRecordsOf(createSecretBox(world.keys)), errand);
      expect(await rowsWith(world.database, [member.memberNumber, voucher, note])).toEqual([]);
    });
    const [closure] = await world.rowsOf(row.roundId);
    expect(closure).toMatchObject({ state: 'done', paidMinor: 60_00 });
    expect(closure?.memberNumber).toMatch(/^X-/);
  },
);

test(
  'whoever comes back leaves again with what they have then; opened in the middle of a closure, they are closed by whoever pays',
  TIME,
  async () => {
    const member = await world.member(world.admin, { balanceMinor: 20_00 });
    const { memberId } = member;
    const first = await world.closeToPayable(member);
    await world.admin.client.members.reopenMembers({ memberIds: [memberId], reason: '误办' });
    await world.cashier.client.closures.payClosure({ closureId: first.id, way: 'cash', reference: 'V-8' });
    expect([await memberOf(memberId), await world.wallet(member)]).toMatchObject([{ status: 'closed' }, { status: 'closed' }]);
    await world.admin.client.members.reopenMembers({ memberIds: [memberId], reason: '读研' });
    await world.admin.client.payments.topUp({ memberId, amountMinor: 5_00 });
    const again = await world.closeToPayable(member);
    expect(again).toMatchObject({ ownMinor: 5_00, paidMinor: 0, leftMinor: 5_00 });
    const paid = await world.cashier.client.closures.payClosure({ closureId: again.id, way: 'cash', reference: 'V-9' });
    expect(paid).toMatchObject({ state: 'done', paidMinor: 5_00 });
  },
);

test('a clerk of one department sees and decides nothing of others’ leavers, also where both are in one round', TIME, async () => {
  const { admin } = world;
  const [mine, foreign] = [await world.department('我的学院'), await world.department('别的学院')];
  const [inside, outside] = [await world.member(admin, { balanceMinor: 10_00 }), await world.member(admin, { balanceMinor: 1_500_00 })];
  await admin.client.members.moveMembers({ memberIds: [inside.memberId], departmentId: mine });
  await admin.client.members.moveMembers({ memberIds: [outside.memberId], departmentId: foreign });
  const clerk = await world.staff('checker');
  const { grants } = await admin.client.organizations.getStaff({ staffId: clerk.staffId });
  await world.grant(clerk, 'cashier', { scope: 'subtree', departmentId: mine });
  for (const { id } of grants) await admin.client.organizations.revokeGrant({ grantId: id, reason: '只留部门内的权限' });
  const closureRoundId = await world.look(inside, outside);
  // Closures belong to the whole house: the grant for a department gives none of it …
  expect(await codeOf(clerk.client.closures.listClosures({ closureRoundId }))).toBe('request.forbidden');
  // … and had it, the use cases would still keep to the department.
  const { staffId, organizationId } = clerk;
  const of = { userId: newId(), staffId, name: 'x', organizationId, organizationKind: 'operator', permissions: new Set<Permission>() } as const;
  const actor: Actor = { kind: 'staff', ...of, departments: [mine] };
  const as = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(actor, {}, work);
  expect((await as((ctx) => listClosures(ctx, { closureRoundId, limit: 10 }))).items.map(({ memberNumber }) => memberNumber)).toEqual([
    inside.memberNumber,
  ]);
  // The sum of what is seen is small; that of the round is not, and nobody lets go what they do not see.
  expect(await as((ctx) => getClosureRound(ctx, { closureRoundId }))).toMatchObject({ ownMinor: 10_00, needsApproval: true });
  await expect(as((ctx) => startClosureRound(ctx, { closureRoundId }))).rejects.toMatchObject({ code: 'request.forbidden' });
  expect(await world.stateOf(closureRoundId)).toMatchObject({ state: 'ready' });
});
