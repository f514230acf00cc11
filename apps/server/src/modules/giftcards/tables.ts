import type { GiftCardState, MERCHANT_CATEGORIES } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Category = (typeof MERCHANT_CATEGORIES)[number];
/** A day; read it as `expires_on::text`, the driver would make an instant of it. */
type Day<Value> = ColumnType<Value, Value, Value>;
type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;

export type OperatorPurpose = 'bonus' | 'breakage';

export type GiftcardsTables = {
  'giftcards.kind': {
    id: Id<'giftCardKind'>;
    name_zh: string;
    name_en: string;
    search_name: GeneratedAlways<string>;
    status: Generated<'open' | 'closed'>;
    amounts: Minor[];
    least_minor: Minor | null;
    most_minor: Minor | null;
    price_bps: number;
    everywhere: boolean;
    merchant_ids: Id<'organization'>[];
    categories: Category[];
    valid_days: number | null;
    account_id: number;
    created_at: Date;
  };
  'giftcards.card': {
    id: Id<'giftCard'>;
    kind_id: Id<'giftCardKind'>;
    state: GiftCardState;
    code_hash: string;
    code_sealed: string | null;
    code_tail: string;
    face_minor: Minor;
    price_minor: Minor;
    buyer_id: Id<'member'> | null;
    recipient_id: Id<'member'> | null;
    sender_name: string;
    recipient_name: string;
    message: string;
    sold_on: Day<string>;
    sold_at: Date;
    sold_by_name: string | null;
    expires_on: Day<string | null>;
    holder_id: Later<Id<'member'>>;
    wallet_id: Later<Id<'wallet'>>;
    account_id: Later<number>;
    held_at: Later<Date>;
    lapsed_minor: Generated<Minor>;
    ended_at: Later<Date>;
    reason: Generated<string>;
  };
  'giftcards.operator_account': { purpose: OperatorPurpose; account_id: number };
};
