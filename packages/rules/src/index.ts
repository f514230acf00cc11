export * from './gift-terms.ts';
export * from './meal-plan.ts';
export * from './pay-code.ts';
export * from './payer-code.ts';
export * from './resident-id.ts';
export * from './spend-order.ts';
export * from './top-up-lots.ts';
export * from './weak-pin.ts';
