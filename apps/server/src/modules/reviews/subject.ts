import { AppError, type ReviewSubject } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { getPayment } from '../payments/index.ts';
import { findRedeemed } from '../redemptions/index.ts';

/** What is rated: something that the member paid for, or was given for points. */
export type Subject = {
  merchantId: Id<'organization'>;
  merchantName: string;
  itemName: string;
  at: Date;
  /** A sale, or a redemption that was taken; of anything else there is nothing to say. */
  isReviewable: boolean;
};
export type Named = { subjectKind: ReviewSubject; subjectId: Id<'payment'> };

/** Of the signed-in member; another's is answered like one that does not exist. @throws AppError `reviews.subject_unknown`, `request.forbidden` */
export async function findSubject(ctx: Ctx, named: Named): Promise<Subject & { memberId: Id<'member'> }> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  // A redemption that took money has its payment's id: it is rated once it was taken, whichever way the member came.
  const found = (await redeemed(ctx, named.subjectId)) ?? (named.subjectKind === 'payment' ? await paid(ctx, named.subjectId) : undefined);
  if (!found || found.memberId !== actor.memberId || !found.merchantId) {
    throw new AppError('reviews.subject_unknown', { subjectId: named.subjectId });
  }
  const { merchantId } = found;
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, [merchantId]));
  return { ...found, memberId: actor.memberId, merchantId, merchantName: merchants.get(merchantId)?.name ?? '' };
}

type Found = Omit<Subject, 'merchantId' | 'merchantName'> & { memberId: Id<'member'> | null; merchantId: Id<'organization'> | null };

async function paid(ctx: Ctx, paymentId: Id<'payment'>): Promise<Found | undefined> {
  try {
    const { payment } = await getPayment(ctx, { paymentId });
    const { memberId, merchantId, at } = payment;
    return { memberId, merchantId, at, itemName: '', isReviewable: payment.kind === 'charge' && payment.refundedMinor < payment.amountMinor };
  } catch (error) {
    if (error instanceof AppError && error.code === 'payments.unknown') return undefined;
    throw error;
  }
}

async function redeemed(ctx: Ctx, id: Id<'payment'>): Promise<Found | undefined> {
  const row = await findRedeemed(ctx, id);
  return row && { ...row, at: row.takenAt ?? row.createdAt, isReviewable: row.takenAt !== null && !row.isReturned };
}
