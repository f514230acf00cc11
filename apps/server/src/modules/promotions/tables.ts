import type { CampaignState, CouponState, IssueWay, MEMBER_KINDS, MERCHANT_CATEGORIES } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Bearer, Benefit, CampaignTrigger, Priced, ReturnPolicy, Standing, WeeklyHours } from '@tessera/rules';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type MemberKind = (typeof MEMBER_KINDS)[number];
type MerchantCategory = (typeof MERCHANT_CATEGORIES)[number];
/** Given as text, read as what it says. */
type Json<Value> = ColumnType<Value, string, string>;
type Nullable<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;

export type AudienceInRow = { readonly departmentIds: readonly Id<'department'>[]; readonly memberKinds: readonly MemberKind[] };

export type PromotionsTables = {
  'promotions.campaign': {
    id: Id<'campaign'>;
    name_zh: string;
    name_en: string;
    search_name: GeneratedAlways<string>;
    trigger: CampaignTrigger;
    benefit: Json<Benefit>;
    begins_at: Date;
    ends_at: Date | null;
    hours: Json<WeeklyHours[]>;
    merchant_ids: Id<'organization'>[];
    merchant_categories: MerchantCategory[];
    member_kinds: MemberKind[];
    department_ids: Id<'department'>[];
    item_ids: Id<'item'>[];
    category_ids: Id<'category'>[];
    level_ids: Id<'pointsLevel'>[];
    min_spend_minor: Minor | null;
    budget_minor: Minor | null;
    per_member_minor: Minor | null;
    per_member_count: number | null;
    places: number | null;
    bearer: Bearer;
    bearer_id: Id<'organization'> | null;
    priority: number;
    standing: Standing;
    return_policy: ReturnPolicy;
    code: string | null;
    coupon_valid_days: number | null;
    coupon_issue_max: number | null;
    coupon_takes: number | null;
    thanks_category_ids: Nullable<Id<'category'>[]>;
    secret: string;
    account_id: number;
    state: Generated<CampaignState>;
    revision: Generated<number>;
    written_by: Id<'staff'>;
    written_by_name: string;
    approved_by: Nullable<Id<'staff'>>;
    approved_by_name: Nullable<string>;
    used_count: Generated<number>;
    used_minor: ColumnType<Minor, Minor | undefined, Minor>;
    member_count: Generated<number>;
    issued_count: Generated<number>;
    created_at: Date;
  };
  'promotions.issue': {
    id: Id<'couponIssue'>;
    campaign_id: Id<'campaign'>;
    audience: Json<AudienceInRow>;
    state: 'issuing' | 'done';
    reached_id: Nullable<Id<'member'>>;
    made_by: Id<'staff'>;
    created_at: Date;
  };
  'promotions.coupon': {
    id: Id<'coupon'>;
    campaign_id: Id<'campaign'>;
    member_id: Id<'member'> | null;
    way: IssueWay;
    issue_id: Nullable<Id<'couponIssue'>>;
    thanks_for: Nullable<string>;
    code_hash: Nullable<string>;
    code_tail: Nullable<string>;
    state: Generated<CouponState>;
    locked_by: Nullable<string>;
    expires_at: Date | null;
    issued_at: Date;
    used_at: Nullable<Date>;
  };
  'promotions.reservation': {
    id: string;
    member_id: Id<'member'> | null;
    merchant_id: Id<'organization'>;
    fingerprint: string;
    priced: Json<Priced>;
    state: 'reserved' | 'confirmed' | 'released';
    expires_at: Date;
    created_at: Date;
  };
  'promotions.use': {
    reservation_id: string;
    campaign_id: Id<'campaign'>;
    member_id: Id<'member'> | null;
    coupon_id: Id<'coupon'> | null;
    cost_minor: Minor;
    used_on: ColumnType<string, string, string>;
    is_released: Generated<boolean>;
  };
  'promotions.code_try': { member_id: Id<'member'>; wrong_count: number; locked_until: Date | null };
};
