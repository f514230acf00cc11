import { type Insertable, sql } from 'kysely';
import { tellCaches } from '../../platform/cache-news.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SettingsTables } from './tables.ts';

const COLUMNS = ['key', 'value', 'changed_at', 'changed_by'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<SettingsTables>();

/** All that was ever changed; the registry bounds how many there are. */
export function selectSettings(ctx: Ctx) {
  return tables(ctx).selectFrom('settings.setting').select(COLUMNS).execute();
}

export function selectSetting(ctx: Ctx, key: string) {
  return tables(ctx).selectFrom('settings.setting').select(COLUMNS).where('key', '=', key).executeTakeFirst();
}

/** Two who change one key go one after the other, also while it has no row yet. */
export async function lockKey(ctx: Ctx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`settings:${key}`}, 0))`.execute(ctx.tx);
}

export async function saveSetting(ctx: Ctx, row: Insertable<SettingsTables['settings.setting']>): Promise<void> {
  const { key: _, ...change } = row;
  await tables(ctx)
    .insertInto('settings.setting')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
    .execute();
}

export async function deleteSetting(ctx: Ctx, key: string): Promise<void> {
  await tables(ctx).deleteFrom('settings.setting').where('key', '=', key).execute();
}

/** Tells every server's book, when this commits, to read the settings again. */
export async function tellBooks(ctx: Ctx, key: string): Promise<void> {
  await tellCaches(ctx, 'setting', [key]);
}
