import type { GiftFrequency, GiftKind, GiftOfferState, MEMBER_KINDS } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type MemberKind = (typeof MEMBER_KINDS)[number];
/** Read it as text: the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

export type GiftsTables = {
  'gifts.offer': {
    id: Id<'giftOffer'>;
    name_zh: string;
    name_en: string;
    search_name: GeneratedAlways<string>;
    kind: GiftKind;
    min_minor: Minor;
    gift_minor: Minor | null;
    rate_bps: number | null;
    cap_minor: Minor | null;
    begins_on: Day;
    ends_on: Day;
    member_kinds: MemberKind[];
    frequency: GiftFrequency;
    budget_minor: Minor | null;
    given_count: Generated<number>;
    given_minor: ColumnType<Minor, Minor | undefined, Minor>;
    returned_minor: ColumnType<Minor, Minor | undefined, Minor>;
    account_id: number;
    state: Generated<GiftOfferState>;
    revision: Generated<number>;
    written_by: ColumnType<Id<'staff'> | null, Id<'staff'>, Id<'staff'>>;
    written_by_name: ColumnType<string | null, string, string>;
    started_by: ColumnType<Id<'staff'> | null, undefined, Id<'staff'> | null>;
    started_by_name: ColumnType<string | null, undefined, string | null>;
    stopped_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    created_at: Date;
  };
  'gifts.lot': {
    id: Id<'payment'>;
    member_id: Id<'member'>;
    paid_minor: Minor;
    gift_minor: Minor;
    offer_id: Id<'giftOffer'> | null;
    paid_back_minor: ColumnType<Minor, Minor | undefined, Minor>;
    gift_back_minor: ColumnType<Minor, Minor | undefined, Minor>;
    credited_at: Date;
  };
};
