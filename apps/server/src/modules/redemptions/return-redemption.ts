import { AppError, type InputOf, type redemptions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
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
import { selectSeen } from './list-queries.ts';

/** By the desk, or by the merchant’s people at their own shops. @throws AppError `redemptions.unknown` and as `giveBack` */
export async function returnRedemption(ctx: Ctx, input: InputOf<typeof redemptions.returnRedemption>): Promise<WholeView> {
  await refuseUnseen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'return' });
  return describeWholeRedemption(ctx, input.redemptionId);
}

/** At a device of the merchant, where it may give back at all. @throws AppError `redemptions.return_not_allowed` and as above */
export async function returnAtTill(ctx: Ctx, input: InputOf<typeof redemptions.returnAtTill>): Promise<TillView> {
  if (!factsOf(ctx.actor).refundsAllowed) throw new AppError('redemptions.return_not_allowed');
  await refuseUnseen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'return' });
  return describeTillRedemption(ctx, input.redemptionId);
}

/** By the member, before anybody took the voucher. @throws AppError `redemptions.unknown`, `redemptions.not_now` and as `giveBack` */
export async function cancelOwnRedemption(ctx: Ctx, input: InputOf<typeof redemptions.cancelOwnRedemption>, secrets: SecretBox): Promise<OwnView> {
  await refuseUnseen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'cancel', quantity: 'all', reason: '' });
  return describeOwnRedemption(ctx, input.redemptionId, secrets);
}

async function refuseUnseen(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<void> {
  if (!(await selectSeen(ctx, redemptionId))) throw new AppError('redemptions.unknown', { redemptionId });
}
