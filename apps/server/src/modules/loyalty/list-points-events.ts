import type { InputOf, loyalty, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findMembers } from '../members/index.ts';
import { selectEvents } from './event-queries.ts';
import { knownProgramme, nameOf } from './programme.ts';

type List = typeof loyalty.listPointsEvents;

/** Newest first. @throws AppError `loyalty.programme_unknown` */
export async function listPointsEvents(ctx: Ctx, { pointsProgrammeId, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  await knownProgramme(ctx, pointsProgrammeId);
  const rows = await selectEvents(ctx, { programmeId: pointsProgrammeId, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const members = await findMembers(
    ctx,
    items.map((row) => row.member_id),
  );
  return {
    items: items.map((row) => ({
      id: row.id,
      eventId: row.event_id,
      kindName: nameOf(row),
      memberId: row.member_id,
      memberName: members.get(row.member_id)?.name ?? '',
      memberNumber: members.get(row.member_id)?.memberNumber ?? '',
      points: row.points,
      keyName: row.key_name,
      receivedAt: row.received_at,
    })),
    nextCursor,
  };
}
