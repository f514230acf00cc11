import type { CashMoveKind, ChannelReason, DrawerMoveKind, SaleMethod, SaleState, ShiftMethod } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type SaleRefundState = 'asked' | 'done' | 'failed';

export type SalesTables = {
  'sales.sale': {
    id: Id<'order'>;
    merchant_id: Id<'organization'>;
    terminal_id: Id<'terminal'>;
    method: SaleMethod;
    amount_minor: Minor;
    refunded_minor: Generated<Minor>;
    tendered_minor: Minor | null;
    reference: string | null;
    card_last_four: string | null;
    code_hash: string | null;
    opened_on: BusinessDay;
    opened_at: Date;
    given_up_at: Date | null;
    state: SaleState;
    reason: ChannelReason | null;
    payer_masked: string | null;
    shift_id: Id<'shift'> | null;
    business_on: BusinessDay | null;
    paid_at: Date | null;
  };
  'sales.refund': {
    id: Id<'refund'>;
    sale_id: Id<'order'>;
    merchant_id: Id<'organization'>;
    terminal_id: Id<'terminal'> | null;
    staff_id: Id<'staff'> | null;
    method: SaleMethod;
    amount_minor: Minor;
    reason: string;
    state: SaleRefundState;
    shift_id: Id<'shift'> | null;
    business_on: BusinessDay;
    asked_at: Date;
    settled_at: Date | null;
    return_id: string;
  };
  'sales.shift': {
    id: Id<'shift'>;
    merchant_id: Id<'organization'> | null;
    terminal_id: Id<'terminal'> | null;
    staff_id: Id<'staff'> | null;
    shift_no: number;
    business_on: BusinessDay;
    float_minor: Minor;
    opened_by: string;
    opened_at: Date;
    charge_count_before: number;
    charge_minor_before: Minor;
    refund_count_before: number;
    refund_minor_before: Minor;
    closed_by: string | null;
    closed_at: Date | null;
    close_key: string | null;
    expected_minor: Minor | null;
    counted_minor: Minor | null;
    reason: string | null;
    /** Of a desk that somebody else counted, with whoever stood by. */
    counted_by: Generated<Id<'staff'> | null>;
    witness: Generated<string | null>;
    booked_by: Id<'staff'> | null;
    booked_by_name: string | null;
    booked_at: Date | null;
    booking_note: string | null;
  };
  'sales.shift_total': {
    shift_id: Id<'shift'>;
    method: ShiftMethod;
    sale_count: number;
    sale_minor: Minor;
    refund_count: number;
    refund_minor: Minor;
  };
  'sales.drawer_move': {
    id: Id<'drawerMove'>;
    shift_id: Id<'shift'>;
    merchant_id: Id<'organization'> | null;
    kind: DrawerMoveKind;
    amount_minor: Minor;
    reason: string;
    cashier: string;
    witness: string;
    moved_at: Date;
  };
  'sales.cash_move': {
    id: Id<'cashMove'>;
    kind: CashMoveKind;
    amount_minor: Minor;
    staff_id: Id<'staff'> | null;
    terminal_id: Id<'terminal'> | null;
    shift_id: Id<'shift'> | null;
    business_on: BusinessDay;
    at: Date;
    predates_counts: boolean;
  };
  'sales.shift_count': { shift_id: Id<'shift'>; face_minor: Minor; pieces: number };
};
