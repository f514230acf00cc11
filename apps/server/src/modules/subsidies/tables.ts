import type { AllotmentProblem, MERCHANT_CATEGORIES, RoundState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AudienceReach, AudienceWish } from '../members/index.ts';

type Category = (typeof MERCHANT_CATEGORIES)[number];
/** A day; read it as `expires_on::text`, the driver would make an instant of it. */
type Day = ColumnType<string | null, string | null, string | null>;

export type SubsidiesTables = {
  'subsidies.programme': {
    id: Id<'programme'>;
    name_zh: string;
    name_en: string;
    search_name: GeneratedAlways<string>;
    status: Generated<'open' | 'closed'>;
    everywhere: boolean;
    merchant_ids: Id<'organization'>[];
    categories: Category[];
    expiry: 'never' | 'on' | 'after';
    expires_on: Day;
    expires_after_days: number | null;
    budget_minor: Minor | null;
    account_id: number;
    created_at: Date;
  };
  'subsidies.programme_day': {
    programme_id: Id<'programme'>;
    business_on: string;
    granted_minor: Minor;
    spent_minor: Minor;
    expired_minor: Minor;
    taken_back_minor: Minor;
  };
  'subsidies.purse': {
    id: Id<'purse'>;
    programme_id: Id<'programme'>;
    wallet_id: Id<'wallet'>;
    member_id: Id<'member'>;
    account_id: number;
    expires_on: Day;
    opened_at: Date;
    warned_at: Date | null;
    swept_at: Date | null;
  };
  'subsidies.round': {
    id: Id<'round'>;
    programme_id: Id<'programme'>;
    label: string | null;
    source: 'hand' | 'audience' | 'import';
    import_id: Id<'import'> | null;
    audience: ColumnType<(AudienceWish & { within?: AudienceReach }) | null, string | null, never>;
    amount_minor: Minor | null;
    state: RoundState;
    reason: string | null;
    made_by: Id<'staff'>;
    made_by_name: string;
    decided_by: Id<'staff'> | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    reached_id: string | null;
    allotted_count: Generated<number>;
    allotted_minor: Generated<Minor>;
    granted_count: Generated<number>;
    granted_minor: Generated<Minor>;
    refused_count: Generated<number>;
    taken_back_count: Generated<number>;
    taken_back_minor: Generated<Minor>;
    created_at: Date;
    finished_at: Date | null;
  };
  'subsidies.allotment': {
    id: Id<'allotment'>;
    round_id: Id<'round'>;
    programme_id: Id<'programme'>;
    label: string | null;
    member_id: Id<'member'>;
    amount_minor: Minor;
    state: Generated<'waiting' | 'granted' | 'refused' | 'taken_back'>;
    problem: AllotmentProblem | null;
    purse_id: Id<'purse'> | null;
    taken_back_minor: Generated<Minor>;
    granted_at: Date | null;
  };
};
