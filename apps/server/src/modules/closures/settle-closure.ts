import { AppError, type closures, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { record } from '../audit/index.ts';
import { payOut } from '../funding/index.ts';
import { holdsGiftCard } from '../giftcards/index.ts';
import { holdsPaidPlan } from '../mealplans/index.ts';
import { closeMembers, findMembers, reopenMembers } from '../members/index.ts';
import { advance, hasChanged } from './advance-closure.ts';
import type { ClosuresParts } from './begin-closure.ts';
import { examine } from './examine.ts';
import { type ClosureRow, lockClosure, lockRound, updateClosure } from './queries.ts';
import { announceClosures, type ClosureView, describeClosures, staffOf } from './round.ts';

type PayInput = InputOf<typeof closures.payClosure>;
export type PayParts = ClosuresParts & { readonly database: Database };

/**
 * The rest goes out by hand, all of it, and the wallet is closed for good. `reference` is the number of the voucher or of the bank transfer: it
 * stands in the withdrawal until the member is forgotten, and never in the audit log. Should the member have another sum by now, the closure says
 * so from then on and nothing is paid: whoever pays has to have seen what they pay, also when the same key comes again.
 * @throws AppError `closures.unknown`, `closures.not_now`, `closures.changed`, `closures.meal_plan`, `closures.gift_card`
 */
export async function payClosure({ database, ...parts }: PayParts, call: Call, { key, ...input }: PayInput): Promise<ClosureView> {
  const claim = { scope: callerOf(call.actor, ''), key, fingerprint: { route: 'payClosure', ...input } };
  const view = await database.transaction(call.actor, call, async (ctx) => {
    const { response } = await once(ctx, claim, () => payOrAdvance(ctx, input, parts));
    return response === 'paid' ? viewOf(ctx, input.closureId) : undefined;
  });
  // Only after the commit, so that the new sum stays.
  if (!view) throw new AppError('closures.changed', { closureId: input.closureId });
  return view;
}

async function payOrAdvance(ctx: Ctx, input: Omit<PayInput, 'key'>, { channels, hooks }: ClosuresParts): Promise<'paid' | 'changed'> {
  const { closureId, way, reference } = input;
  const before = await lockedIn(ctx, closureId, 'payable');
  const madeBy = staffOf(ctx);
  const outcome = await asSystem(ctx, async (system) => {
    const { memberId, left_minor: amountMinor } = before;
    if (await holdsPaidPlan(system, memberId)) throw new AppError('closures.meal_plan', { closureId });
    if (await holdsGiftCard(system, memberId)) throw new AppError('closures.gift_card', { closureId });
    // Somebody may have opened the member again.
    await closeMembers(system, { memberIds: [memberId], reason: 'closures.payClosure' }, hooks);
    const isOther = await hasChanged(system, before);
    if (!isOther && amountMinor > 0) await payOut(system, channels, { memberId, amountMinor, way, reason: reference, madeBy });
    await advance(system, before);
    return isOther ? 'changed' : 'paid';
  });
  if (outcome === 'paid') await noted(ctx, before, { action: 'closures.payClosure', after: { way, amountMinor: before.left_minor } });
  else await announceClosures(ctx);
  return outcome;
}

/**
 * While nothing was paid out: cards, gifts and subsidies are as they were, and so is the member, who is active again unless closed before.
 * @throws AppError `closures.unknown`, `closures.not_now`
 */
export async function undoClosure(ctx: Ctx, { closureId }: InputOf<typeof closures.undoClosure>, { hooks }: ClosuresParts): Promise<ClosureView> {
  const before = await lockedIn(ctx, closureId, 'payable');
  if (before.paid_minor > 0) throw new AppError('closures.not_now', { closureId });
  const reopening = { memberIds: [before.memberId], reason: 'closures.undoClosure' };
  if (before.was_active) await asSystem(ctx, (system) => reopenMembers(system, reopening, hooks));
  await updateClosure(ctx, closureId, { state: 'undone', left_minor: before.left_minor, finished_at: ctx.now });
  await noted(ctx, before, { action: 'closures.undoClosure', after: { state: 'undone' } });
  return viewOf(ctx, closureId);
}

/**
 * What stood against a leaver may be settled by now; only before the round begins, so that nobody is closed for whom it was not let go.
 * @throws AppError `closures.unknown`, `closures.not_now`
 */
export async function recheckClosure(ctx: Ctx, { closureId }: InputOf<typeof closures.recheckClosure>): Promise<ClosureView> {
  const before = await lockedIn(ctx, closureId, 'blocked');
  const round = await asSystem(ctx, (system) => lockRound(system, before.round_id));
  if (round?.state !== 'ready') throw new AppError('closures.not_now', { closureId });
  const examined = await asSystem(ctx, (system) => examine(system, before.memberId, closureId));
  const state = examined.problem ? 'blocked' : 'ready';
  await updateClosure(ctx, closureId, { ...examined, state });
  await noted(ctx, before, { action: 'closures.recheckClosure', after: { state, ...(examined.problem && { problem: examined.problem }) } });
  return viewOf(ctx, closureId);
}

/** A foreign one is answered like one that does not exist. */
async function lockedIn(ctx: Ctx, closureId: Id<'closure'>, state: 'payable' | 'blocked'): Promise<ClosureRow & { memberId: Id<'member'> }> {
  const row = await lockClosure(ctx, closureId);
  const memberId = row?.member_id;
  if (!row || !memberId || !(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('closures.unknown', { closureId });
  if (row.state !== state) throw new AppError('closures.not_now', { closureId });
  return { ...row, memberId };
}

type Settled = { action: 'closures.payClosure' | 'closures.undoClosure' | 'closures.recheckClosure'; after: Record<string, string | number> };

async function noted(ctx: Ctx, before: ClosureRow, { action, after }: Settled): Promise<void> {
  await record(ctx, { action, targetKind: 'closure', targetId: before.id, before: { state: before.state }, after });
  await announceClosures(ctx);
}

/** @throws AppError `closures.unknown` */
async function viewOf(ctx: Ctx, closureId: Id<'closure'>): Promise<ClosureView> {
  const row = await lockClosure(ctx, closureId);
  const [view] = row ? await describeClosures(ctx, [row]) : [];
  if (!view) throw new AppError('closures.unknown', { closureId });
  return view;
}
