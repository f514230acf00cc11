import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { tellCaches } from '../../platform/cache-news.ts';
import type { Ctx } from '../../platform/ctx.ts';

/** All in one statement; a phone that is not given stays. */
export async function correctUserRows(ctx: Ctx, users: readonly { id: Id<'user'>; name: string; phone_key: string | null }[]): Promise<void> {
  await sql`update identity."user" as person
    set name = new.name, phone_key = coalesce(new.phone_key, person.phone_key), updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(users)}::jsonb) as new (id uuid, name text, phone_key text)
    where person.id = new.id`.execute(ctx.tx);
}

/** The same for many, in one statement. */
export async function dropCachedUsers(ctx: Ctx, userIds: readonly Id<'user'>[]): Promise<void> {
  await tellCaches(ctx, 'user', userIds);
}
