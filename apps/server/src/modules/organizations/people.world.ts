import { type Permission, ROLE_NAMES, type Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import {
  appointStaff,
  createDepartment,
  createGrant,
  createIssuer,
  createMerchant,
  createOperator,
  findReadyRole,
  findStaffByUser,
} from './index.ts';

export const START = new Date('2026-09-01T02:00:00Z');
export const minutes = (count: number) => new Date(START.getTime() + count * 60_000);
export const PASSWORD = 'correct horse battery';
export const refusal = (code: string) => ({ code: `organizations.${code}` });

export type StaffActor = Extract<Actor, { kind: 'staff' }>;
export type GrantTerms = Partial<Parameters<typeof createGrant>[1]>;
export type PeopleWorld = Awaited<ReturnType<typeof openPeople>>;

/** An operator with a small tree, a merchant and an issuer, on a clock that each call may move; people are hired and given roles. */
export async function openPeople() {
  const database = await cloneDatabase({ clock: () => START });
  const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, now = START) => database.transaction(actor, { now }, work);
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>, now = START) => as(systemActor('test'), work, now);
  const operator = await asSystem((ctx) => createOperator(ctx, { name: '大学' }));
  const canteen = await asSystem((ctx) => createMerchant(ctx, { name: '食堂', category: 'canteen' }));
  const insurer = await asSystem((ctx) => createIssuer(ctx, { name: '保险公司' }));
  const add = async (name: string, parentId: Id<'department'> | null) =>
    (await asSystem((ctx) => createDepartment(ctx, { organizationId: operator.id, name, parentId }))).id;
  const college = await add('计算机学院', null);
  const lab = await add('实验室', college);
  const dean = await add('校办', null);

  let hired = 0;
  /** A new person with a ready-made role for the whole organisation. */
  const hire = async (role: Role, organization = operator, worksIn: Id<'department'> | null = null): Promise<Id<'staff'>> => {
    hired += 1;
    const person = { name: `员工${hired}`, userName: `staff-${hired}`, password: PASSWORD, organizationId: organization.id };
    return (await asSystem((ctx) => appointStaff(ctx, { ...person, role, worksIn }))).id;
  };
  /** Who the person is at an instant, as the next request would find it. */
  const actorOf = (staffId: Id<'staff'>, now = START): Promise<StaffActor | null> =>
    asSystem(async (ctx) => {
      const { rows } = await sql<{ user_id: string }>`select user_id from organizations.staff where id = ${staffId}`.execute(ctx.tx);
      const userId = rows[0]?.user_id ?? '';
      const found = await findStaffByUser(ctx, userId);
      if (!found) return null;
      const { departmentId, roles: _, ...rest } = found;
      return { kind: 'staff', userId, ...rest, ...(departmentId && { departmentId }) };
    }, now);
  /** A new person, as an actor. */
  const enter = async (role: Role, organization = operator): Promise<StaffActor> => {
    const actor = await actorOf(await hire(role, organization));
    if (!actor) throw new Error('a person who was hired is somebody');
    return actor;
  };
  /** As they are bounded in a route that asks for the permission. */
  const bounded = async (staffId: Id<'staff'>, permission: Permission): Promise<Actor> => {
    const actor = await actorOf(staffId);
    if (!actor) throw new Error('a person who was hired is somebody');
    const departments = actor.departmentsOf?.get(permission);
    return departments ? { ...actor, departments } : actor;
  };
  const ready = (key: Role) => asSystem((ctx) => findReadyRole(ctx, key));
  /** Gives a role by its key or its id; answers the grant. */
  const give = async (by: Actor, ...[staffId, role, terms = {}]: [Id<'staff'>, Role | Id<'role'>, GrantTerms?]) => {
    const key = ROLE_NAMES.find((name) => name === role);
    const roleId = key ? await ready(key) : (role as Id<'role'>); // One of the two by the line above.
    const asked = { staffId, roleId, scope: 'organization', departmentId: null, endsAt: null, reason: '', ...terms } as const;
    const { grants } = await as(by, (ctx) => createGrant(ctx, asked));
    const grant = grants.find((one) => one.roleId === roleId);
    if (!grant) throw new Error('a grant that was given is there');
    return grant;
  };
  const admin = await enter('administrator');
  return { database, as, asSystem, operator, canteen, insurer, college, lab, dean, hire, enter, actorOf, bounded, ready, give, admin };
}
