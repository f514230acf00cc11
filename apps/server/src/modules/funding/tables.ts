import type { WithdrawalPartState, WithdrawalPurpose, WithdrawalState, WithdrawalWay } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

export type FundingTables = {
  'funding.withdrawal': {
    id: Id<'withdrawal'>;
    member_id: Id<'member'>;
    amount_minor: Minor;
    paid_minor: ColumnType<Minor, Minor | undefined, Minor>;
    way: WithdrawalWay;
    state: WithdrawalState;
    gift_minor: ColumnType<Minor, Minor | undefined, Minor>;
    purpose: ColumnType<WithdrawalPurpose, WithdrawalPurpose | undefined, never>;
    reason: string;
    made_by: Id<'staff'> | null;
    made_by_name: string | null;
    decided_by: Generated<Id<'staff'> | null>;
    decided_by_name: Generated<string | null>;
    decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    note: Generated<string | null>;
    created_at: Date;
    finished_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  'funding.withdrawal_part': {
    id: Id<'refund'>;
    withdrawal_id: Id<'withdrawal'>;
    order_id: Id<'order'> | null;
    channel: string;
    amount_minor: Minor;
    state: WithdrawalPartState;
    capture_id: string;
    settled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  'funding.withdrawal_take': {
    id: string;
    part_id: Id<'refund'>;
    lot_id: Id<'payment'>;
    own_minor: Minor;
    gift_minor: Minor;
    capture_id: string;
  };
};
