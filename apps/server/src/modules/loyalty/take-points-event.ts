import { AppError, type ContentOf, ISSUER_KEY_HEADER, type loyalty, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findMembersByNumber } from '../members/index.ts';
import { type EventKindRow, insertEvent, lockEventId, selectEvent, selectEventKindByCode } from './event-queries.ts';
import { daysOf, giveLots } from './give-lots.ts';
import { mayHold, shutNow } from './grant-points.ts';
import { liftTo, raiseLevels } from './levels.ts';
import { type ProvenIssuer, proveIssuer } from './prove-issuer.ts';
import { type ProgrammeRow, selectProgrammesById } from './queries.ts';

type Told = ContentOf<typeof loyalty.takePointsEvent>;
type Taken = OutputOf<typeof loyalty.takePointsEvent>;

/** The key says whose event it is; nobody is signed in. */
export function takeCalledEvent(database: Database, call: Call, told: Told): Promise<Taken> {
  const { requestId, address, now } = call;
  return database.transaction(systemActor('loyalty.events'), { requestId, address, now }, (ctx) =>
    takePointsEvent(ctx, told, call.headers.get(ISSUER_KEY_HEADER) ?? ''),
  );
}

/**
 * Ask as the system. An event that is told again answers the same and changes nothing.
 * @throws AppError `loyalty.key_wrong`, `loyalty.event_kind_unknown`, `loyalty.event_member_unknown`, `loyalty.event_differs`,
 * `loyalty.programme_not_open`, `loyalty.programme_over`, `loyalty.issuer_suspended`, `deposits.used_up`
 */
export async function takePointsEvent(ctx: Ctx, told: Told, token: string): Promise<Taken> {
  const key = await proveIssuer(ctx, token);
  const { issuerId } = key;
  const { eventId, memberNumber } = told;
  await lockEventId(ctx, { issuerId, eventId });
  const kind = await selectEventKindByCode(ctx, { issuerId, code: told.kind });
  const member = (await findMembersByNumber(ctx, [memberNumber])).get(memberNumber.toLowerCase());
  const before = await selectEvent(ctx, { issuerId, eventId });
  if (before) {
    if (before.kind_id !== kind?.id || before.member_id !== member?.id) throw new AppError('loyalty.event_differs', { eventId });
    return { eventId, points: before.points, availableOn: before.available_on, replayed: true };
  }
  if (kind?.status !== 'on') throw new AppError('loyalty.event_kind_unknown');
  const [programme] = await selectProgrammesById(ctx, [kind.programme_id]);
  if (!programme || !member || !mayHold(programme, member)) throw new AppError('loyalty.event_member_unknown');
  return give(ctx, { key, kind, programme, eventId, memberId: member.id });
}

type Worth = {
  key: ProvenIssuer;
  kind: EventKindRow;
  programme: ProgrammeRow;
  eventId: string;
  memberId: Parameters<typeof giveLots>[1]['gifts'][number]['memberId'];
};

async function give(ctx: Ctx, { key, kind, programme, eventId, memberId }: Worth): Promise<Taken> {
  const today = await businessDayNow(ctx);
  const shut = await shutNow(ctx, programme, today);
  if (shut) throw new AppError(shut);
  const { points } = kind;
  const lotId = newId<'pointsLot'>(ctx.now.getTime());
  await giveLots(ctx, { programme, today, source: 'event', gifts: [{ id: lotId, memberId, points }] });
  await raiseLevels(ctx, [programme.id], [memberId]);
  if (kind.level_rank !== null) await liftTo(ctx, { programmeId: programme.id, memberId, rank: kind.level_rank });
  await insertEvent(ctx, {
    id: newId<'pointsEvent'>(ctx.now.getTime()),
    programme_id: programme.id,
    issuer_id: programme.issuer_id,
    event_id: eventId,
    kind_id: kind.id,
    member_id: memberId,
    lot_id: lotId,
    points,
    key_name: key.name,
    received_at: ctx.now,
  });
  await record(ctx, {
    action: 'loyalty.takePointsEvent',
    targetKind: 'member',
    targetId: memberId,
    after: { eventId, kind: kind.code, points, keyName: key.name },
  });
  return { eventId, points, availableOn: daysOf(programme, today).availableOn, replayed: false };
}
