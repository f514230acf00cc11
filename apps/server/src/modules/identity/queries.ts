import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { IdentityTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<IdentityTables>();

/** False, with some rows perhaps entered, when a login or a phone was taken: the caller's transaction is to be undone. */
export async function insertUsers(
  ctx: Ctx,
  users: Insertable<IdentityTables['identity.user']>[],
  accounts: Insertable<IdentityTables['identity.account']>[],
): Promise<boolean> {
  const entered = await tables(ctx)
    .insertInto('identity.user')
    .values(users)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (entered.length < users.length) return false;
  await tables(ctx).insertInto('identity.account').values(accounts).execute();
  return true;
}

/** False when there is no such user. */
export async function updatePassword(ctx: Ctx, userId: Id<'user'>, passwordHash: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('identity.account')
    .set({ password: passwordHash, updated_at: ctx.now })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function updateName(ctx: Ctx, userId: Id<'user'>, name: string): Promise<void> {
  await tables(ctx).updateTable('identity.user').set({ name, updated_at: ctx.now }).where('id', '=', userId).execute();
}

export function selectUserByPhone(ctx: Ctx, phoneKey: string) {
  return tables(ctx).selectFrom('identity.user').select('id').where('phone_key', '=', phoneKey).executeTakeFirst();
}

export function selectUserByLogin(ctx: Ctx, login: string) {
  return tables(ctx).selectFrom('identity.user').select('id').where('login', '=', login).executeTakeFirst();
}

export async function deleteSessions(ctx: Ctx, userId: Id<'user'>): Promise<void> {
  await tables(ctx).deleteFrom('identity.session').where('user_id', '=', userId).execute();
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

export type AttemptWindow = { key: string; limit: number; endsAt: Date };

/** Counts one attempt. A new window begins when the old one is over, and again with the attempt that reaches the limit. */
export function countAttempt(ctx: Ctx, { key, limit, endsAt }: AttemptWindow) {
  return tables(ctx)
    .insertInto('identity.attempt')
    .values({ key, count: 1, window_ends_at: endsAt })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql<number>`case when attempt.window_ends_at <= ${ctx.now} then 1 else attempt.count + 1 end`,
        window_ends_at: sql<Date>`case when attempt.window_ends_at <= ${ctx.now} or attempt.count + 1 = ${limit}
          then excluded.window_ends_at else attempt.window_ends_at end`,
      }),
    )
    .returning(['count', 'window_ends_at'])
    .executeTakeFirstOrThrow();
}

export async function deleteAttempts(ctx: Ctx, key: string): Promise<void> {
  await tables(ctx).deleteFrom('identity.attempt').where('key', '=', key).execute();
}

/** Replaces the code that was sent before, if any. */
export async function upsertPhoneCode(ctx: Ctx, row: { phone_key: string; code_hash: string; expires_at: Date }): Promise<void> {
  await tables(ctx)
    .insertInto('identity.phone_code')
    .values(row)
    .onConflict((conflict) => conflict.column('phone_key').doUpdateSet({ ...row, tries: 0 }))
    .execute();
}

/** Counts one try of the live code and locks it; undefined when there is none, it is too old or was tried `triesMax` times. */
export function tryPhoneCode(ctx: Ctx, phoneKey: string, triesMax: number) {
  return tables(ctx)
    .updateTable('identity.phone_code')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('phone_key', '=', phoneKey)
    .where('expires_at', '>', ctx.now)
    .where('tries', '<', triesMax)
    .returning('code_hash')
    .executeTakeFirst();
}

export async function deletePhoneCode(ctx: Ctx, phoneKey: string): Promise<void> {
  await tables(ctx).deleteFrom('identity.phone_code').where('phone_key', '=', phoneKey).execute();
}

/** Deletes sessions, codes and attempts whose time is over. */
export async function deleteExpired(ctx: Ctx): Promise<void> {
  await tables(ctx).deleteFrom('identity.session').where('expires_at', '<=', ctx.now).execute();
  await tables(ctx).deleteFrom('identity.phone_code').where('expires_at', '<=', ctx.now).execute();
  await tables(ctx).deleteFrom('identity.attempt').where('window_ends_at', '<=', ctx.now).execute();
}

/** Tells every server, when this commits, to forget what it knows of the user's sessions. */
export async function dropCachedUser(ctx: Ctx, userId: Id<'user'>): Promise<void> {
  await sql`select pg_notify('tessera_cache', ${JSON.stringify({ kind: 'user', id: userId })})`.execute(ctx.tx);
}
