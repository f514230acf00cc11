import type { NoticeKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';

const PAGE_ROWS = 500;

export async function selectNoticeRecords(ctx: Ctx, memberId: Id<'member'>, beforeId: string | null) {
  const { rows } = await sql<{ id: string }>`
    select id, at, kind, params, read_at from notifications.notice
    where person_kind = 'member' and person_id = ${memberId} and (${beforeId}::uuid is null or id < ${beforeId}::uuid)
    order by id desc limit ${PAGE_ROWS}`.execute(ctx.tx);
  return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
}

export async function selectDeliveryRecords(ctx: Ctx, memberId: Id<'member'>, beforeId: string | null) {
  const { rows } = await sql<{ id: string }>`
    select id, kind, channel, state, address_masked, created_at, sent_at from notifications.delivery
    where person_kind = 'member' and person_id = ${memberId} and (${beforeId}::uuid is null or id < ${beforeId}::uuid)
    order by id desc limit ${PAGE_ROWS}`.execute(ctx.tx);
  return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
}

/** What the member has chosen, and the browsers that may be pushed to. */
export async function selectChoiceRecords(ctx: Ctx, memberId: Id<'member'>): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select language, channels, quiet_mode, quiet_from, quiet_to, spend_alert, spend_over_minor, changed_at,
      array(select d.label from notifications.push_device d where d.person_kind = 'member' and d.person_id = ${memberId} order by 1) as devices
    from notifications.preference where person_kind = 'member' and person_id = ${memberId}`.execute(ctx.tx);
  return rows;
}

/** What anybody was told of these; deliveries go with their notices. */
export async function deleteNewsAbout(ctx: Ctx, { kinds, keys }: { kinds: readonly NoticeKind[]; keys: readonly string[] }): Promise<void> {
  await sql`
    delete from notifications.notice where kind = any(${kinds}::text[]) and string_to_array(source_key, ' ') && ${keys}::text[]`.execute(ctx.tx);
}

/** Deliveries go with their notices. */
export async function deleteNewsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  for (const table of ['notice', 'push_device', 'preference']) {
    await sql`delete from ${sql.table(`notifications.${table}`)} where person_kind = 'member' and person_id = ${memberId}`.execute(ctx.tx);
  }
}
