/** How a sale at the till is paid that no card or code of ours pays. */
export const SALE_METHODS = ['wechat', 'alipay', 'bankCard', 'cash'] as const;
export type SaleMethod = (typeof SALE_METHODS)[number];
/** The lines of a shift's totals: `wallet` is what members paid by card or code. */
export const SHIFT_METHODS = ['wallet', ...SALE_METHODS] as const;
export type ShiftMethod = (typeof SHIFT_METHODS)[number];

export const SALE_STATES = ['waiting', 'paid', 'closed', 'reversed', 'failed'] as const;
export type SaleState = (typeof SALE_STATES)[number];

/** Notes and coins of CNY, the largest first, in fen. */
export const CASH_FACES = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;
export type CashFace = (typeof CASH_FACES)[number];

/** Cash that is taken out of a drawer during a shift, or put into it, without a sale. */
export const DRAWER_MOVE_KINDS = ['out', 'in'] as const;
export type DrawerMoveKind = (typeof DRAWER_MOVE_KINDS)[number];

export const SHIFT_STATES = ['open', 'closed'] as const;
export const SHIFT_DIFFERENCES = ['none', 'over', 'short', 'unbooked'] as const;

/** What cash was for that came in at a desk or a till, or went out there. */
export const CASH_MOVE_KINDS = ['topUp', 'withdrawal', 'closure', 'deposit', 'giftCard', 'sale', 'refund', 'other'] as const;
export type CashMoveKind = (typeof CASH_MOVE_KINDS)[number];
