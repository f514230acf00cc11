import type { AgreedPriceState, AgreeingSide, ItemKind, ItemPhotoType, ItemState, StockMoveKind } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Given as text, read as what it says. */
type LevelPrice = { levelId: Id<'pointsLevel'>; points: number };
type Decided<T> = ColumnType<T | null, undefined, T>;

export type CatalogueTables = {
  'catalogue.category': {
    id: Id<'category'>;
    code: string;
    name_zh: string;
    name_en: string;
    parent_id: Id<'category'> | null;
    place: number;
    state: 'on' | 'off';
    created_at: Date;
  };
  'catalogue.item': {
    id: Id<'item'>;
    merchant_id: Id<'organization'>;
    category_id: Id<'category'>;
    kind: ItemKind;
    name: string;
    description: string;
    search_name: GeneratedAlways<string>;
    money_minor: Minor | null;
    points: number | null;
    level_prices: ColumnType<LevelPrice[], string | undefined, string>;
    stock: number | null;
    shop_ids: Id<'shop'>[] | null;
    needs_photo: boolean;
    needs_booking: boolean;
    needs_confirmation: Generated<boolean>;
    state: Generated<ItemState>;
    message: Generated<string>;
    revision: Generated<number>;
    created_by_name: string;
    created_at: Date;
    changed_at: Date;
  };
  'catalogue.agreed_price': {
    id: Id<'agreedPrice'>;
    item_id: Id<'item'>;
    merchant_id: Id<'organization'>;
    amount_minor: Minor;
    state: Generated<AgreedPriceState>;
    wished_on: string | null;
    starts_at: Decided<Date>;
    proposed_side: AgreeingSide;
    proposed_by: Id<'staff'>;
    proposed_by_name: string;
    proposed_at: Date;
    decided_side: Decided<AgreeingSide>;
    decided_by: Decided<Id<'staff'>>;
    decided_by_name: Decided<string>;
    decided_at: Decided<Date>;
  };
  'catalogue.stock_move': {
    id: Id<'stockMove'>;
    item_id: Id<'item'>;
    merchant_id: Id<'organization'>;
    kind: StockMoveKind;
    change: number | null;
    stock_after: number | null;
    reason: string;
    key: string | null;
    made_by_name: string;
    at: Date;
  };
  'catalogue.photo': {
    id: Id<'itemPhoto'>;
    item_id: Id<'item'>;
    merchant_id: Id<'organization'>;
    content_type: ItemPhotoType;
    width_px: number;
    height_px: number;
    content_sealed: string;
    place: Generated<number>;
    added_at: Date;
  };
};
