export * from './pay-code.ts';
