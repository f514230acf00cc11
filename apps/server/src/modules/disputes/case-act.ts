import { AppError, type DisputeAudience, type DisputeEntryKind } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { caseNumberOf, type Move, mayMove } from './dispute.ts';
import { type DisputeChange, type DisputeRow, type EntryRow, insertEntry, lockDisputeRow, merchantOf, updateDispute } from './queries.ts';
import { announceDispute } from './tell-parties.ts';

/** Who works on others' money is a person, whom another can be held against. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

/**
 * The case, locked until the end of the transaction, so that two people act on it one after the other. A foreign one is answered like one that
 * does not exist. @throws AppError `disputes.unknown`, `disputes.not_now`
 */
export async function lockCase(ctx: Ctx, disputeId: Id<'dispute'>, move: Move): Promise<DisputeRow> {
  const row = await lockDisputeRow(ctx, disputeId);
  if (!row) throw new AppError('disputes.unknown', { disputeId });
  if (!mayMove(row.state, move)) throw new AppError('disputes.not_now', { disputeId });
  return row;
}

/** Nobody opens a case for somebody and then lets its money move. @throws AppError `disputes.opened_by_decider` */
export function refuseOpener(row: DisputeRow, staffId: Id<'staff'>): void {
  if (row.opened_by === staffId) throw new AppError('disputes.opened_by_decider', { disputeId: row.id });
}

export type Said = { kind: DisputeEntryKind; audience: DisputeAudience; text?: string | null; amountMinor?: Minor | null };
/** What the audit log calls it. */
type Recorded = { action: string; after?: Record<string, unknown> };

/** One step of a case: what changes, a line of its timeline, a record for the log, and open screens look again. */
export async function step(ctx: Ctx, row: DisputeRow, of: { change: DisputeChange; said: Said; act: Recorded }): Promise<Stepped> {
  const change = { ...of.change, ...firstAnswer(ctx, row, of.said) };
  if (Object.keys(change).length > 0) await updateDispute(ctx, row.id, change);
  const entry = await say(ctx, row, of.said);
  const after = { ...row, ...change } as DisputeRow; // What was written over what was read is the row.
  await record(ctx, {
    action: of.act.action,
    targetKind: 'dispute',
    targetId: row.id,
    before: { state: row.state },
    after: { caseNumber: caseNumberOf(row.case_number), state: after.state, ...of.act.after },
  });
  await announceDispute(ctx, row);
  return { row: after, entry };
}

/** The first line of the desk that the member reads is the first answer, whatever it is. */
function firstAnswer(ctx: Ctx, row: DisputeRow, { audience }: Said): DisputeChange {
  const isOfDesk = ctx.actor.kind === 'staff' && !merchantOf(ctx.actor);
  return isOfDesk && row.first_answered_at === null && (audience === 'all' || audience === 'member') ? { first_answered_at: ctx.now } : {};
}

export type Stepped = { row: DisputeRow; entry: EntryRow };

/** A line of the timeline. Members are named by the case itself, so that nothing keeps their name. */
export async function say(ctx: Ctx, { id }: Pick<DisputeRow, 'id'>, { kind, audience, text = null, amountMinor = null }: Said): Promise<EntryRow> {
  const entry = {
    id: newId<'entry'>(ctx.now.getTime()),
    dispute_id: id,
    kind,
    audience,
    text,
    amount_minor: amountMinor,
    at: ctx.now,
    ...authorOf(ctx),
  };
  await insertEntry(ctx, entry);
  return entry;
}

function authorOf({ actor }: Ctx): Pick<EntryRow, 'author' | 'author_id' | 'author_name'> {
  if (actor.kind === 'member') return { author: 'member', author_id: actor.memberId, author_name: null };
  if (actor.kind !== 'staff') return { author: 'system', author_id: null, author_name: null };
  return { author: merchantOf(actor) ? 'merchant' : 'desk', author_id: actor.staffId, author_name: actor.name };
}
