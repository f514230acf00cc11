import type { CredentialKind, PaymentKind } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';

export type { PaymentKind };

/** Of totals: a payment's kind, or what a till took past all wallets. */
export type TotalKind = PaymentKind | 'sale' | 'sale_refund';

export type PaymentsTables = {
  'payments.merchant_account': { merchant_id: Id<'organization'>; account_id: number };
  'payments.channel_account': { channel: string; account_id: number };
  'payments.payment': {
    id: Id<'payment'>;
    kind: PaymentKind;
    amount_minor: Minor;
    /** Of the cash purse; null where it was not touched. */
    balance_after_minor: Minor | null;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'> | null;
    terminal_id: Id<'terminal'> | null;
    staff_id: Id<'staff'> | null;
    credential: CredentialKind;
    original_id: Id<'payment'> | null;
    reason: string | null;
    business_on: string;
    at: Date;
  };
  'payments.leg': {
    payment_id: Id<'payment'>;
    ordinal: number;
    account_id: number;
    amount_minor: Minor;
    balance_after_minor: Minor | null;
  };
  'payments.day_total': {
    business_on: string;
    merchant_id: Id<'organization'> | null;
    terminal_id: Id<'terminal'> | null;
    kind: TotalKind;
    payment_count: number;
    amount_minor: Minor;
  };
};
