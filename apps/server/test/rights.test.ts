/** Data rights through HTTP and below it: who is bounded to departments or to an issuer, and rights that begin and end by the clock. */
import { createClient } from '@tessera/contract/client';
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../src/platform/ctx.ts';
import { codeOf, createWorld, eventually, type Person, type StaffPerson, type TillDevice, type World } from './world.ts';

let world: World;
let admin: StaffPerson;
let college: Id<'department'>;
let lab: Id<'department'>;
let dean: Id<'department'>;
let issuerId: Id<'organization'>;

let entered = 0;
async function enter(by: Person, place: { departmentId?: Id<'department'>; issuerId?: Id<'organization'> }): Promise<Id<'member'>> {
  entered += 1;
  return (await by.client.members.createMember({ memberNumber: `D${1000 + entered}`, name: '钱同学', kind: 'student', ...place })).id;
}
const listed = async (by: Person, filter: object = {}) =>
  (await by.client.members.listMembers({ limit: 200, ...filter })).items.map((item) => item.id);

/** A charge of one yuan by a new card. */
async function pay(till: TillDevice, memberId: Id<'member'>): Promise<Id<'payment'>> {
  entered += 1;
  const uid = `AA11${1000 + entered}`;
  await admin.client.cards.issueCard({ memberId, uid }, { key: newId() });
  const key = newId<'payment'>();
  expect(await till.client.payments.charge({ amountMinor: 100, credential: { kind: 'card', uid } }, { key })).toMatchObject({ outcome: 'approved' });
  await world.settle();
  return key;
}

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  college = await world.department('计算机学院');
  lab = await world.department('实验室', { parentId: college });
  dean = await world.department('校办');
  issuerId = await world.issuer();
});
afterAll(() => world.close());

