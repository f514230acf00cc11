import type {
  EARNING_RULE_STATUSES,
  LEVEL_MEASURES,
  LOT_STATES,
  POINTS_PROGRAMME_STATUSES,
  POINTS_ROUND_SOURCES,
  POINTS_ROUND_STATES,
  POINTS_SOURCES,
  PRICE_STATES,
  RULE_SCHEDULES,
  RULE_STATUSES,
} from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AudienceReach, AudienceWish } from '../members/index.ts';

/** A day; read it as `expires_on::text`, the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

export type LoyaltyTables = {
  'loyalty.programme': {
    id: Id<'pointsProgramme'>;
    issuer_id: Id<'organization'> | null;
    name_zh: string;
    name_en: string;
    search_name: GeneratedAlways<string>;
    status: Generated<(typeof POINTS_PROGRAMME_STATUSES)[number]>;
    expiry: 'months' | 'year';
    expiry_months: number | null;
    expiry_year: number | null;
    pending_days: number;
    unit: number;
    issued_account: number;
    redeemed_account: number;
    expired_account: number;
    created_by_name: string;
    created_at: Date;
  };
  'loyalty.price': {
    id: Id<'pointPrice'>;
    programme_id: Id<'pointsProgramme'>;
    price_per_thousand: number;
    state: Generated<(typeof PRICE_STATES)[number]>;
    wished_on: ColumnType<string | null, string | null, never>;
    starts_at: Date | null;
    proposed_side: 'issuer' | 'operator';
    proposed_by: string;
    proposed_by_name: string;
    proposed_at: Date;
    decided_by: string | null;
    decided_by_name: string | null;
    decided_at: Date | null;
  };
  'loyalty.account': {
    programme_id: Id<'pointsProgramme'>;
    member_id: Id<'member'>;
    account_id: number;
    opened_at: Date;
  };
  'loyalty.round': {
    id: Id<'pointsRound'>;
    programme_id: Id<'pointsProgramme'>;
    source: (typeof POINTS_ROUND_SOURCES)[number];
    label: string | null;
    import_id: Id<'import'> | null;
    rule_id: Id<'pointsRule'> | null;
    state: (typeof POINTS_ROUND_STATES)[number];
    reason: string | null;
    reached_id: string | null;
    lot_count: Generated<number>;
    points: Generated<number>;
    taken_back_count: Generated<number>;
    taken_back_points: Generated<number>;
    made_by: string;
    made_by_name: string;
    created_at: Date;
    finished_at: Date | null;
  };
  'loyalty.lot': {
    id: Id<'pointsLot'>;
    programme_id: Id<'pointsProgramme'>;
    member_id: Id<'member'>;
    round_id: Id<'pointsRound'> | null;
    source: (typeof POINTS_SOURCES)[number];
    label: string | null;
    state: (typeof LOT_STATES)[number];
    granted: number;
    remaining: number;
    expired: Generated<number>;
    taken_back: Generated<number>;
    available_on: Day;
    expires_on: Day;
    warned_days: number | null;
    created_at: Date;
    granted_at: Date | null;
    ended_at: Date | null;
  };
  'loyalty.rule': {
    id: Id<'pointsRule'>;
    programme_id: Id<'pointsProgramme'>;
    audience: ColumnType<AudienceWish & { within: AudienceReach }, string, never>;
    points: number;
    schedule: (typeof RULE_SCHEDULES)[number];
    day_of_month: number | null;
    status: Generated<(typeof RULE_STATUSES)[number]>;
    next_on: ColumnType<string | null, string | null, string | null>;
    reason: string | null;
    made_by: string;
    made_by_name: string;
    created_at: Date;
  };
  'loyalty.earning_rule': {
    id: Id<'earningRule'>;
    programme_id: Id<'pointsProgramme'>;
    points: number;
    per_minor: Minor;
    factor_percent: number;
    merchant_ids: Id<'organization'>[];
    audience: ColumnType<AudienceWish & { within: AudienceReach }, string, never>;
    status: Generated<(typeof EARNING_RULE_STATUSES)[number]>;
    starts_at: Date;
    made_by: string;
    made_by_name: string;
  };
  'loyalty.earning': {
    payment_id: string;
    programme_id: Id<'pointsProgramme'>;
    member_id: Id<'member'>;
    rule_id: Id<'earningRule'>;
    lot_id: Id<'pointsLot'> | null;
    points: number;
    per_minor: Minor;
    factor_percent: number;
    net_minor: Minor;
    paid_at: Date;
  };
  'loyalty.ladder': {
    programme_id: Id<'pointsProgramme'>;
    measure: (typeof LEVEL_MEASURES)[number];
    period_months: number;
    grace_days: number;
    levels: ColumnType<
      readonly { id: Id<'pointsLevel'>; name_zh: string; name_en: string; threshold: number; factor_percent: number }[],
      string,
      string
    >;
  };
  'loyalty.standing': {
    programme_id: Id<'pointsProgramme'>;
    member_id: Id<'member'>;
    rank: number;
    holds_until: Day;
    given_rank: number | null;
    given_until: ColumnType<string | null, string | null, string | null>;
  };
  'loyalty.event_kind': {
    id: Id<'eventKind'>;
    programme_id: Id<'pointsProgramme'>;
    issuer_id: Id<'organization'> | null;
    code: string;
    name_zh: string;
    name_en: string;
    points: number;
    level_rank: number | null;
    status: Generated<'on' | 'off'>;
    created_at: Date;
  };
  'loyalty.event': {
    id: Id<'pointsEvent'>;
    programme_id: Id<'pointsProgramme'>;
    issuer_id: Id<'organization'> | null;
    event_id: string;
    kind_id: Id<'eventKind'>;
    member_id: Id<'member'>;
    lot_id: Id<'pointsLot'>;
    points: number;
    key_name: string;
    received_at: Date;
  };
  'loyalty.issuer_key': {
    id: Id<'issuerKey'>;
    issuer_id: Id<'organization'> | null;
    name: string;
    token_hash: string;
    may_top_up: Generated<boolean>;
    created_by_name: string;
    created_at: Date;
    last_used_at: Date | null;
    revoked_at: Date | null;
  };
  'loyalty.draw': {
    id: string;
    programme_id: Id<'pointsProgramme'>;
    member_id: Id<'member'>;
    points: number;
    returned: Generated<number>;
    drawn_at: Date;
  };
  'loyalty.lot_use': {
    draw_id: string;
    ordinal: number;
    lot_id: Id<'pointsLot'>;
    points: number;
    returned: Generated<number>;
  };
  'loyalty.draw_return': {
    id: string;
    draw_id: string;
    member_id: Id<'member'>;
    points: number;
    forfeited: number;
    returned_at: Date;
  };
};
