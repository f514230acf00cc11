import type { MERCHANT_CATEGORIES, OrganizationKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import { tellCaches } from '../../platform/cache-news.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { OrganizationsTables } from './tables.ts';

export type MerchantCategory = (typeof MERCHANT_CATEGORIES)[number];
const ORGANIZATION_COLUMNS = ['id', 'kind', 'name', 'category', 'status', 'created_at'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<OrganizationsTables>();

export type OrganizationFilter = {
  /** Only this one, for who is confined to it. */
  id?: Id<'organization'> | undefined;
  q?: string;
  kind?: OrganizationKind;
  status?: 'active' | 'suspended';
  beforeId?: Id<'organization'>;
  limit: number;
};

/** Newest first. `q` is any part of a name: there are hundreds of organizations, not millions. */
export function selectOrganizations(ctx: Ctx, filter: OrganizationFilter) {
  let query = tables(ctx).selectFrom('organizations.organization').select(ORGANIZATION_COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  const { id, q, kind, status, beforeId } = filter;
  if (id !== undefined) query = query.where('id', '=', id);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (status !== undefined) query = query.where('status', '=', status);
  if (q) query = query.where(sql<SqlBool>`position(lower(${q}) in search_name) > 0`);
  return query.execute();
}

export function selectOrganizationsById(ctx: Ctx, ids: readonly Id<'organization'>[]) {
  return tables(ctx).selectFrom('organizations.organization').select(ORGANIZATION_COLUMNS).where('id', 'in', ids).execute();
}

export function lockOrganization(ctx: Ctx, id: Id<'organization'>) {
  return tables(ctx).selectFrom('organizations.organization').select(ORGANIZATION_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Of merchants whose whole name is one of these, whatever the case of its letters. */
export function selectMerchantsCalled(ctx: Ctx, names: readonly string[]) {
  return tables(ctx)
    .selectFrom('organizations.organization')
    .select(['id', 'name'])
    .where('kind', '=', 'merchant')
    .where('search_name', '=', sql<string>`any(${names.map((name) => name.toLowerCase())}::text[])`)
    .execute();
}

/** Undefined when the name is taken. */
export function insertOrganization(ctx: Ctx, row: Insertable<OrganizationsTables['organizations.organization']>) {
  return tables(ctx)
    .insertInto('organizations.organization')
    .values(row)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .returning(ORGANIZATION_COLUMNS)
    .executeTakeFirst();
}

export function selectNameHolder(ctx: Ctx, name: string) {
  return tables(ctx).selectFrom('organizations.organization').select('id').where(sql<SqlBool>`search_name = lower(${name})`).executeTakeFirst();
}

export function updateOrganization(ctx: Ctx, id: Id<'organization'>, change: Updateable<OrganizationsTables['organizations.organization']>) {
  return tables(ctx)
    .updateTable('organizations.organization')
    .set(change)
    .where('id', '=', id)
    .returning(ORGANIZATION_COLUMNS)
    .executeTakeFirstOrThrow();
}

/** Tells every server, when this commits, to forget what it knows of the organization. */
export async function dropCachedOrganization(ctx: Ctx, id: Id<'organization'>): Promise<void> {
  await tellCaches(ctx, 'organization', [id]);
}
