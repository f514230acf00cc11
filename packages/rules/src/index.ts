export * from './pay-code.ts';
export * from './weak-pin.ts';
