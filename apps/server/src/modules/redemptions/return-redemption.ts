import { AppError, type InputOf, type OutputOf, type redemptions } from '@tessera/contract';
import { add, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { factsOf } from '../payments/index.ts';
import {
  describeOwnRedemption,
  describeTillRedemption,
  describeWholeRedemption,
  type OwnView,
  type TillView,
  type WholeView,
} from './describe-redemptions.ts';
import { giveBack } from './give-back.ts';
import { priceReturn } from './price-return.ts';
import { selectSources } from './queries.ts';
import { stateAfter } from './redemption.ts';
import { requireSeen } from './require-seen.ts';

type Quote = OutputOf<typeof redemptions.quoteReturn>;

/** What would come back; keeps nothing. @throws AppError `redemptions.unknown`, `redemptions.not_now`, `redemptions.return_too_much` */
export async function quoteReturn(ctx: Ctx, { redemptionId, quantity }: InputOf<typeof redemptions.quoteReturn>): Promise<Quote> {
  const row = await requireSeen(ctx, redemptionId);
  stateAfter(row, 'return', false);
  return asSystem(ctx, async (system) => {
    const { back, offers, refundMinor } = await priceReturn(system, row, { sources: await selectSources(system, [row.id]), quantity });
    return {
      quantity,
      points: back.sources.reduce((sum, { points }) => sum + points, 0),
      cashMinor: refundMinor,
      policy: offers ? 'recalculate' : 'keep',
      discountBackMinor: add(ZERO, ...(offers?.discounts ?? []).map(({ discountMinor }) => discountMinor)),
    };
  });
}

/** @throws AppError `redemptions.return_not_allowed` and as `quoteReturn` */
export function quoteReturnAtTill(ctx: Ctx, input: InputOf<typeof redemptions.quoteReturnAtTill>): Promise<Quote> {
  if (!factsOf(ctx.actor).refundsAllowed) throw new AppError('redemptions.return_not_allowed');
  return quoteReturn(ctx, input);
}

/** By the desk, or by the merchant’s people at their own shops. @throws AppError `redemptions.unknown` and as `giveBack` */
export async function returnRedemption(ctx: Ctx, input: InputOf<typeof redemptions.returnRedemption>): Promise<WholeView> {
  await requireSeen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'return' });
  return describeWholeRedemption(ctx, input.redemptionId);
}

/** At a device of the merchant, where it may give back at all. @throws AppError `redemptions.return_not_allowed` and as above */
export async function returnAtTill(ctx: Ctx, input: InputOf<typeof redemptions.returnAtTill>): Promise<TillView> {
  if (!factsOf(ctx.actor).refundsAllowed) throw new AppError('redemptions.return_not_allowed');
  await requireSeen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'return' });
  return describeTillRedemption(ctx, input.redemptionId);
}

/** By the member, before anybody took the voucher. @throws AppError `redemptions.unknown`, `redemptions.not_now` and as `giveBack` */
export async function cancelOwnRedemption(ctx: Ctx, input: InputOf<typeof redemptions.cancelOwnRedemption>, secrets: SecretBox): Promise<OwnView> {
  await requireSeen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'cancel', quantity: 'all', reason: '' });
  return describeOwnRedemption(ctx, input.redemptionId, secrets);
}
