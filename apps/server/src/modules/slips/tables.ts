import type { BusinessDay, Id, Minor } from '@tessera/kernel';

export type SlipState = 'waiting' | 'posted' | 'refused';

export type SlipsTables = {
  'slips.slip': {
    id: Id<'slip'>;
    merchant_id: Id<'organization'>;
    slip_number: string;
    member_id: Id<'member'>;
    amount_minor: Minor;
    paid_on: BusinessDay;
    /** The file that it came in; null where it was keyed by hand. */
    import_id: Id<'import'> | null;
    state: SlipState;
    keyed_by: Id<'staff'>;
    keyed_by_name: string;
    keyed_at: Date;
    decided_by: Id<'staff'> | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    reason: string | null;
  };
};