describe('whoever is bounded to departments', () => {
  let clerk: StaffPerson;
  let inside: Id<'member'>;
  let outside: Id<'member'>;
  let nowhere: Id<'member'>;

  beforeAll(async () => {
    clerk = await world.staff('checker');
    const roles = (await admin.client.organizations.getStaff({ staffId: clerk.staffId })).grants;
    await world.grant(clerk, 'customerService', { scope: 'subtree', departmentId: college });
    for (const { id } of roles) await admin.client.organizations.revokeGrant({ grantId: id, reason: '只留部门内的权限' });
    [inside, outside, nowhere] = [await enter(admin, { departmentId: lab }), await enter(admin, { departmentId: dean }), await enter(admin, {})];
  });

  it('lists, reads and changes the members of those, and nobody else', async () => {
    const ids = await listed(clerk);
    expect(ids).toContain(inside);
    expect(ids).not.toContain(outside);
    expect(ids).not.toContain(nowhere);
    expect(await listed(clerk, { departmentId: dean })).toEqual([]);
    expect((await clerk.client.members.getMember({ memberId: inside })).departmentId).toBe(lab);
    for (const memberId of [outside, nowhere]) {
      expect(await codeOf(clerk.client.members.getMember({ memberId }))).toBe('members.unknown');
      expect(await codeOf(clerk.client.members.updateMember({ memberId, name: '改名' }))).toBe('members.unknown');
    }
  });

  it('adds up the payments of those, and nobody else’s', async () => {
    const paid = [await enter(admin, { departmentId: lab }), await enter(admin, { departmentId: dean })];
    for (const memberId of paid) await eventually(() => admin.client.payments.topUp({ memberId, amountMinor: 1_234 }));
    const [bounded, whole] = [await clerk.client.payments.getToday(), await admin.client.payments.getToday()];
    expect(bounded).toMatchObject({ topUpCount: 1, topUpMinor: 1_234 });
    expect(whole).toMatchObject({ topUpCount: 2, topUpMinor: 2_468 });
  });

  it('tops up and gives back to those, and counts where it may not look', async () => {
    const cashier = await world.staff('checker');
    const { id: roleId } = await admin.client.organizations.createRole(
      { name: '学院收银', permissions: ['payments.topUp', 'payments.refund'], organizationKind: 'operator', organizationId: world.operatorId },
      { key: newId() },
    );
    const terms = { scope: 'subtree', departmentId: college, endsAt: null, reason: '窗口' } as const;
    await admin.client.organizations.createGrant({ staffId: cashier.staffId, roleId, ...terms }, { key: newId() });
    const before = await admin.client.payments.getToday();
    const till = await world.till(admin);
    for (const [departmentId, refused] of [
      [lab, 'no refusal'],
      [dean, 'payments.unknown'],
    ] as const) {
      const memberId = await enter(admin, { departmentId });
      await eventually(() => admin.client.payments.topUp({ memberId, amountMinor: 500 }));
      expect(await codeOf(cashier.client.payments.topUp({ memberId, amountMinor: 500 }))).toBe(departmentId === lab ? refused : 'members.unknown');
      const paymentId = await pay(till, memberId);
      expect(await codeOf(cashier.client.payments.refund({ paymentId, amountMinor: 1 }))).toBe(refused);
    }
    expect((await admin.client.payments.getToday()).topUpCount).toBe(before.topUpCount + 3);
  });

  it('enters members there and nowhere else, and moves nobody out', async () => {
    expect(await codeOf(enter(clerk, { departmentId: dean }))).toBe('members.department_unknown');
    expect(await codeOf(enter(clerk, {}))).toBe('members.department_unknown');
    const memberId = await enter(clerk, { departmentId: college });
    expect(await codeOf(clerk.client.members.updateMember({ memberId, departmentId: dean }))).toBe('members.department_unknown');
    expect(await codeOf(clerk.client.members.updateMember({ memberId, departmentId: null }))).toBe('members.department_unknown');
  });

  it('sees the wallets and cards of those members only', async () => {
    const cards = async (memberId: Id<'member'>) => (await clerk.client.cards.listCards({ memberId })).items.length;
    await expect.poll(() => cards(inside)).toBe(1);
    await expect.poll(async () => (await admin.client.cards.listCards({ memberId: outside })).items.length).toBe(1);
    expect(await cards(outside)).toBe(0);
    expect((await clerk.client.wallets.getMemberWallet({ memberId: inside })).memberId).toBe(inside);
    expect(await codeOf(clerk.client.wallets.getMemberWallet({ memberId: outside }))).toBe('wallets.unknown');
  });

  it('decides on the erasure of those members only', async () => {
    const propose = (memberId: Id<'member'>) => admin.client.privacy.proposeErasure({ memberId, reason: '离校' });
    const [mine, foreign] = [await propose(inside), await propose(outside)];
    expect((await clerk.client.privacy.listErasures({ limit: 200 })).items.map(({ id }) => id)).toEqual([mine.id]);
    expect(await codeOf(clerk.client.privacy.confirmErasure({ erasureId: foreign.id }))).toBe('privacy.erasure_unknown');
    expect(await codeOf(clerk.client.privacy.cancelErasure({ erasureId: foreign.id, reason: '误报' }))).toBe('privacy.erasure_unknown');
    expect(await clerk.client.privacy.confirmErasure({ erasureId: mine.id })).toMatchObject({ status: 'waiting' });
    expect(await clerk.client.privacy.cancelErasure({ erasureId: mine.id, reason: '误报' })).toMatchObject({ status: 'cancelled' });
  });

  it('is held to them by the database, which shows everything as soon as nobody says so', async () => {
    const actor: Actor = {
      kind: 'staff',
      userId: '',
      staffId: clerk.staffId,
      name: '',
      organizationId: world.operatorId,
      organizationKind: 'operator',
      permissions: new Set(),
    };
    const seen = async (as: Actor, table: string, column: string) => {
      const { rows } = await world.database.transaction(as, {}, (ctx) =>
        sql<{ id: Id<'member'> }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(ctx.tx),
      );
      return rows.map((row) => row.id);
    };
    for (const [table, column] of [
      ['members.member', 'id'],
      ['wallets.wallet', 'member_id'],
      ['cards.card', 'member_id'],
    ] as const) {
      const bounded = await seen({ ...actor, departments: [college, lab] }, table, column);
      expect(bounded, table).toContain(inside);
      expect(bounded, table).not.toContain(outside);
      expect(await seen(actor, table, column), `${table} unbounded`).toContain(outside);
      expect(await seen({ ...actor, departments: [] }, table, column), `${table} with no department`).toEqual([]);
    }
    const days = (as: Actor) => seen(as, 'payments.day_total', 'business_on');
    expect(await days({ ...actor, departments: [college, lab] }), 'the day of all members').toEqual([]);
    expect((await days(actor)).length).toBeGreaterThan(0);
    const moved = world.database.transaction({ ...actor, departments: [college, lab] }, {}, (ctx) =>
      sql`update members.member set department_id = ${dean} where id = ${inside}`.execute(ctx.tx),
    );
    await expect(moved).rejects.toThrow(/row-level security/);
  });
});

