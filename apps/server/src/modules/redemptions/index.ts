export { bookRedemption } from './book-redemption.ts';
export { redemptionsJobs } from './jobs.ts';
export { redemptionsPersonal } from './personal-records.ts';
export { redeemAtTill } from './redeem-at-till.ts';
export { cancelOwnRedemption, returnAtTill } from './return-redemption.ts';
export { createRedemptionsRoutes } from './routes.ts';
export { redemptionsSealedColumns } from './sealed-columns.ts';
export { takeVoucher } from './take-voucher.ts';
export { hasVouchersWaiting, isVoucherWaiting } from './waiting-vouchers.ts';
