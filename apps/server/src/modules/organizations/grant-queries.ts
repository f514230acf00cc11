import type { Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { OrganizationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<OrganizationsTables>();

export type GrantRow = Selectable<OrganizationsTables['organizations.staff_grant']> & {
  role_key: Role | null;
  role_name: string | null;
  role_permissions: string[];
  role_needs_second_factor: boolean;
  department_name: string | null;
};

function grants(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('organizations.staff_grant as held')
    .innerJoin('organizations.role as role', 'role.id', 'held.role_id')
    .leftJoin('organizations.department as department', 'department.id', 'held.department_id')
    .select([
      'held.id',
      'held.staff_id',
      'held.organization_id',
      'held.role_id',
      'held.scope',
      'held.department_id',
      'held.starts_at',
      'held.ends_at',
      'held.reason',
      'held.granted_by_name',
      'held.granted_at',
      'held.began_at',
      'held.ended_at',
      'held.revoked_at',
      'role.key as role_key',
      'role.name as role_name',
      'role.permissions as role_permissions',
      'role.needs_second_factor as role_needs_second_factor',
      'department.name as department_name',
    ]);
}

/** Every grant that there is or was, newest first. */
export function selectGrants(ctx: Ctx, staffIds: readonly Id<'staff'>[]): Promise<GrantRow[]> {
  return grants(ctx).where('held.staff_id', 'in', staffIds).orderBy('held.id', 'desc').execute();
}

/** What is held at the instant of the request: the clock of the program decides, so that nothing is late. */
export function selectGrantsInForce(ctx: Ctx, staffIds: readonly Id<'staff'>[]): Promise<GrantRow[]> {
  return grants(ctx)
    .where('held.staff_id', 'in', staffIds)
    .where('held.revoked_at', 'is', null)
    .where('held.starts_at', '<=', ctx.now)
    .where((or) => or.or([or('held.ends_at', 'is', null), or('held.ends_at', '>', ctx.now)]))
    .orderBy('held.id')
    .execute();
}

/** What is held now or will be, by those people or of that role. */
export function selectLivingGrants(ctx: Ctx, of: { staffIds: readonly Id<'staff'>[] } | { roleId: Id<'role'> }): Promise<GrantRow[]> {
  const query = grants(ctx)
    .where('held.revoked_at', 'is', null)
    .where((or) => or.or([or('held.ends_at', 'is', null), or('held.ends_at', '>', ctx.now)]));
  return ('roleId' in of ? query.where('held.role_id', '=', of.roleId) : query.where('held.staff_id', 'in', of.staffIds)).execute();
}

export function selectGrant(ctx: Ctx, id: Id<'grant'>): Promise<GrantRow | undefined> {
  return grants(ctx).where('held.id', '=', id).executeTakeFirst();
}

export async function insertGrant(ctx: Ctx, row: Insertable<OrganizationsTables['organizations.staff_grant']>): Promise<void> {
  await tables(ctx).insertInto('organizations.staff_grant').values(row).execute();
}

export async function revokeGrants(ctx: Ctx, ids: readonly Id<'grant'>[]): Promise<void> {
  if (ids.length === 0) return;
  await tables(ctx).updateTable('organizations.staff_grant').set({ revoked_at: ctx.now }).where('id', 'in', ids).execute();
}

export type TurnedGrant = Pick<GrantRow, 'id' | 'staff_id' | 'role_id' | 'starts_at' | 'ends_at'>;

/** Marks grants whose time has come as told, each once, however many servers ask. */
export async function markBegun(ctx: Ctx, limit: number): Promise<TurnedGrant[]> {
  const { rows } = await sql<TurnedGrant>`update organizations.staff_grant as held set began_at = ${ctx.now}
    where id in (select id from organizations.staff_grant where began_at is null and revoked_at is null and starts_at <= ${ctx.now}
      order by starts_at limit ${limit} for update skip locked)
    returning id, staff_id, role_id, starts_at, ends_at`.execute(ctx.tx);
  return rows;
}

export async function markEnded(ctx: Ctx, limit: number): Promise<TurnedGrant[]> {
  const { rows } = await sql<TurnedGrant>`update organizations.staff_grant as held set ended_at = ${ctx.now}
    where id in (select id from organizations.staff_grant where ended_at is null and revoked_at is null and ends_at <= ${ctx.now}
      order by ends_at limit ${limit} for update skip locked)
    returning id, staff_id, role_id, starts_at, ends_at`.execute(ctx.tx);
  return rows;
}
