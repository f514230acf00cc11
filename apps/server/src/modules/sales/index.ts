export { type CashOn, cashOn } from './cash-on.ts';
export { closeShift } from './close-shift.ts';
export { catchUpCash, followCash, noteCashPaid } from './follow-cash.ts';
export { SALES_HOOKS } from './hooks.ts';
export { moveDrawerCash } from './move-drawer-cash.ts';
export { openShift } from './open-shift.ts';
export { createSalesRoutes } from './routes.ts';
export { takeCodeSale } from './take-code-sale.ts';
export { takeCashSale, takeSlipSale } from './take-desk-sale.ts';