describe('an issuer’s people', () => {
  it('enter and see the issuer’s own members only, whatever they ask for', async () => {
    const manager = await world.staff('issuerManager', issuerId);
    const other = await world.staff('issuerManager', await world.issuer());
    const team = await world.department('华东区', { organizationId: issuerId });
    const mine = await enter(manager, { departmentId: team });
    const theirs = await enter(admin, { issuerId: other.organizationId });
    const ours = await enter(admin, {});
    expect(await listed(manager)).toEqual([mine]);
    expect(await listed(manager, { issuerId: other.organizationId })).toEqual([]);
    for (const memberId of [theirs, ours]) expect(await codeOf(manager.client.members.getMember({ memberId }))).toBe('members.unknown');
    const claimed = await enter(manager, { issuerId: other.organizationId });
    expect((await admin.client.members.getMember({ memberId: claimed })).issuerId).toBe(issuerId);
    expect(await codeOf(enter(manager, { departmentId: dean }))).toBe('members.department_unknown');
    expect(await listed(admin, { issuerId: other.organizationId })).toEqual([theirs]);
    const stolen = world.database.transaction(staffActor(other), {}, (ctx) =>
      sql`update members.member set issuer_id = ${other.organizationId} where id = ${mine}`.execute(ctx.tx),
    );
    expect((await stolen).numAffectedRows).toBe(0n);
  });

  it('are named to their members as who issued the card, and to nobody else', async () => {
    const memberNumber = 'ISS-1';
    await admin.client.members.createMember({ memberNumber, name: '周客户', kind: 'customer', issuerId, phone: '13900000001' });
    const memberId = (await admin.client.members.listMembers({ q: memberNumber })).items[0]?.id;
    const actor: Actor = { kind: 'member', userId: '', memberId: memberId as Id<'member'>, permissions: new Set() }; // Entered above.
    const { rows } = await world.database.transaction(actor, {}, (ctx) =>
      sql<{ kind: string }>`select distinct kind from organizations.organization`.execute(ctx.tx),
    );
    expect(rows.map((row) => row.kind)).not.toContain('issuer');
  });
});

describe('a right for some hours', () => {
  it('begins and ends to the second on every server, for a session that was open all the time', async () => {
    const person = await world.staff('checker');
    const second = await world.secondApp();
    const origin = await second.http.listen({ port: 0, host: '127.0.0.1' });
    const there = createClient({ origin, headers: () => ({ 'x-tessera-app': 'console', cookie: person.cookie() }) });
    const both = async () => Promise.all([codeOf(person.client.ledger.getTrialBalance()), codeOf(there.ledger.getTrialBalance())]);
    const nowMs = world.clock().getTime();
    await admin.client.organizations.createGrant({
      staffId: person.staffId,
      roleId: await roleId('finance'),
      startsAt: new Date(nowMs + 60_000).toISOString(),
      endsAt: new Date(nowMs + 120_000).toISOString(),
      reason: '代班',
    });
    expect(await both()).toEqual(['request.forbidden', 'request.forbidden']);
    world.pass(60);
    expect(await both()).toEqual(['no refusal', 'no refusal']);
    world.pass(60);
    expect(await both()).toEqual(['request.forbidden', 'request.forbidden']);
    await second.stop();
  });

  it('is gone with the person: a suspension ends the open session at once', async () => {
    const person = await world.staff('finance');
    expect(await codeOf(person.client.ledger.getTrialBalance())).toBe('no refusal');
    await admin.client.organizations.changeStaffStatus({ staffId: person.staffId, status: 'suspended', reason: '调查' });
    expect(await codeOf(person.client.ledger.getTrialBalance())).toBe('request.unauthenticated');
    await admin.client.organizations.changeStaffStatus({ staffId: person.staffId, status: 'active', reason: '查清' });
    expect(await codeOf(person.client.ledger.getTrialBalance())).toBe('request.unauthenticated');
  });
});

function staffActor(person: StaffPerson): Actor {
  const { staffId, organizationId } = person;
  return { kind: 'staff', userId: '', staffId, name: '', organizationId, organizationKind: 'issuer', permissions: new Set() };
}

async function roleId(key: string): Promise<Id<'role'>> {
  const { items } = await admin.client.organizations.listRoles({});
  return items.find((item) => item.key === key)?.id as Id<'role'>; // Every ready-made role has a row.
}
