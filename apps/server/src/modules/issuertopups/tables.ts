import type { ISSUER_TOP_UP_WAYS } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

/** A day; read it as text, the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

export type IssuertopupsTables = {
  'issuertopups.top_up': {
    id: Id<'issuerTopUp'>;
    issuer_id: Id<'organization'>;
    member_id: Id<'member'>;
    amount_minor: Minor;
    way: (typeof ISSUER_TOP_UP_WAYS)[number];
    reference: string | null;
    reason: string;
    made_by_name: string;
    business_on: Day;
    at: Date;
    taken_back_id: Generated<string | null>;
    taken_back_at: Generated<Date | null>;
    taken_back_by_name: Generated<string | null>;
    taken_back_reason: Generated<string | null>;
  };
};
