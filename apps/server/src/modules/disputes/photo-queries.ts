import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { seen, toldTo } from './queries.ts';
import type { DisputesTables } from './tables.ts';

type PhotoTable = DisputesTables['disputes.photo'];
export type PhotoRow = Pick<Selectable<PhotoTable>, 'content_type' | 'content_sealed'>;

const tables = (ctx: Ctx) => ctx.tx.withTables<DisputesTables>();

export async function insertPhoto(ctx: Ctx, row: Insertable<PhotoTable>): Promise<void> {
  await tables(ctx).insertInto('disputes.photo').values(row).execute();
}

/** Of a case that whoever asks may see, and that was added for them: the first line of two. */
export function selectPhoto(ctx: Ctx, photoId: Id<'entry'>): Promise<PhotoRow | undefined> {
  return tables(ctx)
    .selectFrom('disputes.photo')
    .innerJoin('disputes.entry', 'disputes.entry.id', 'disputes.photo.entry_id')
    .select(['content_type', 'content_sealed'])
    .where('entry_id', '=', photoId)
    .where('audience', 'in', toldTo(ctx.actor))
    .where('dispute_id', 'in', seen(ctx).select('id'))
    .executeTakeFirst();
}

/** Of a case, those that were added for whoever asks. */
export async function countPhotos(ctx: Ctx, disputeId: Id<'dispute'>): Promise<number> {
  const { count } = await tables(ctx)
    .selectFrom('disputes.entry')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('dispute_id', '=', disputeId)
    .where('kind', '=', 'photo')
    .where('audience', 'in', toldTo(ctx.actor))
    .executeTakeFirstOrThrow();
  return count;
}

export type PhotoOfMember = PhotoRow & { entry_id: Id<'entry'>; dispute_id: Id<'dispute'>; at: Date };

/** The next behind `after` that the member sees in their cases. */
export function selectPhotoOfMember(ctx: Ctx, memberId: Id<'member'>, after: string | null): Promise<PhotoOfMember | undefined> {
  const photos = tables(ctx)
    .selectFrom('disputes.photo')
    .innerJoin('disputes.entry', 'disputes.entry.id', 'disputes.photo.entry_id')
    .innerJoin('disputes.dispute', 'disputes.dispute.id', 'disputes.entry.dispute_id')
    .select(['entry_id', 'dispute_id', 'at', 'content_type', 'content_sealed'])
    .where('member_id', '=', memberId)
    .where('audience', 'in', ['all', 'member'])
    .orderBy('entry_id');
  return (after === null ? photos : photos.where(sql<boolean>`entry_id > ${after}::uuid`)).limit(1).executeTakeFirst();
}
