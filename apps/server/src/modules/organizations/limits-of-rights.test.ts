import { dutiesOf, type Permission, ROLE_NAMES, ROLES, type Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { afterAll, describe, expect, it } from 'vitest';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import { changeStaffStatus } from './change-staff-status.ts';
import { deleteRole } from './delete-role.ts';
import { endStaffSessions } from './end-staff-sessions.ts';
import { selectLivingGrants } from './grant-queries.ts';
import { createRole, findStaffHolding } from './index.ts';
import { openPeople, refusal, type StaffActor } from './people.world.ts';
import { resetStaffSecondFactors } from './reset-staff-second-factors.ts';
import { revokeGrant } from './revoke-grant.ts';
import { updateRole } from './update-role.ts';
import { updateStaff } from './update-staff.ts';

const world = await openPeople();
const { as, asSystem, operator, college, lab, dean, canteen, hire, enter, actorOf, bounded, give, admin } = world;
afterAll(() => world.database.close());

const SYSTEM = systemActor('test');
let made = 0;

async function makeRole(permissions: Permission[], needsSecondFactor = false): Promise<Id<'role'>> {
  made += 1;
  const role = { name: `Role${made}`, note: '', organizationKind: 'operator', organizationId: operator.id } as const;
  return (await asSystem((ctx) => createRole(ctx, { ...role, permissions, needsSecondFactor }))).id;
}

/** Somebody with a free role of these permissions and nothing else but a checker's. */
async function enterWith(...permissions: Permission[]): Promise<StaffActor & { roleId: Id<'role'> }> {
  const roleId = await makeRole(permissions, true);
  const staffId = await hire('checker');
  await give(SYSTEM, staffId, roleId);
  const actor = await actorOf(staffId);
  if (!actor) throw new Error('a person who was hired is somebody');
  return { ...actor, roleId };
}

describe('a role that somebody holds themselves', () => {
  it('is not theirs to change: not what it may do, not its second factor, not the name that settings know it by', async () => {
    const { roleId, ...actor } = await enterWith('roles.read', 'roles.write', 'members.read', 'cards.read');
    const own = refusal('not_on_oneself');
    const change = (change: object) => as(actor, (ctx) => updateRole(ctx, { roleId, ...change }));
    await expect(change({ needsSecondFactor: false })).rejects.toMatchObject(own);
    await expect(change({ permissions: ['roles.read', 'roles.write'] })).rejects.toMatchObject(own);
    await expect(change({ name: 'Another' })).rejects.toMatchObject(own);
    const scheduled = await makeRole(['members.read'], true);
    await give(SYSTEM, actor.staffId, scheduled, { startsAt: new Date('2027-01-01T00:00:00Z') });
    await expect(as(actor, (ctx) => updateRole(ctx, { roleId: scheduled, needsSecondFactor: false }))).rejects.toMatchObject(own);
    const colleague = await makeRole(['members.read'], true);
    expect(await as(actor, (ctx) => updateRole(ctx, { roleId: colleague, needsSecondFactor: false }))).toMatchObject({ needsSecondFactor: false });
  });
});

describe('a role that may do more than somebody', () => {
  it('is neither changed nor deleted by them, not even made smaller', async () => {
    const { roleId: _, ...actor } = await enterWith('roles.read', 'roles.write', 'members.read');
    const roleId = await makeRole(['members.read', 'wallets.write'], true);
    const more = refusal('more_than_own');
    await expect(as(actor, (ctx) => updateRole(ctx, { roleId, needsSecondFactor: false }))).rejects.toMatchObject(more);
    await expect(as(actor, (ctx) => updateRole(ctx, { roleId, permissions: ['members.read'] }))).rejects.toMatchObject(more);
    await expect(as(actor, (ctx) => deleteRole(ctx, { roleId }))).rejects.toMatchObject(more);
    await as(admin, (ctx) => deleteRole(ctx, { roleId }));
  });
});

describe('somebody who may do more', () => {
  const ACTS = {
    'is not signed out': (by: Actor, staffId: Id<'staff'>) => as(by, (ctx) => endStaffSessions(ctx, { staffId })),
    'does not lose their second factor': (by: Actor, staffId: Id<'staff'>) =>
      as(by, (ctx) => resetStaffSecondFactors(ctx, { staffId, reason: '手机丢失' })),
    'is not suspended': (by: Actor, staffId: Id<'staff'>) =>
      as(by, (ctx) => changeStaffStatus(ctx, { staffId, status: 'suspended', reason: '试试' })),
    'does not lose a role': async (by: Actor, staffId: Id<'staff'>) => {
      const [grant] = await asSystem((ctx) => selectLivingGrants(ctx, { staffIds: [staffId] }));
      return as(by, (ctx) => revokeGrant(ctx, { grantId: grant?.id ?? expect.unreachable(), reason: '试试' }));
    },
  };

  it.each(Object.entries(ACTS))('%s by who may do less, but by who may do as much', async (_, act) => {
    const clerk = await enterWith('staff.read', 'staff.write', 'members.read', 'cards.read');
    const above = refusal('has_more_rights');
    for (const role of ['administrator', 'finance', 'auditor'] satisfies Role[]) {
      await expect(act(clerk, await hire(role)), role).rejects.toMatchObject(above);
    }
    await expect(act(clerk, await hire('checker'))).resolves.toBeDefined();
    await expect(act(admin, await hire('finance'))).resolves.toBeDefined();
    await expect(act(admin, await hire('administrator'))).resolves.toBeDefined();
    await expect(act(admin, await hire('securityAdministrator'))).rejects.toMatchObject(above);
  });

  it.each(Object.entries(ACTS))('%s but by whoever looks after the sign-ins of everybody', async (_, act) => {
    const security = await enter('securityAdministrator');
    for (const role of ['administrator', 'auditor'] satisfies Role[]) await expect(act(security, await hire(role))).resolves.toBeDefined();
    await expect(act(security, await hire('merchantManager', canteen))).resolves.toBeDefined();
  });

  it('is also who will do more, or the same in more departments', async () => {
    const later = await hire('checker', operator, lab);
    await give(SYSTEM, later, 'finance', { startsAt: new Date('2027-01-01T00:00:00Z') });
    const clerk = await enterWith('staff.read', 'staff.write', 'members.read', 'cards.read');
    await expect(ACTS['is not signed out'](clerk, later)).rejects.toMatchObject(refusal('has_more_rights'));

    const chief = await hire('checker', operator, college);
    await give(SYSTEM, chief, 'administrator', { scope: 'subtree' });
    const part = await bounded(chief, 'staff.write');
    const inside = await makeRole(['wallets.read']);
    const [within, wider] = [await hire('checker', operator, lab), await hire('checker', operator, lab)];
    await give(SYSTEM, within, inside, { scope: 'own' });
    await give(SYSTEM, wider, inside);
    await expect(ACTS['is not signed out'](part, within)).resolves.toBeDefined();
    await expect(ACTS['is not signed out'](part, wider)).rejects.toMatchObject(refusal('has_more_rights'));
  });
});

describe('a grant that follows its person', () => {
  it('is moved only to where the mover could give it, and moves nowhere by who could not', async () => {
    const person = await hire('checker', operator, college);
    await give(SYSTEM, person, await makeRole(['members.readSensitive']), { scope: 'subtree' });
    const move = (by: Actor, departmentId: Id<'department'>) => as(by, (ctx) => updateStaff(ctx, { staffId: person, departmentId }));
    const clerk = await enterWith('staff.read', 'staff.write');
    await expect(move(clerk, dean)).rejects.toMatchObject(refusal('more_than_own'));
    expect(await move(admin, dean)).toMatchObject({ departmentId: dean });
    // Who has no such grant is moved by anybody who looks after people.
    const plain = await hire('checker', operator, college);
    expect(await as(clerk, (ctx) => updateStaff(ctx, { staffId: plain, departmentId: dean }))).toMatchObject({ departmentId: dean });
  });
});

describe('an administrator', () => {
  const given = ROLE_NAMES.filter(
    (role) => ROLES[role].organizationKind === 'operator' && dutiesOf(ROLES[role].permissions).every((duty) => duty === 'system'),
  );

  it.each(given)('can make somebody %s', async (role) => {
    await expect(give(admin, await hire('checker', operator, lab), role, { scope: 'organization' })).resolves.toBeDefined();
  });
});

describe('a grant for some departments', () => {
  it('gives what is about departments, and nothing that belongs to the whole house', async () => {
    const staffId = await hire('checker', operator, college);
    await give(admin, staffId, 'administrator', { scope: 'subtree' });
    const actor = await actorOf(staffId);
    expect(actor?.departmentsOf?.get('members.write')?.toSorted()).toEqual([college, lab].toSorted());
    const whole = [
      'settings.read',
      'settings.write',
      'backup.write',
      'audit.read',
      'privacy.write',
      'ledger.read',
      'organizations.write',
      'roles.write',
    ];
    for (const permission of whole) expect([...(actor?.permissions ?? [])], permission).not.toContain(permission);
    // The same role for the whole organization gives them all.
    for (const permission of whole) expect([...admin.permissions], permission).toContain(permission);
  });

  it('is refused where the role would give nothing, and gives no right to be told', async () => {
    const staffId = await hire('checker', operator, college);
    const roleId = await makeRole(['settings.read', 'backup.read']);
    await expect(give(admin, staffId, roleId, { scope: 'own' })).rejects.toMatchObject(refusal('role_not_for_departments'));
    const mixed = await makeRole(['members.read', 'backup.write']);
    await give(admin, staffId, mixed, { scope: 'own' });
    const told = () => asSystem((ctx) => findStaffHolding(ctx, 'backup.write', 100));
    expect(await told()).not.toContain(staffId);
    await give(admin, staffId, mixed);
    expect(await told()).toContain(staffId);
  });
});
