import { AppError, type OutputOf, type reconciliation } from '@tessera/contract';
import { type Id, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { type AdjustmentRow, type DifferenceRow, lockDifference, selectAdjustments, selectDifference } from './queries.ts';

export type DifferenceView = OutputOf<typeof reconciliation.parkDifference>;

/** What the channel has more of than we; a refund counts against. */
export function gapOf({ channel_minor, our_minor, entry_kind }: Pick<DifferenceRow, 'channel_minor' | 'our_minor' | 'entry_kind'>): Minor {
  const gap = subtract(channel_minor ?? ZERO, our_minor ?? ZERO);
  return entry_kind === 'refund' ? toMinor(-gap) : gap;
}

/** Nothing is to be done about it any more. */
export function isEnded({ state }: Pick<DifferenceRow, 'state'>): boolean {
  return state === 'adjusted' || state === 'explained';
}

export async function describeDifferences(ctx: Ctx, rows: readonly DifferenceRow[]): Promise<DifferenceView[]> {
  const adjustments = await selectAdjustments(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    viewOf(
      ctx,
      row,
      adjustments.find((adjustment) => adjustment.difference_id === row.id),
    ),
  );
}

/** After an act: as it is now, and every screen looks again. */
export async function toldDifference(ctx: Ctx, differenceId: Id<'difference'>): Promise<DifferenceView> {
  await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
  const row = await selectDifference(ctx, differenceId);
  const [view] = await describeDifferences(ctx, row ? [row] : []);
  if (!view) throw new AppError('reconciliation.difference_unknown');
  return view;
}

/** Ours until the transaction ends. @throws AppError `reconciliation.difference_unknown`, `reconciliation.difference_settled` */
export async function lockOpenDifference(ctx: Ctx, differenceId: Id<'difference'>): Promise<DifferenceRow> {
  const row = await lockDifference(ctx, differenceId);
  if (!row) throw new AppError('reconciliation.difference_unknown');
  if (isEnded(row) || row.state === 'proposed') throw new AppError('reconciliation.difference_settled');
  return row;
}

export async function recordAct(ctx: Ctx, row: DifferenceRow, { act, ...after }: { act: string } & Record<string, unknown>): Promise<void> {
  await record(ctx, {
    action: `reconciliation.${act}`,
    targetKind: 'difference',
    targetId: row.id,
    before: { state: row.state },
    after: { day: row.business_on, channel: row.channel_key, number: row.number, ...after },
  });
}

function viewOf(ctx: Ctx, row: DifferenceRow, adjustment: AdjustmentRow | undefined): DifferenceView {
  return {
    id: row.id,
    businessOn: row.business_on,
    channel: row.channel_key,
    kind: row.kind,
    entryKind: row.entry_kind,
    number: row.number,
    orderId: row.order_id,
    channelMinor: row.channel_minor,
    ourMinor: row.our_minor,
    gapMinor: gapOf(row),
    at: row.at,
    state: row.state,
    reason: row.reason,
    changedBy: row.changed_by,
    raisedAt: row.raised_at,
    adjustment: adjustment
      ? {
          id: adjustment.id,
          differenceId: adjustment.difference_id,
          direction: adjustment.direction,
          amountMinor: adjustment.amount_minor,
          reason: adjustment.reason,
          state: adjustment.state,
          makerName: adjustment.maker_name,
          madeAt: adjustment.made_at,
          checkerName: adjustment.checker_name,
          checkedAt: adjustment.checked_at,
          isOwn: ctx.actor.kind === 'staff' && adjustment.maker_id === ctx.actor.staffId,
        }
      : null,
  };
}
