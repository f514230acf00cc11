/**
 * What a person's data is used for. A purpose is agreed to or withdrawn by itself; the necessary one is what an account cannot be without:
 * paying, topping up, balances, freezing, receipts, security.
 */
export const PURPOSES = ['service', 'messages', 'analytics', 'recommendations', 'guardian'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const NECESSARY_PURPOSE: Purpose = 'service';
export const OPTIONAL_PURPOSES = ['messages', 'analytics', 'recommendations', 'guardian'] as const;
export type OptionalPurpose = (typeof OPTIONAL_PURPOSES)[number];
