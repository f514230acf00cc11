export { type CostShares, priceOfPoints, shareCost } from './cost-shares.ts';
export { giveBack, leftAfter, type RedemptionLeft, type SourceLeft } from './giving-back.ts';
export { type Holding, type ItemPrice, type PartsRefusal, type PayParts, type PointsPart, payParts, proposeSources } from './pay-parts.ts';
export { makeVoucherCode, readVoucherCode, VOUCHER_RANDOM_DIGITS } from './voucher-code.ts';
