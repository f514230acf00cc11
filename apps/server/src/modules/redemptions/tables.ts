import type { RedemptionState, RedemptionWay, ReturnKind } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

/** A day; read it as `expires_on::text`, the driver would make an instant of it. */
type Day<Value = BusinessDay> = ColumnType<Value, Value, Value>;

export type RedemptionsTables = {
  'redemptions.redemption': {
    id: Id<'redemption'>;
    number: string;
    way: RedemptionWay;
    state: RedemptionState;
    member_id: Id<'member'>;
    issuer_ids: Id<'organization'>[];
    merchant_id: Id<'organization'>;
    shop_id: Id<'shop'> | null;
    terminal_id: Id<'terminal'> | null;
    taken_by_name: string;
    item_id: Id<'item'>;
    category_id: Id<'category'>;
    item_name: string;
    search_name: string;
    quantity: number;
    returned_quantity: Generated<number>;
    points: number;
    cash_minor: Minor;
    cash_left_minor: Minor;
    discount_minor: Generated<Minor>;
    beside_minor: Generated<Minor>;
    needs_photo: boolean;
    accrual_id: string | null;
    voucher_hash: string | null;
    voucher_sealed: string | null;
    wished_at: Date | null;
    note: string;
    expires_on: Day<BusinessDay | null>;
    answer_by: Date | null;
    answered_at: Generated<Date | null>;
    answered_by_name: Generated<string>;
    business_on: Day;
    created_at: Date;
    taken_at: Date | null;
    ended_at: Date | null;
  };
  'redemptions.source': {
    redemption_id: Id<'redemption'>;
    ordinal: number;
    programme_id: Id<'pointsProgramme'>;
    issuer_id: Id<'organization'> | null;
    member_id: Id<'member'>;
    points: number;
    points_left: number;
    draw_id: string;
  };
  'redemptions.source_price': {
    redemption_id: Id<'redemption'>;
    ordinal: number;
    issuer_id: Id<'organization'> | null;
    price_minor: Minor;
    left_minor: Minor;
  };
  'redemptions.source_cost': { redemption_id: Id<'redemption'>; ordinal: number; cost_minor: Minor; left_minor: Minor };
  'redemptions.due': {
    redemption_id: Id<'redemption'>;
    merchant_id: Id<'organization'>;
    agreed_each_minor: Minor;
    due_minor: Minor;
    left_minor: Minor;
  };
  'redemptions.giving_back': {
    id: Id<'redemptionReturn'>;
    redemption_id: Id<'redemption'>;
    kind: ReturnKind;
    quantity: number;
    points: number;
    forfeited_points: number;
    cash_minor: Minor;
    reason: string;
    by_name: string;
    at: Date;
  };
  'redemptions.photo': {
    id: Id<'redemptionPhoto'>;
    merchant_id: Id<'organization'>;
    redemption_id: Id<'redemption'> | null;
    content_type: 'image/jpeg' | 'image/png' | 'image/webp';
    width_px: number;
    height_px: number;
    content_sealed: string;
    added_at: Date;
  };
};
