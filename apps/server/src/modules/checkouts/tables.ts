import type { Id, Minor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import type { ColumnType, Generated } from 'kysely';
import type { AppliedView } from './checkout.ts';

/** A day; read it as text, the driver would make an instant of it. */
type Day = ColumnType<string, string, never>;

export type CheckoutsTables = {
  'checkouts.checkout': {
    id: Id<'checkout'>;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'>;
    terminal_id: Id<'terminal'> | null;
    gross_minor: Minor;
    discount_minor: Minor;
    total_minor: Minor;
    applied: ColumnType<AppliedView[], string, never>;
    returned_minor: Generated<Minor>;
    business_on: Day;
    at: Date;
  };
  'checkouts.share': {
    checkout_id: Id<'checkout'>;
    campaign_id: Id<'campaign'>;
    merchant_id: Id<'organization'>;
    member_id: Id<'member'>;
    bearer: Bearer;
    bearer_id: Id<'organization'> | null;
    discount_minor: Minor;
    cost_minor: Minor;
    transfer_id: string | null;
    returned_minor: Generated<Minor>;
    business_on: Day;
  };
};
