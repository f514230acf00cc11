import { AppError, type closures, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { payOut } from '../funding/index.ts';
import { findMembers, reopenMembers } from '../members/index.ts';
import { advance } from './advance-closure.ts';
import type { ClosuresParts } from './begin-closure.ts';
import { type ClosureRow, lockClosure, updateClosure } from './queries.ts';
import { announceClosures, type ClosureView, describeClosures, staffOf } from './round.ts';

/**
 * The rest goes out by hand, all of it, and the wallet is closed for good. `reference` is the number of the voucher or of the bank transfer.
 * @throws AppError `closures.unknown`, `closures.not_now`
 */
export async function payClosure(ctx: Ctx, input: InputOf<typeof closures.payClosure>, { channels }: ClosuresParts): Promise<ClosureView> {
  const { closureId, way, reference } = input;
  const before = await lockedPayable(ctx, closureId);
  const madeBy = staffOf(ctx);
  await asSystem(ctx, async (system) => {
    const { memberId, left_minor: amountMinor } = before;
    await payOut(system, channels, { memberId, amountMinor, way, reason: reference, madeBy });
    await advance(system, before);
  });
  return settled(ctx, before, { action: 'closures.payClosure', after: { way, reference, amountMinor: before.left_minor } });
}

/** While nothing was paid out: the member is active again, with cards, gifts and subsidies as they were. @throws AppError `closures.unknown`, `closures.not_now` */
export async function undoClosure(ctx: Ctx, { closureId }: InputOf<typeof closures.undoClosure>, { hooks }: ClosuresParts): Promise<ClosureView> {
  const before = await lockedPayable(ctx, closureId);
  if (before.paid_minor > 0) throw new AppError('closures.not_now', { closureId });
  await asSystem(ctx, (system) => reopenMembers(system, { memberIds: [before.memberId], reason: 'closures.undoClosure' }, hooks));
  await updateClosure(ctx, closureId, { state: 'undone', left_minor: before.left_minor, finished_at: ctx.now });
  return settled(ctx, before, { action: 'closures.undoClosure', after: { state: 'undone' } });
}

/** A foreign one is answered like one that does not exist. */
async function lockedPayable(ctx: Ctx, closureId: Id<'closure'>): Promise<ClosureRow & { memberId: Id<'member'> }> {
  const row = await lockClosure(ctx, closureId);
  const memberId = row?.member_id;
  if (!row || !memberId || !(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('closures.unknown', { closureId });
  if (row.state !== 'payable') throw new AppError('closures.not_now', { closureId });
  return { ...row, memberId };
}

type Settled = { action: 'closures.payClosure' | 'closures.undoClosure'; after: Record<string, string | number> };

async function settled(ctx: Ctx, before: ClosureRow, { action, after }: Settled): Promise<ClosureView> {
  await record(ctx, { action, targetKind: 'closure', targetId: before.id, before: { state: before.state }, after });
  await announceClosures(ctx);
  const row = await lockClosure(ctx, before.id);
  const [view] = row ? await describeClosures(ctx, [row]) : [];
  if (!view) throw new AppError('closures.unknown', { closureId: before.id });
  return view;
}
