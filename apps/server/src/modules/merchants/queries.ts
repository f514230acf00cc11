import type { ApplicationState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { MerchantsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MerchantsTables>();
type ApplicationTable = MerchantsTables['merchants.application'];

const COLUMNS = [
  'id',
  'company_name',
  'registration_number',
  'category',
  'contact_name',
  'phone_sealed',
  'phone_hash',
  'region',
  'address',
  'note',
  'state',
  'message',
  'revision',
  'uploads',
  'reviewed_by',
  'reviewed_by_name',
  'organization_id',
  'submitted_at',
  'changed_at',
] as const;

const applications = (ctx: Ctx) => tables(ctx).selectFrom('merchants.application').select(COLUMNS);
export type ApplicationRow = Awaited<ReturnType<typeof selectApplications>>[number];
export type DocumentRow = Awaited<ReturnType<typeof selectDocuments>>[number];

export type ApplicationFilter = {
  q?: string | undefined;
  state?: ApplicationState | undefined;
  beforeId?: Id<'application'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectApplications(ctx: Ctx, { q, state, beforeId, limit }: ApplicationFilter) {
  let query = applications(ctx).orderBy('id', 'desc').limit(limit);
  if (q) query = query.where('search_name', 'like', containing(q));
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** Newest first; there are few of one phone. */
export function selectApplicationsOfPhone(ctx: Ctx, phoneHash: string, limit: number): Promise<ApplicationRow[]> {
  return applications(ctx).where('phone_hash', '=', phoneHash).orderBy('id', 'desc').limit(limit).execute();
}

export function selectApplication(ctx: Ctx, applicationId: Id<'application'>): Promise<ApplicationRow | undefined> {
  return applications(ctx).where('id', '=', applicationId).executeTakeFirst();
}

export function selectApplicationsById(ctx: Ctx, ids: readonly Id<'application'>[]) {
  return tables(ctx).selectFrom('merchants.application').select(['id', 'company_name']).where('id', 'in', ids).execute();
}

export function lockApplication(ctx: Ctx, applicationId: Id<'application'>): Promise<ApplicationRow | undefined> {
  return applications(ctx).where('id', '=', applicationId).forNoKeyUpdate().executeTakeFirst();
}

/** What a phone applies for changes one at a time, until the transaction ends. */
export async function lockPhone(ctx: Ctx, phoneHash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('merchants.application ' || ${phoneHash}::text, 0))`.execute(ctx.tx);
}

/** False when this phone has another application under way for the company. */
export async function insertApplication(ctx: Ctx, row: Insertable<ApplicationTable>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('merchants.application')
    .values(row)
    .onConflict((conflict) => conflict.columns(['phone_hash', 'registration_number']).where('state', '<>', 'refused').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Whether this phone has another application under way for a company. */
export async function hasOtherApplication(
  ctx: Ctx,
  of: { phoneHash: string; registrationNumber: string; notId: Id<'application'> },
): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('merchants.application')
    .select('id')
    .where('phone_hash', '=', of.phoneHash)
    .where('registration_number', '=', of.registrationNumber)
    .where('state', '<>', 'refused')
    .where('id', '<>', of.notId)
    .executeTakeFirst();
  return other !== undefined;
}

export async function updateApplication(ctx: Ctx, applicationId: Id<'application'>, change: Updateable<ApplicationTable>): Promise<void> {
  await tables(ctx).updateTable('merchants.application').set(change).where('id', '=', applicationId).execute();
}

/** Without their content, in the order in which they were added. */
export function selectDocuments(ctx: Ctx, applicationIds: readonly Id<'application'>[]) {
  return tables(ctx)
    .selectFrom('merchants.document')
    .select(['id', 'application_id', 'name', 'type', 'bytes', 'added_at'])
    .where((row) => row('application_id', '=', row.fn.any(row.val([...applicationIds]))))
    .orderBy('id')
    .execute();
}

export function selectDocument(ctx: Ctx, of: { applicationId: Id<'application'>; documentId: Id<'document'> }) {
  return tables(ctx)
    .selectFrom('merchants.document')
    .select(['id', 'name', 'type', 'content_sealed'])
    .where('application_id', '=', of.applicationId)
    .where('id', '=', of.documentId)
    .executeTakeFirst();
}

export async function insertDocument(ctx: Ctx, row: Insertable<MerchantsTables['merchants.document']>): Promise<void> {
  await tables(ctx).insertInto('merchants.document').values(row).execute();
}

/** False where there is none. */
export async function deleteDocument(ctx: Ctx, of: { applicationId: Id<'application'>; documentId: Id<'document'> }): Promise<boolean> {
  const gone = await tables(ctx)
    .deleteFrom('merchants.document')
    .where('application_id', '=', of.applicationId)
    .where('id', '=', of.documentId)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** With their papers. Those with a contract, of whatever state, stay. */
export async function deleteIdleApplications(ctx: Ctx, of: { before: Date; limit: number }): Promise<number> {
  const due = await tables(ctx)
    .selectFrom('merchants.application')
    .select('id')
    .where('state', 'in', ['refused', 'incomplete'])
    .where('changed_at', '<', of.before)
    .where((row) =>
      row.not(row.exists(row.selectFrom('merchants.contract').select('id').whereRef('application_id', '=', 'merchants.application.id'))),
    )
    .limit(of.limit)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tables(ctx).deleteFrom('merchants.document').where('application_id', 'in', ids).execute();
  await tables(ctx).deleteFrom('merchants.application').where('id', 'in', ids).execute();
  return ids.length;
}
