import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';

export type KeyUse = 'seal' | 'index';
export type KeyRow = { use: KeyUse; version: number; wrapped: string | null; createdAt: Date; activeAt: Date; retiredAt: Date | null };

/** Any fixed number will do: it lets one server at a time make or wrap keys. */
const KEYS_LOCK = 7_364_011;

/** Until the end of the transaction. */
export async function lockKeys(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${KEYS_LOCK})`.execute(ctx.tx);
}

export async function selectKeys(ctx: Ctx): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select use, version, wrapped, created_at as "createdAt", active_at as "activeAt", retired_at as "retiredAt"
    from platform.data_key order by use, version`.execute(ctx.tx);
  return rows;
}

/** True where data was sealed before there was a key ring. */
export async function selectOrigin(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ founded: boolean }>`select founded_on_secret as founded from platform.key_origin`.execute(ctx.tx);
  return rows[0]?.founded ?? false;
}

export type NewKey = { use: KeyUse; version: number; wrapped: string; activeAt: Date };

export async function insertKey(ctx: Ctx, key: NewKey): Promise<void> {
  await sql`
    insert into platform.data_key (use, version, wrapped, created_at, active_at)
    values (${key.use}, ${key.version}, ${key.wrapped}, ${ctx.now}, ${key.activeAt})`.execute(ctx.tx);
}

export async function updateWrapped(ctx: Ctx, key: Pick<NewKey, 'use' | 'version' | 'wrapped'>): Promise<void> {
  await sql`update platform.data_key set wrapped = ${key.wrapped} where use = ${key.use} and version = ${key.version}`.execute(ctx.tx);
}

/** Forgets the key for ever. */
export async function shredKey(ctx: Ctx, version: number): Promise<void> {
  await sql`
    update platform.data_key set wrapped = null, retired_at = ${ctx.now}
    where use = 'seal' and version = ${version} and retired_at is null`.execute(ctx.tx);
}
