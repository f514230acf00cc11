export * from './pay-code.ts';
export * from './resident-id.ts';
export * from './spend-order.ts';
export * from './weak-pin.ts';
