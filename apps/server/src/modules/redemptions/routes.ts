import { redemptions } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { ProofParts } from '../payments/index.ts';
import { addTillPhoto, getRedemptionPhoto } from './add-photo.ts';
import { confirmAtTill, confirmBooking, countBookings, refuseAtTill, refuseBooking } from './answer-booking.ts';
import { bookRedemption } from './book-redemption.ts';
import { describeOwnRedemption, describeWholeRedemption } from './describe-redemptions.ts';
import { createExportRedemptions } from './export-redemptions.ts';
import { listOwnRedemptions, listRedemptions, listTillBookings, listTillRedemptions } from './list-redemptions.ts';
import { listTillItems } from './list-till-items.ts';
import { quoteAtTill, quoteOwnRedemption } from './quote-redemption.ts';
import { redeemAtTill } from './redeem-at-till.ts';
import { cancelOwnRedemption, quoteReturn, quoteReturnAtTill, returnAtTill, returnRedemption } from './return-redemption.ts';
import { lookAtVoucher, takeVoucher } from './take-voucher.ts';

const DIRECT = ['quoteAtTill', 'redeemAtTill', 'bookRedemption', 'addTillPhoto'] as const;
const FILES = ['exportRedemptions', 'getRedemptionPhoto'] as const;

/** What proves a payer opens transactions of its own; everything else has one. */
export function createRedemptionsRoutes(parts: ProofParts): BoundRoute[] {
  const { secrets } = parts;
  return [
    ...bindDirect(pick(redemptions, DIRECT), {
      quoteAtTill: (call, input) => quoteAtTill(parts, call, input),
      redeemAtTill: (call, input) => redeemAtTill(parts, call, input),
      bookRedemption: (call, input) => bookRedemption(parts, call, input),
      addTillPhoto: (call, input) => addTillPhoto(parts, call, input),
    }),
    ...bindFiles(pick(redemptions, FILES), {
      ...createExportRedemptions(parts.database),
      getRedemptionPhoto: (call, input) => getRedemptionPhoto(parts, call, input),
    }),
    ...bind(omit(redemptions, [...DIRECT, ...FILES]), {
      listTillItems,
      lookAtVoucher: (ctx, input) => lookAtVoucher(ctx, input, secrets),
      takeVoucher: (ctx, input) => takeVoucher(ctx, input, secrets),
      listTillRedemptions,
      quoteReturnAtTill,
      listTillBookings,
      confirmAtTill,
      refuseAtTill,
      returnAtTill,
      quoteOwnRedemption,
      listOwnRedemptions: (ctx, input) => listOwnRedemptions(ctx, input, secrets),
      getOwnRedemption: (ctx, { redemptionId }) => describeOwnRedemption(ctx, redemptionId, secrets),
      cancelOwnRedemption: (ctx, input) => cancelOwnRedemption(ctx, input, secrets),
      listRedemptions,
      getRedemption: (ctx, { redemptionId }) => describeWholeRedemption(ctx, redemptionId),
      quoteReturn,
      returnRedemption,
      countBookings,
      confirmBooking,
      refuseBooking,
    }),
  ];
}
