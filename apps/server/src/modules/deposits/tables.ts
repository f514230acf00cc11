import type { DEPOSIT_LINE_KINDS, DepositSlipState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType } from 'kysely';

/** A day; read it as text, the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

export type DepositsTables = {
  'deposits.deposit': {
    issuer_id: Id<'organization'>;
    account_id: number;
    billed_before_minor: Minor;
    low_minor: Minor;
    low_since: Date | null;
    opened_at: Date;
  };
  'deposits.slip': {
    id: Id<'depositSlip'>;
    issuer_id: Id<'organization'>;
    amount_minor: Minor;
    reference: string;
    paid_on: Day;
    note: string;
    state: ColumnType<DepositSlipState, DepositSlipState | undefined, DepositSlipState>;
    entered_by: Id<'staff'>;
    entered_by_name: string;
    entered_at: Date;
    decided_by: Id<'staff'> | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    reason: string | null;
  };
  'deposits.line': {
    id: string;
    issuer_id: Id<'organization'>;
    ordinal: number;
    kind: (typeof DEPOSIT_LINE_KINDS)[number];
    reference: string;
    business_on: Day;
    at: Date;
    amount_minor: Minor;
    balance_minor: Minor;
  };
};
