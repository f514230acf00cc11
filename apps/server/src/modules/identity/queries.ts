import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import { tellCaches } from '../../platform/cache-news.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { IdentityTables, PasswordIs } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<IdentityTables>();
const CREDENTIAL = 'credential';

/** False, with some rows perhaps entered, when a login, a phone or an e-mail address was taken: the caller's transaction is to be undone. */
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

/** The user with the hash of their password; the row is locked, so that two changes go one after the other. */
export function lockUser(ctx: Ctx, userId: Id<'user'>) {
  return tables(ctx)
    .selectFrom('identity.user as u')
    .innerJoin('identity.account as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', CREDENTIAL))
    .select(['u.id', 'u.realm', 'u.login', 'u.name', 'u.password_is', 'u.password_set_at', 'a.password'])
    .where('u.id', '=', userId)
    .forUpdate('u')
    .executeTakeFirst();
}

export function selectUser(ctx: Ctx, userId: Id<'user'>) {
  return tables(ctx)
    .selectFrom('identity.user as u')
    .innerJoin('identity.account as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', CREDENTIAL))
    .select(['u.id', 'u.realm', 'u.login', 'u.name', 'u.email_sealed', 'u.phone_key', 'u.password_is', 'u.password_set_at', 'a.password'])
    .where('u.id', '=', userId)
    .executeTakeFirst();
}

export async function selectMailboxOwners(ctx: Ctx, userIds: readonly Id<'user'>[]): Promise<Id<'user'>[]> {
  const rows = await tables(ctx)
    .selectFrom('identity.user')
    .select('id')
    .where((row) => row('id', '=', row.fn.any(row.val([...userIds]))))
    .where('email_sealed', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

export type NewPassword = { userId: Id<'user'>; hash: string; is: PasswordIs };

/** False when there is no such user. */
export async function updatePassword(ctx: Ctx, { userId, hash, is }: NewPassword): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('identity.account')
    .set({ password: hash, updated_at: ctx.now })
    .where('user_id', '=', userId)
    .where('provider_id', '=', CREDENTIAL)
    .executeTakeFirst();
  await tables(ctx)
    .updateTable('identity.user')
    .set({ password_is: is, password_set_at: ctx.now, updated_at: ctx.now })
    .where('id', '=', userId)
    .execute();
  return numUpdatedRows > 0n;
}

/** Newest first. */
export function selectPastPasswords(ctx: Ctx, userId: Id<'user'>, limit: number) {
  return tables(ctx)
    .selectFrom('identity.past_password')
    .select('password')
    .where('user_id', '=', userId)
    .orderBy('set_at', 'desc')
    .limit(limit)
    .execute();
}

/** Keeps the newest `keep` only. */
export async function keepPastPassword(ctx: Ctx, userId: Id<'user'>, past: { password: string; keep: number }): Promise<void> {
  await tables(ctx)
    .insertInto('identity.past_password')
    .values({ user_id: userId, set_at: ctx.now, password: past.password })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`delete from identity.past_password where user_id = ${userId} and set_at not in
    (select set_at from identity.past_password where user_id = ${userId} order by set_at desc limit ${past.keep})`.execute(ctx.tx);
}

export async function updateName(ctx: Ctx, userId: Id<'user'>, name: string): Promise<void> {
  await tables(ctx).updateTable('identity.user').set({ name, updated_at: ctx.now }).where('id', '=', userId).execute();
}

/** False when the address is another user's. */
export async function updateEmail(ctx: Ctx, userId: Id<'user'>, email: { key: string; sealed: string } | null): Promise<boolean> {
  const { rows } =
    await sql`update identity."user" as u set email_key = ${email?.key ?? null}, email_sealed = ${email?.sealed ?? null}, updated_at = ${ctx.now}
    where u.id = ${userId} and not exists (select from identity."user" as o where o.email_key = ${email?.key ?? null} and o.id <> u.id) returning u.id`.execute(
      ctx.tx,
    );
  return rows.length > 0;
}

const byPassword = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('identity.user as u')
    .innerJoin('identity.account as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', CREDENTIAL))
    .select(['u.id', 'u.name', 'a.password']);

export function selectUserByContact(ctx: Ctx, contact: { kind: 'phone' | 'email'; key: string }) {
  return byPassword(ctx)
    .where(contact.kind === 'phone' ? 'u.phone_key' : 'u.email_key', '=', contact.key)
    .executeTakeFirst();
}

export type LoginKeys = { login: string; contactKey?: string; contactKind?: 'phone' | 'email' };

/** By user name, else by the phone or e-mail address that it may be. */
export async function selectUserByLogin(ctx: Ctx, { login, contactKey, contactKind }: LoginKeys) {
  const named = await byPassword(ctx).where('u.login', '=', login).executeTakeFirst();
  if (named || contactKey === undefined || contactKind === undefined) return named;
  return selectUserByContact(ctx, { kind: contactKind, key: contactKey });
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
export async function upsertOneTimeCode(ctx: Ctx, row: { key: string; code_hash: string; expires_at: Date }): Promise<void> {
  await tables(ctx)
    .insertInto('identity.one_time_code')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...row, tries: 0 }))
    .execute();
}

/** Counts one try of the live code and locks it; undefined when there is none, it is too old or was tried `triesMax` times. */
export function tryOneTimeCode(ctx: Ctx, key: string, triesMax: number) {
  return tables(ctx)
    .updateTable('identity.one_time_code')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('key', '=', key)
    .where('expires_at', '>', ctx.now)
    .where('tries', '<', triesMax)
    .returning('code_hash')
    .executeTakeFirst();
}

export async function deleteOneTimeCode(ctx: Ctx, key: string): Promise<void> {
  await tables(ctx).deleteFrom('identity.one_time_code').where('key', '=', key).execute();
}

/** Deletes sessions, codes, challenges and attempts whose time is over. */
export async function deleteExpired(ctx: Ctx): Promise<void> {
  await tables(ctx).deleteFrom('identity.session').where('expires_at', '<=', ctx.now).execute();
  await tables(ctx).deleteFrom('identity.one_time_code').where('expires_at', '<=', ctx.now).execute();
  await tables(ctx).deleteFrom('identity.challenge').where('expires_at', '<=', ctx.now).execute();
  await tables(ctx).deleteFrom('identity.attempt').where('window_ends_at', '<=', ctx.now).execute();
}

/** Tells every server, when this commits, to forget what it knows of the user's sessions. */
export async function dropCachedUser(ctx: Ctx, userId: Id<'user'>): Promise<void> {
  await tellCaches(ctx, 'user', [userId]);
}
