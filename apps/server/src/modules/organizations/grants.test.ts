import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import { changeStaffStatus } from './change-staff-status.ts';
import { createRole } from './create-role.ts';
import { getStaff } from './get-staff.ts';
import { listStaff } from './list-staff.ts';
import { minutes, openPeople, refusal } from './people.world.ts';
import { revokeGrant } from './revoke-grant.ts';
import { turnGrants } from './turn-grants.ts';
import { updateRole } from './update-role.ts';
import { updateStaff } from './update-staff.ts';

const world = await openPeople();
const { as, asSystem, operator, canteen, college, lab, dean, hire, enter, actorOf, bounded, give, admin } = world;
afterAll(() => world.database.close());

/** What the audit log has of grants that began or ended by themselves. */
const turns = async (staffId: Id<'staff'>) =>
  (
    await asSystem((ctx) =>
      sql<{ action: string }>`select action from audit.record
        where target_id = ${staffId} and action in ('organizations.beginGrant', 'organizations.endGrant') order by at`.execute(ctx.tx),
    )
  ).rows.map((row) => row.action.replace('organizations.', ''));

describe('giving a role', () => {
  it('gives nothing that the giver does not have', async () => {
    const manager = await enter('merchantManager', canteen);
    const colleague = await hire('merchantCashier', canteen);
    await give(manager, colleague, 'merchantManager');
    const outsider = await hire('checker');
    await expect(give(manager, outsider, 'checker')).rejects.toMatchObject(refusal('staff_unknown'));
    const security = await enter('securityAdministrator');
    await expect(give(security, outsider, 'finance')).rejects.toMatchObject(refusal('more_than_own'));
    await expect(give(admin, outsider, 'auditor')).rejects.toMatchObject(refusal('more_than_own'));
  });

  it('gives nobody anything of their own hand', async () => {
    const staffId = await hire('administrator');
    const self = (await actorOf(staffId)) as Actor; // Hired in this line.
    await expect(give(self, staffId, 'finance')).rejects.toMatchObject(refusal('not_on_oneself'));
    await expect(as(self, (ctx) => changeStaffStatus(ctx, { staffId, status: 'left', reason: '试试' }))).rejects.toMatchObject(
      refusal('not_on_oneself'),
    );
    await expect(as(self, (ctx) => updateStaff(ctx, { staffId, departmentId: dean }))).rejects.toMatchObject(refusal('not_on_oneself'));
  });

  it('fits the organisation', async () => {
    const staffId = await hire('merchantCashier', canteen);
    await expect(give(admin, staffId, 'cashier')).rejects.toMatchObject(refusal('role_not_for_kind'));
    const foreign = give(admin, staffId, 'merchantManager', { scope: 'own', departmentId: college });
    await expect(foreign).rejects.toMatchObject(refusal('department_unknown'));
    await expect(give(admin, staffId, 'merchantManager', { scope: 'own' })).rejects.toMatchObject(refusal('grant_department_needed'));
  });

  it('reaches no further than the giver does', async () => {
    const chief = await hire('checker', operator, college);
    await give(admin, chief, 'administrator', { scope: 'subtree' });
    const part = await bounded(chief, 'grants.write');
    const inside = await hire('checker', operator, lab);
    await give(part, inside, 'customerService', { scope: 'own' });
    await expect(give(part, inside, 'customerService')).rejects.toMatchObject(refusal('more_than_own'));
    await expect(give(part, inside, 'customerService', { scope: 'own', departmentId: dean })).rejects.toMatchObject(refusal('more_than_own'));
    await expect(give(part, await hire('checker', operator, dean), 'customerService', { scope: 'own' })).rejects.toMatchObject(
      refusal('staff_unknown'),
    );
  });

  it('lasts no longer than what the giver has', async () => {
    const standIn = await hire('checker');
    await give(admin, standIn, 'administrator', { endsAt: minutes(60), reason: '代班' });
    const actor = (await actorOf(standIn)) as Actor; // Given a role in the line before.
    const accomplice = await hire('checker');
    const longer = { endsAt: minutes(61) };
    await expect(give(actor, accomplice, 'administrator')).rejects.toMatchObject(refusal('more_than_own'));
    await expect(give(actor, accomplice, 'administrator', longer)).rejects.toMatchObject(refusal('more_than_own'));
    await give(actor, accomplice, 'administrator', { endsAt: minutes(60) });
    const role = { name: '自由', note: '', organizationKind: 'operator', organizationId: operator.id, needsSecondFactor: false } as const;
    const { id: roleId } = await as(admin, (ctx) => createRole(ctx, { ...role, permissions: ['members.read'] }));
    const widened = as(actor, (ctx) => updateRole(ctx, { roleId, permissions: ['members.read', 'members.write'] }));
    await expect(widened).rejects.toMatchObject(refusal('more_than_own'));
  });
});

