import { AppError, type events, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeEvent, editableEvent, lockedEvent, nextRevision, type WholeEventView } from './event.ts';
import { selectKinds, updateEventRow } from './queries.ts';

/**
 * When what is sold where and to whom, and what buyers are asked.
 * @throws AppError `events.unknown`, `events.not_now`, `events.changed_meanwhile`, `events.ticket_kind_unknown`, `events.code_twice`, `events.time_wrong`
 */
export async function saveSaleRules(ctx: Ctx, input: InputOf<typeof events.saveSaleRules>): Promise<WholeEventView> {
  const { eventId, revision, windows, questions } = input;
  const event = await editableEvent(ctx, { eventId, revision });
  const kinds = new Set((await selectKinds(ctx, [eventId])).map(({ id }) => id));
  const unknown = [...windows, ...questions].flatMap(({ ticketKindIds }) => ticketKindIds).find((id) => !kinds.has(id));
  if (unknown) throw new AppError('events.ticket_kind_unknown', { ticketKindId: unknown });
  if (windows.some(({ startsAt, endsAt }) => startsAt && endsAt && endsAt <= startsAt)) throw new AppError('events.time_wrong');
  const twice = questions.find(({ code }, at) => questions.findIndex((one) => one.code === code) !== at);
  if (twice) throw new AppError('events.code_twice', { name: twice.code });
  const rules = { windows: JSON.stringify(windows), questions: JSON.stringify(questions) };
  await updateEventRow(ctx, eventId, { ...rules, ...nextRevision(ctx, event) });
  const before = { windows: event.windows, questions: event.questions };
  await record(ctx, { action: 'events.saveSaleRules', targetKind: 'event', targetId: eventId, before, after: { windows, questions } });
  return describeEvent(ctx, await lockedEvent(ctx, eventId));
}
