import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { loginOf, placeholderEmail } from './user.ts';

export async function selectUserRecord(ctx: Ctx, userId: Id<'user'>) {
  const { rows } = await sql<Record<string, unknown>>`
    select u.login, u.name, u.created_at, array(select a.provider_id from identity.account a where a.user_id = u.id order by 1) as ways_in
    from identity."user" u where u.id = ${userId}`.execute(ctx.tx);
  return rows;
}

const SESSIONS_MAX = 1_000;

export async function selectSessionRecords(ctx: Ctx, userId: Id<'user'>) {
  const { rows } = await sql<Record<string, unknown>>`
    select created_at, updated_at as last_seen_at, expires_at, ip_address, user_agent from identity.session
    where user_id = ${userId} order by created_at desc limit ${SESSIONS_MAX}`.execute(ctx.tx);
  return rows;
}

/** Tables of what a person signs in with; nothing of it is needed when nobody signs in any more. */
const FORGOTTEN = ['session', 'account', 'past_password', 'totp', 'recovery_code', 'passkey'] as const;

/** Nobody signs in as this user again; the row stays for what points at it, without anything of the person. */
export async function forgetUser(ctx: Ctx, userId: Id<'user'>, pseudonym: { name: string; number: string }): Promise<void> {
  for (const table of FORGOTTEN) await sql`delete from ${sql.table(`identity.${table}`)} where user_id = ${userId}`.execute(ctx.tx);
  await sql`
    update identity."user" set login = ${loginOf('member', pseudonym.number)}, name = ${pseudonym.name}, email = ${placeholderEmail(userId)},
      phone_key = null, email_key = null, email_sealed = null, image = null, updated_at = ${ctx.now}
    where id = ${userId}`.execute(ctx.tx);
}
