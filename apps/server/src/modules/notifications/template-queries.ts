import type { Language, NoticeChannel, NoticeKind } from '@tessera/contract';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { NotificationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<NotificationsTables>();
export type TemplateRow = Selectable<NotificationsTables['notifications.template']>;
export type TemplatePlace = { kind: NoticeKind; channel: NoticeChannel; language: Language };

const COLUMNS = ['kind', 'channel', 'language', 'version', 'subject', 'body', 'changed_at', 'changed_by'] as const;

/** The newest version of each text that was ever changed; the registry bounds how many there are. */
export function selectTemplates(ctx: Ctx): Promise<TemplateRow[]> {
  return tables(ctx)
    .selectFrom('notifications.template')
    .distinctOn(['kind', 'channel', 'language'])
    .select(COLUMNS)
    .orderBy('kind')
    .orderBy('channel')
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute();
}

export function selectTemplate(ctx: Ctx, { kind, channel, language }: TemplatePlace): Promise<TemplateRow | undefined> {
  return tables(ctx)
    .selectFrom('notifications.template')
    .select(COLUMNS)
    .where('kind', '=', kind)
    .where('channel', '=', channel)
    .where('language', '=', language)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Two who change one text go one after the other, also while it has no version yet. */
export async function lockTemplate(ctx: Ctx, { kind, channel, language }: TemplatePlace): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notifications.template:${kind}:${channel}:${language}`}, 0))`.execute(ctx.tx);
}

export async function insertTemplate(ctx: Ctx, row: Insertable<NotificationsTables['notifications.template']>): Promise<void> {
  await tables(ctx).insertInto('notifications.template').values(row).execute();
}
