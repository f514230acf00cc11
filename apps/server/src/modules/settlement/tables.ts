import type { PayoutState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import type { ColumnType } from 'kysely';

/** A day; read it as text, the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;
type MaybeDay = ColumnType<string | null, string | null, string | null>;

export type AccountName = 'revenue' | 'cost' | 'own' | 'receivable' | 'clearing' | 'commission';
export type TakingKind = 'payment' | 'refund' | 'sale' | 'sale_refund' | 'other';

type TakingsSums = {
  payment_count: number;
  gross_minor: Minor;
  refund_count: number;
  refunds_minor: Minor;
  other_minor: Minor;
  commission_minor: Minor;
};
export type AccrualKind = 'redemption' | 'reversal';
export type BatchState = 'drafted' | 'released' | 'finished' | 'cancelled';
export type PeriodState = 'closing' | 'summed' | 'closed';

export type SettlementTables = {
  'settlement.account': { name: AccountName; party_id: Id<'organization'> | null; account_id: number; opened_at: Date };
  'settlement.period': {
    first_on: Day;
    last_on: Day;
    state: PeriodState;
    cut_by: Id<'staff'>;
    cut_by_name: string;
    cut_at: Date;
    summed_on: MaybeDay;
    summed_at: Date | null;
    bills_minor: Minor | null;
    payables_minor: Minor | null;
    margin_minor: Minor | null;
    approved_by: Id<'staff'> | null;
    approved_by_name: string | null;
    approved_at: Date | null;
  };
  'settlement.accrual': {
    id: string;
    kind: AccrualKind;
    reverses: string | null;
    occurred_at: Date;
    business_on: Day;
    counted_on: Day;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'>;
    shop_id: Id<'shop'> | null;
    item_id: string;
    item_name: string;
    category_id: string;
    quantity: number;
    agreed_minor: Minor;
    cash_minor: Minor;
  };
  'settlement.share': {
    accrual_id: string;
    programme_id: Id<'pointsProgramme'>;
    issuer_id: Id<'organization'> | null;
    kind: AccrualKind;
    occurred_at: Date;
    counted_on: Day;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'>;
    item_id: string;
    item_name: string;
    points: number;
    price_minor: Minor;
  };
  'settlement.margin_waiting': { accrual_id: string };
  'settlement.issuer_day': {
    counted_on: Day;
    issuer_id: Id<'organization'> | null;
    programme_id: Id<'pointsProgramme'>;
    accrual_count: number;
    points: Minor;
    amount_minor: Minor;
  };
  'settlement.merchant_day': {
    counted_on: Day;
    merchant_id: Id<'organization'>;
    accrual_count: number;
    quantity: Minor;
    agreed_minor: Minor;
    cash_minor: Minor;
  };
  'settlement.bill': {
    id: Id<'issuerBill'>;
    first_on: Day;
    issuer_id: Id<'organization'> | null;
    accrual_count: number;
    points: Minor;
    amount_minor: Minor;
    issued_at: Date | null;
  };
  'settlement.payable': {
    id: Id<'payable'>;
    first_on: Day;
    merchant_id: Id<'organization'>;
    accrual_count: number;
    quantity: Minor;
    agreed_minor: Minor;
    cash_minor: Minor;
    issued_at: Date | null;
  };
  'settlement.payout_batch': {
    id: Id<'payoutBatch'>;
    number: string;
    state: BatchState;
    payout_count: number;
    amount_minor: Minor;
    made_by: Id<'staff'>;
    made_by_name: string;
    made_at: Date;
    released_by: Id<'staff'> | null;
    released_by_name: string | null;
    released_at: Date | null;
    cancelled_by_name: string | null;
    cancelled_at: Date | null;
    taken_by_name: string | null;
    taken_at: Date | null;
  };
  'settlement.payout': {
    id: Id<'payout'>;
    batch_id: Id<'payoutBatch'>;
    reference: string;
    merchant_id: Id<'organization'>;
    contract_id: Id<'contract'>;
    holder: string;
    bank: string;
    account_tail: string;
    amount_minor: Minor;
    state: PayoutState;
    reason: string | null;
    decided_by: Id<'staff'> | null;
    decided_by_name: string | null;
    decided_at: Date | null;
  };
  'settlement.payout_part': {
    payout_id: Id<'payout'>;
    payable_id: Id<'payable'> | null;
    takings_statement_id: Id<'takingsStatement'> | null;
    amount_minor: Minor;
    is_live: boolean;
  };
  'settlement.taking': {
    id: string;
    merchant_id: Id<'organization'>;
    kind: TakingKind;
    original_id: string | null;
    occurred_at: Date;
    business_on: Day;
    counted_on: Day;
    amount_minor: Minor;
    commission_bps: number;
    commission_minor: Minor;
    bearer: Bearer | null;
    discount_minor: Minor | null;
  };
  'settlement.takings_day': { merchant_id: Id<'organization'>; counted_on: Day } & TakingsSums;
  'settlement.takings_statement': {
    id: Id<'takingsStatement'>;
    merchant_id: Id<'organization'>;
    first_on: Day;
    last_on: Day;
    due_on: Day;
    net_minor: Minor;
    carried_minor: Minor;
    issued_at: Date;
  } & TakingsSums;
};
