import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { TicketsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<TicketsTables>();
const KEY = ['id', 'merchant_id', 'number', 'public_key', 'private_sealed', 'created_at', 'accepted_until'] as const;
export type KeyRow = Awaited<ReturnType<typeof selectKeys>>[number];

/** Two who begin at once find one organizer. */
export async function insertOrganizer(ctx: Ctx, row: Insertable<TicketsTables['tickets.organizer']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('tickets.organizer')
    .values(row)
    .onConflict((one) => one.doNothing())
    .returning('merchant_id')
    .executeTakeFirst();
  return added !== undefined;
}

export function selectOrganizer(ctx: Ctx, merchantId: Id<'organization'>) {
  return tables(ctx)
    .selectFrom('tickets.organizer')
    .select(['secret_sealed', 'revocation_number'])
    .where('merchant_id', '=', merchantId)
    .executeTakeFirst();
}

/** Whoever changes an organizer's keys holds this lock. */
export function lockOrganizer(ctx: Ctx, merchantId: Id<'organization'>) {
  return tables(ctx)
    .selectFrom('tickets.organizer')
    .select(['secret_sealed', 'revocation_number'])
    .where('merchant_id', '=', merchantId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The next number of its list; whoever has it holds the organizer's lock to the end of the transaction, so that numbers are seen in order. */
export async function nextRevocation(ctx: Ctx, merchantId: Id<'organization'>): Promise<number> {
  const { revocation_number } = await tables(ctx)
    .updateTable('tickets.organizer')
    .set({ revocation_number: sql`revocation_number + 1` })
    .where('merchant_id', '=', merchantId)
    .returning('revocation_number')
    .executeTakeFirstOrThrow();
  return revocation_number;
}

/** Newest first. */
export function selectKeys(ctx: Ctx, merchantId: Id<'organization'>) {
  return tables(ctx).selectFrom('tickets.organizer_key').select(KEY).where('merchant_id', '=', merchantId).orderBy('number', 'desc').execute();
}

export function selectSigningKey(ctx: Ctx, merchantId: Id<'organization'>): Promise<KeyRow | undefined> {
  return tables(ctx)
    .selectFrom('tickets.organizer_key')
    .select(KEY)
    .where('merchant_id', '=', merchantId)
    .where('accepted_until', 'is', null)
    .executeTakeFirst();
}

export async function insertKey(ctx: Ctx, row: Insertable<TicketsTables['tickets.organizer_key']>): Promise<void> {
  await tables(ctx).insertInto('tickets.organizer_key').values(row).execute();
}

/** Until the last ticket is over that it may have signed. */
export async function endSigning(ctx: Ctx, merchantId: Id<'organization'>): Promise<void> {
  const over = sql<Date>`greatest(${ctx.now}::timestamptz, (select max(valid_until) from tickets.ticket where merchant_id = ${merchantId}))`;
  await tables(ctx)
    .updateTable('tickets.organizer_key')
    .set({ accepted_until: over })
    .where('merchant_id', '=', merchantId)
    .where('accepted_until', 'is', null)
    .execute();
}

export async function selectWithOldKey(ctx: Ctx, before: Date, limit: number): Promise<Id<'organization'>[]> {
  const rows = await tables(ctx)
    .selectFrom('tickets.organizer_key')
    .select('merchant_id')
    .where('accepted_until', 'is', null)
    .where('created_at', '<', before)
    .orderBy('merchant_id')
    .limit(limit)
    .execute();
  return rows.map(({ merchant_id }) => merchant_id);
}
