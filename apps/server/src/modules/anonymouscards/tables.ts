import type { AnonymousCardState } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type AnonymouscardsTables = {
  'anonymouscards.card': {
    id: Id<'anonymousCard'>;
    member_id: Id<'member'>;
    card_id: Id<'card'>;
    tail: string;
    state: Generated<AnonymousCardState>;
    deposit_minor: Minor;
    sold_on: BusinessDay;
    sold_at: Date;
    sold_by: Id<'staff'>;
    sold_by_name: string;
    ended_on: Generated<BusinessDay | null>;
    ended_at: Generated<Date | null>;
    ended_by: Generated<Id<'staff'> | null>;
    ended_by_name: Generated<string | null>;
    paid_minor: Generated<Minor | null>;
    registered_to: Generated<Id<'member'> | null>;
  };
};
