import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecondFactor } from './standing.ts';
import type { IdentityTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<IdentityTables>();

/** A session with what its user has shown and set up so far. */
export function selectStanding(ctx: Ctx, sessionId: string) {
  return tables(ctx)
    .selectFrom('identity.session as s')
    .innerJoin('identity.user as u', 'u.id', 's.user_id')
    .select(['s.signed_in_by', 's.second_factor_at', 's.created_at', 'u.login', 'u.password_is', 'u.password_set_at'])
    .select(
      sql<SecondFactor[]>`array_remove(array[
        case when exists (select from identity.totp where totp.user_id = u.id and confirmed_at is not null) then 'totp' end,
        case when exists (select from identity.passkey where passkey.user_id = u.id) then 'passkey' end], null)`.as('second_factors'),
    )
    .where('s.id', '=', sessionId)
    .executeTakeFirst();
}

/** The newest first; a person with more devices than this ends them all. */
export function selectSessions(ctx: Ctx, userId: Id<'user'>, limit: number) {
  return tables(ctx)
    .selectFrom('identity.session')
    .select(['id', 'ip_address', 'user_agent', 'signed_in_by', 'created_at', 'updated_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', ctx.now)
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
}

export async function deleteSessions(ctx: Ctx, userId: Id<'user'>): Promise<number> {
  const { numDeletedRows } = await tables(ctx).deleteFrom('identity.session').where('user_id', '=', userId).executeTakeFirst();
  return Number(numDeletedRows);
}

export async function deleteSession(ctx: Ctx, userId: Id<'user'>, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('identity.session')
    .where('user_id', '=', userId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteOtherSessions(ctx: Ctx, userId: Id<'user'>, keptId: string): Promise<number> {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('identity.session')
    .where('user_id', '=', userId)
    .where('id', '<>', keptId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The keyed hash of the CAS ticket that the session began with. */
export async function selectTicketHash(ctx: Ctx, sessionId: string): Promise<string | null> {
  const row = await tables(ctx).selectFrom('identity.session').select('ticket_hash').where('id', '=', sessionId).executeTakeFirst();
  return row?.ticket_hash ?? null;
}

/** Whose session it was that began with this ticket; undefined when there is none. */
export function deleteSessionOfTicket(ctx: Ctx, ticketHash: string) {
  return tables(ctx).deleteFrom('identity.session').where('ticket_hash', '=', ticketHash).returning('user_id').executeTakeFirst();
}

/** False when the session was not seen since `idleSince`, or has ended. */
export async function touchSession(ctx: Ctx, sessionId: string, idleSince: Date): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('identity.session')
    .set({ updated_at: ctx.now })
    .where('id', '=', sessionId)
    .where('updated_at', '>', idleSince)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