describe('how far a grant reaches', () => {
  it('is the department, that with all below it, or everything; the widest counts', async () => {
    const staffId = await hire('checker', operator, college);
    await give(admin, staffId, 'customerService', { scope: 'own' });
    expect((await actorOf(staffId))?.departmentsOf?.get('wallets.read')).toEqual([college]);
    expect((await actorOf(staffId))?.departmentsOf?.has('members.read'), 'a checker everywhere').toBe(false);
    await give(admin, staffId, 'finance', { scope: 'subtree', departmentId: college });
    expect((await actorOf(staffId))?.departmentsOf?.get('wallets.read')?.toSorted()).toEqual([college, lab].toSorted());
  });

  it('follows the person to another department, unless it is fixed to one', async () => {
    const staffId = await hire('checker', operator, college);
    await give(admin, staffId, 'customerService', { scope: 'own' });
    await give(admin, staffId, 'finance', { scope: 'own', departmentId: lab });
    await as(admin, (ctx) => updateStaff(ctx, { staffId, departmentId: dean }));
    const moved = (await actorOf(staffId))?.departmentsOf;
    expect([moved?.get('members.write'), moved?.get('payments.refund')]).toEqual([[dean], [lab]]);
    await expect(as(admin, (ctx) => updateStaff(ctx, { staffId, departmentId: null }))).rejects.toMatchObject(refusal('grant_department_needed'));
  });

  it('bounds the list of people, in the use case and in the database', async () => {
    const clerk = await hire('checker', operator, college);
    await give(systemActor('test'), clerk, 'securityAdministrator', { scope: 'subtree' });
    const inside = await hire('checker', operator, lab);
    const outside = await hire('checker', operator, dean);
    const actor = await bounded(clerk, 'staff.read');
    const listed = (await as(actor, (ctx) => listStaff(ctx, { limit: 200 }))).items.map((item) => item.id);
    expect(listed).toContain(inside);
    expect(listed).not.toContain(outside);
    await expect(as(actor, (ctx) => getStaff(ctx, { staffId: outside }))).rejects.toMatchObject(refusal('staff_unknown'));
    const { rows } = await as(actor, (ctx) => sql<{ id: string }>`select id from organizations.staff`.execute(ctx.tx));
    expect(rows.map((row) => row.id)).toContain(inside);
    expect(rows.map((row) => row.id)).not.toContain(outside);
    const grants = await as(actor, (ctx) => sql`select from organizations.staff_grant where staff_id = ${outside}`.execute(ctx.tx));
    expect(grants.rows).toHaveLength(0);
    // The control: as if nobody had set the bounds.
    const everything = await as(admin, (ctx) => sql<{ id: string }>`select id from organizations.staff`.execute(ctx.tx));
    expect(everything.rows.map((row) => row.id)).toContain(outside);
  });
});

describe('a temporary grant', () => {
  it('begins and ends to the second, by the clock alone', async () => {
    const staffId = await hire('checker');
    await give(admin, staffId, 'finance', { startsAt: minutes(60), endsAt: minutes(180), reason: '代班' });
    const may = async (at: Date) => (await actorOf(staffId, at))?.permissions.has('payments.refund');
    expect(await may(new Date(minutes(60).getTime() - 1))).toBe(false);
    expect(await may(minutes(60))).toBe(true);
    expect(await may(new Date(minutes(180).getTime() - 1))).toBe(true);
    expect(await may(minutes(180))).toBe(false);
  });

  it('is in the audit log with beginning and end, once each, however often the clock strikes', async () => {
    const staffId = await hire('checker');
    await give(admin, staffId, 'finance', { startsAt: minutes(10), endsAt: minutes(20) });
    for (const at of [5, 10, 10, 15]) await asSystem(turnGrants, minutes(at));
    expect(await turns(staffId)).toEqual(['beginGrant']);
    await Promise.all([20, 20, 20].map((at) => asSystem(turnGrants, minutes(at))));
    await asSystem(turnGrants, minutes(21));
    expect(await turns(staffId)).toEqual(['beginGrant', 'endGrant']);
  });

  it('that is revoked ends at once, and its end is told by the revocation', async () => {
    const staffId = await hire('checker');
    const { id: grantId } = await give(admin, staffId, 'finance', { endsAt: minutes(20) });
    await as(admin, (ctx) => revokeGrant(ctx, { grantId, reason: '提前结束' }));
    expect((await actorOf(staffId))?.permissions.has('payments.refund')).toBe(false);
    await asSystem(turnGrants, minutes(30));
    expect(await turns(staffId)).toEqual(['beginGrant']);
    await expect(as(admin, (ctx) => revokeGrant(ctx, { grantId, reason: '再来一次' }))).rejects.toMatchObject(refusal('grant_over'));
  });

  it('ends after it began, and not in the past', async () => {
    const staffId = await hire('checker');
    const wrong = refusal('grant_window_wrong');
    await expect(give(admin, staffId, 'finance', { startsAt: minutes(20), endsAt: minutes(20) })).rejects.toMatchObject(wrong);
    await expect(give(admin, staffId, 'finance', { startsAt: minutes(-20), endsAt: minutes(-10) })).rejects.toMatchObject(wrong);
  });
});
