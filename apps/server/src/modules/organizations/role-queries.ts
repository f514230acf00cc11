import type { OrganizationKind, Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { RoleRow } from './role.ts';
import type { OrganizationsTables } from './tables.ts';

const ROLE_COLUMNS = [
  'id',
  'key',
  'organization_id',
  'organization_kind',
  'name',
  'note',
  'permissions',
  'needs_second_factor',
  'created_at',
] as const;
/** Roles that a list shows: an organization has a dozen of its own. */
const ROLES_SHOWN_MAX = 1_000;

const tables = (ctx: Ctx) => ctx.tx.withTables<OrganizationsTables>();

/** Ready-made ones first, in the order in which they were made; then free ones. */
export function selectRoles(ctx: Ctx, of?: { organizationId: Id<'organization'>; kind: OrganizationKind }): Promise<RoleRow[]> {
  let query = tables(ctx).selectFrom('organizations.role').select(ROLE_COLUMNS).where('deleted_at', 'is', null);
  if (of) {
    query = query
      .where('organization_kind', '=', of.kind)
      .where((or) => or.or([or('organization_id', 'is', null), or('organization_id', '=', of.organizationId)]));
  }
  return query.orderBy(sql`key is null`).orderBy('id').limit(ROLES_SHOWN_MAX).execute();
}

export function selectRole(ctx: Ctx, id: Id<'role'>): Promise<RoleRow | undefined> {
  return tables(ctx).selectFrom('organizations.role').select(ROLE_COLUMNS).where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
}

export function selectRoleByKey(ctx: Ctx, key: Role): Promise<RoleRow> {
  return tables(ctx).selectFrom('organizations.role').select(ROLE_COLUMNS).where('key', '=', key).executeTakeFirstOrThrow();
}

const ROLES_LOCK = 'organizations.roles';

/**
 * Until the transaction ends nobody else changes, deletes or gives a role. One lock for all roles: whether duties meet in a person hangs on
 * what the person's other roles are, and those may be given or changed at the same moment. Whoever holds it waits for no person's row.
 */
export async function lockRoles(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${ROLES_LOCK}, 0))`.execute(ctx.tx);
}

/** Until the transaction ends no role is changed or deleted; roles are given side by side, to one person one after the other. */
export async function keepRoles(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${ROLES_LOCK}, 0))`.execute(ctx.tx);
}

/** Undefined when the name is taken. */
export function insertRole(ctx: Ctx, row: Insertable<OrganizationsTables['organizations.role']>): Promise<RoleRow | undefined> {
  return tables(ctx)
    .insertInto('organizations.role')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning(ROLE_COLUMNS)
    .executeTakeFirst();
}

/** Whether another role of the same place bears the name, whatever the case of the letters. */
export async function isRoleNameTaken(ctx: Ctx, role: RoleRow, name: string): Promise<boolean> {
  const holder = await tables(ctx)
    .selectFrom('organizations.role')
    .select('id')
    .where('id', '<>', role.id)
    .where('deleted_at', 'is', null)
    .where('organization_kind', '=', role.organization_kind)
    .where(sql<SqlBool>`organization_id is not distinct from ${role.organization_id}`)
    .where(sql<SqlBool>`lower(name) = lower(${name})`)
    .executeTakeFirst();
  return holder !== undefined;
}

export function updateRoleRow(ctx: Ctx, id: Id<'role'>, change: Updateable<OrganizationsTables['organizations.role']>): Promise<RoleRow> {
  return tables(ctx).updateTable('organizations.role').set(change).where('id', '=', id).returning(ROLE_COLUMNS).executeTakeFirstOrThrow();
}

/** How many people hold each role now or will. */
export async function countHolders(ctx: Ctx): Promise<Map<Id<'role'>, number>> {
  const rows = await tables(ctx)
    .selectFrom('organizations.staff_grant as held')
    .innerJoin('organizations.staff as staff', 'staff.id', 'held.staff_id')
    .select((of) => ['held.role_id', of.fn.count<number>('held.staff_id').distinct().as('count')])
    .where('staff.status', '<>', 'left')
    .where('held.revoked_at', 'is', null)
    .where((or) => or.or([or('held.ends_at', 'is', null), or('held.ends_at', '>', ctx.now)]))
    .groupBy('held.role_id')
    .execute();
  return new Map(rows.map((row) => [row.role_id, row.count]));
}
