import { type Permission, ROLE_NAMES, ROLES, type Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import { updateSetting } from '../settings/index.ts';
import { deleteRole } from './delete-role.ts';
import { getStaff } from './get-staff.ts';
import { createRole } from './index.ts';
import { listRoles } from './list-roles.ts';
import { type GrantTerms, minutes, openPeople, refusal } from './people.world.ts';
import { revokeGrant } from './revoke-grant.ts';
import { updateRole } from './update-role.ts';

const world = await openPeople();
const { as, asSystem, canteen, insurer, hire, enter, actorOf, ready, give, admin } = world;
afterAll(() => world.database.close());

describe('ready-made roles', () => {
  it('have a row each, and are what the code says', async () => {
    const { items } = await as(admin, (ctx) => listRoles(ctx, {}));
    const rows = items.filter((item) => item.key !== null);
    expect(rows.map((row) => row.key).sort()).toEqual([...ROLE_NAMES].sort());
    for (const row of rows)
      if (row.key) expect(row).toMatchObject({ organizationKind: ROLES[row.key].organizationKind, permissions: ROLES[row.key].permissions });
  });

  it('cannot be changed or deleted', async () => {
    const roleId = await ready('cashier');
    await expect(as(admin, (ctx) => updateRole(ctx, { roleId, permissions: ['members.read'] }))).rejects.toMatchObject(refusal('role_ready_made'));
    await expect(as(admin, (ctx) => deleteRole(ctx, { roleId }))).rejects.toMatchObject(refusal('role_ready_made'));
    await expect(
      asSystem((ctx) => sql`update organizations.role set deleted_at = now() where id = ${roleId}`.execute(ctx.tx)).then(
        (done) => done.numAffectedRows,
      ),
    ).resolves.toBe(0n);
  });
});

describe('a free role', () => {
  const role = { note: '', needsSecondFactor: false, organizationId: null } as const;
  const make = (actor: Actor, ...[name, permissions, more = {}]: [string, Permission[], object?]) =>
    as(actor, (ctx) => createRole(ctx, { ...role, name, permissions, organizationKind: 'operator', ...more }));

  it('gives what it is made of, and the next request has what was changed', async () => {
    const made = await make(admin, '开卡员', ['members.read', 'cards.write']);
    const staffId = await hire('checker');
    await give(admin, staffId, made.id);
    expect((await actorOf(staffId))?.permissions).toContain('cards.write');
    await as(admin, (ctx) => updateRole(ctx, { roleId: made.id, permissions: ['members.read'] }));
    expect((await actorOf(staffId))?.permissions).not.toContain('cards.write');
  });

  it('holds nothing that the kind of organisation may not hold', async () => {
    const wrong = make(admin, '店长助理', ['ledger.read'], { organizationKind: 'merchant', organizationId: canteen.id });
    await expect(wrong).rejects.toMatchObject(refusal('permission_not_for_kind'));
    await expect(make(admin, '万能', ['self.pay'])).rejects.toMatchObject(refusal('permission_not_for_kind'));
  });

  it('holds nothing that its maker does not hold, neither at first nor later', async () => {
    const maker = await enter('securityAdministrator');
    await expect(make(maker, '越权', ['members.write'])).rejects.toMatchObject(refusal('more_than_own'));
    const made = await make(maker, '安全助理', ['staff.read']);
    const grow = as(maker, (ctx) => updateRole(ctx, { roleId: made.id, permissions: ['staff.read', 'payments.topUp'] }));
    await expect(grow).rejects.toMatchObject(refusal('more_than_own'));
  });

  it('belongs to one organisation, or to all of a kind when the operator made it', async () => {
    const manager = await enter('merchantManager', canteen);
    const other = await enter('issuerManager', insurer);
    const own = await make(manager, '领班', ['terminals.read'], { organizationKind: 'merchant' });
    expect(own.organizationId).toBe(canteen.id);
    const shared = await make(admin, '门店督导', ['payments.read'], { organizationKind: 'merchant' });
    const seen = async (actor: Actor) => (await as(actor, (ctx) => listRoles(ctx, {}))).items.flatMap((item) => item.name ?? []);
    expect(new Set(await seen(manager))).toEqual(new Set(['领班', '门店督导']));
    expect(await seen(other)).toEqual([]);
    await expect(as(manager, (ctx) => updateRole(ctx, { roleId: shared.id, name: '改' }))).rejects.toMatchObject(refusal('role_ready_made'));
    await expect(as(other, (ctx) => updateRole(ctx, { roleId: own.id, name: '改' }))).rejects.toMatchObject(refusal('role_unknown'));
    const elsewhere = make(manager, '别处', ['terminals.read'], { organizationKind: 'issuer', organizationId: insurer.id });
    await expect(elsewhere).rejects.toMatchObject(refusal('unknown'));
    const direct = await as(other, (ctx) => sql`update organizations.role set note = 'x' where id = ${own.id}`.execute(ctx.tx));
    expect(direct.numAffectedRows).toBe(0n);
  });

  it('is deleted when nobody holds it any more, and its name is free again', async () => {
    const made = await make(admin, '临时岗', ['members.read']);
    const staffId = await hire('checker');
    const grant = await give(admin, staffId, made.id);
    await expect(as(admin, (ctx) => deleteRole(ctx, { roleId: made.id }))).rejects.toMatchObject(refusal('role_in_use'));
    await expect(make(admin, '临时岗', ['members.read'])).rejects.toMatchObject(refusal('role_name_taken'));
    await as(admin, (ctx) => revokeGrant(ctx, { grantId: grant.id, reason: '撤岗' }));
    await as(admin, (ctx) => deleteRole(ctx, { roleId: made.id }));
    await make(admin, '临时岗', ['members.read']);
    const past = (await as(admin, (ctx) => getStaff(ctx, { staffId }))).grants.find((one) => one.id === grant.id);
    expect(past).toMatchObject({ roleName: '临时岗', state: 'revoked' });
  });
});

describe('duties', () => {
  const appoint = (staffId: Id<'staff'>, role: Role, terms: GrantTerms = {}) => give(systemActor('test'), staffId, role, terms);

  it('exclude one another in one person at one time', async () => {
    const staffId = await hire('auditor');
    await expect(appoint(staffId, 'administrator')).rejects.toMatchObject(refusal('duties_exclude'));
    await expect(appoint(staffId, 'securityAdministrator')).rejects.toMatchObject(refusal('duties_exclude'));
    await appoint(staffId, 'finance');
    const second = await hire('checker');
    await appoint(second, 'administrator', { endsAt: minutes(60) });
    await expect(appoint(second, 'auditor', { startsAt: minutes(59) })).rejects.toMatchObject(refusal('duties_exclude'));
    await appoint(second, 'auditor', { startsAt: minutes(60) });
  });

  it('are joined by no role, not even by one that somebody holds already', async () => {
    const both = { name: '全能', note: '', organizationKind: 'operator', organizationId: null, needsSecondFactor: false } as const;
    const joined = asSystem((ctx) => createRole(ctx, { ...both, permissions: ['security.write', 'audit.export'] }));
    await expect(joined).rejects.toMatchObject(refusal('duties_exclude'));
    const made = await asSystem((ctx) => createRole(ctx, { ...both, permissions: ['members.read'] }));
    const staffId = await hire('auditor');
    await give(systemActor('test'), staffId, made.id);
    const grow = asSystem((ctx) => updateRole(ctx, { roleId: made.id, permissions: ['members.read', 'security.write'] }));
    await expect(grow).rejects.toMatchObject(refusal('duties_exclude'));
  });

  it('are given to two people at once, not to one twice', async () => {
    const staffId = await hire('checker');
    const answers = await Promise.allSettled([appoint(staffId, 'auditor'), appoint(staffId, 'securityAdministrator')]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('may meet where the installation says so', async () => {
    const security = await enter('securityAdministrator');
    const turn = (value: boolean) => as(security, (ctx) => updateSetting(ctx, { key: 'organizations.dutiesExclude', value }));
    await turn(false);
    const staffId = await hire('auditor');
    await appoint(staffId, 'administrator');
    await turn(true);
    await expect(appoint(await hire('auditor'), 'administrator')).rejects.toMatchObject(refusal('duties_exclude'));
  });

  it('each have a right that the others lack', () => {
    const lacks = (role: Role, permission: Permission) => expect<readonly Permission[]>(ROLES[role].permissions).not.toContain(permission);
    for (const permission of ['security.write', 'audit.export'] as const) lacks('administrator', permission);
    for (const permission of ['settings.write', 'audit.export'] as const) lacks('securityAdministrator', permission);
    for (const permission of ['settings.write', 'security.write'] as const) lacks('auditor', permission);
  });
});
