export { mayCountOn, refusalOfMember } from './admission.ts';
export * from './campaign.ts';
export { weekdayOf } from './hours.ts';
export { type Applied, type Priced, type PricedLine, type PricedShare, price, type Skipped } from './price.ts';
export { type DiscountBack, type Order, type PricedReturn, priceReturn, RETURN_POLICIES, type Returning, type ReturnPolicy } from './price-return.ts';
export { CUTS, type Cut, type ReasonParams, SKIP_REASONS, type Skip, type SkipReason } from './reasons.ts';
