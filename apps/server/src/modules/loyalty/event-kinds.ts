import { AppError, type ContentOf, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type EventKindRow, insertEventKind, lockEventKind, selectEventKindByCode, selectEventKinds, updateEventKindRow } from './event-queries.ts';
import { selectLadders } from './level-queries.ts';
import { knownProgramme, nameOf } from './programme.ts';

type KindView = OutputOf<typeof loyalty.createEventKind>;

/** @throws AppError `loyalty.programme_unknown` */
export async function listEventKinds(
  ctx: Ctx,
  { pointsProgrammeId }: InputOf<typeof loyalty.listEventKinds>,
): Promise<OutputOf<typeof loyalty.listEventKinds>> {
  await knownProgramme(ctx, pointsProgrammeId);
  return { items: (await selectEventKinds(ctx, pointsProgrammeId)).map(kindView) };
}

/** @throws AppError `loyalty.programme_unknown`, `loyalty.code_taken`, `loyalty.level_unknown` */
export async function createEventKind(ctx: Ctx, input: ContentOf<typeof loyalty.createEventKind>): Promise<KindView> {
  const { pointsProgrammeId, code, name, points, levelRank } = input;
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  if (levelRank !== null && !(await selectLadders(ctx, [programme.id])).get(programme.id)?.levels[levelRank - 1])
    throw new AppError('loyalty.level_unknown');
  const id = newId<'eventKind'>(ctx.now.getTime());
  const kind = {
    id,
    programme_id: programme.id,
    issuer_id: programme.issuer_id,
    code,
    name_zh: name.zh,
    name_en: name.en,
    points,
    level_rank: levelRank,
  };
  if (!(await insertEventKind(ctx, { ...kind, created_at: ctx.now }))) throw new AppError('loyalty.code_taken');
  await record(ctx, {
    action: 'loyalty.createEventKind',
    targetKind: 'eventKind',
    targetId: id,
    after: { pointsProgrammeId, code, points, levelRank },
  });
  const row = await selectEventKindByCode(ctx, { issuerId: programme.issuer_id, code });
  if (!row) throw new Error('an event that was just named is there');
  return kindView(row);
}

/** @throws AppError `loyalty.event_kind_unknown` */
export async function updateEventKind(ctx: Ctx, input: InputOf<typeof loyalty.updateEventKind>): Promise<KindView> {
  const { eventKindId, name, points, status } = input;
  const before = await lockEventKind(ctx, eventKindId);
  if (!before) throw new AppError('loyalty.event_kind_unknown', { eventKindId });
  const change = {
    ...(name && { name_zh: name.zh, name_en: name.en }),
    ...(points !== undefined && { points }),
    ...(status && { status }),
  };
  const after = Object.keys(change).length > 0 ? await updateEventKindRow(ctx, eventKindId, change) : before;
  await record(ctx, {
    action: 'loyalty.updateEventKind',
    targetKind: 'eventKind',
    targetId: eventKindId,
    before: { points: before.points, status: before.status },
    after: { points: after.points, status: after.status },
  });
  return kindView(after);
}

function kindView(row: EventKindRow): KindView {
  return {
    id: row.id,
    programmeId: row.programme_id,
    code: row.code,
    name: nameOf(row),
    points: row.points,
    levelRank: row.level_rank,
    status: row.status,
  };
}
