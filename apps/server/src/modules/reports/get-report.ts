import type { InputOf, OutputOf, reports } from '@tessera/contract';
import { subtract, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type Asked, countsMembers, filterOf, memberPartyOf } from './party.ts';
import { countMembersOf, type Sums, selectMadeAt, selectSums } from './queries.ts';
import { checked, rangeBefore } from './range.ts';

type Report = OutputOf<typeof reports.getReport>;

/** @throws AppError `reports.range_invalid` */
export async function getReport(ctx: Ctx, input: InputOf<typeof reports.getReport>): Promise<Report> {
  const asked = checked(input);
  const before = rangeBefore(asked);
  return {
    from: asked.from,
    to: asked.to,
    figures: await figuresOf(ctx, asked),
    beforeFrom: before.from,
    beforeTo: before.to,
    before: await figuresOf(ctx, { ...asked, ...before }),
    madeAt: await selectMadeAt(ctx, asked),
  };
}

async function figuresOf(ctx: Ctx, asked: Asked): Promise<Report['figures']> {
  const sums = await selectSums(ctx, await filterOf(ctx, asked));
  if (!countsMembers(ctx.actor, asked)) return { ...sumsView(sums), memberCount: null, returningCount: null };
  const partyId = memberPartyOf(ctx.actor, asked.merchantId);
  const { members, returning } = await countMembersOf(ctx, { partyId, from: asked.from, to: asked.to });
  return { ...sumsView(sums), memberCount: members, returningCount: returning };
}

/** Pure. */
export function sumsView(sums: Sums) {
  return {
    paymentCount: sums.payment_count,
    paidMinor: sums.paid_minor,
    refundCount: sums.refund_count,
    refundedMinor: sums.refunded_minor,
    netMinor: subtract(sums.paid_minor, sums.refunded_minor),
    redemptionCount: sums.redemption_count,
    points: toMinor(sums.points),
    redeemedCashMinor: sums.cash_minor,
  };
}
