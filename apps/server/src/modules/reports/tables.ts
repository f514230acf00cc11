import type {
  ALL_MEMBER_KINDS,
  REPORT_FORMATS,
  REPORT_FREQUENCIES,
  ReportDimension,
  ReportSubscription,
  SENDING_STATES,
  SUBSCRIPTION_STATUSES,
} from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

export type ReportsTables = {
  'reports.day_sum': {
    business_on: string;
    party_id: Id<'organization'> | null;
    merchant_id: Id<'organization'>;
    shop_id: Id<'shop'> | null;
    region: string;
    item_id: Id<'item'> | null;
    issuer_id: Id<'organization'> | null;
    department_id: Id<'department'> | null;
    member_kind: (typeof ALL_MEMBER_KINDS)[number] | null;
    payment_count: number;
    paid_minor: Minor;
    refund_count: number;
    refunded_minor: Minor;
    redemption_count: number;
    points: number;
  };
  'reports.member_day': {
    business_on: string;
    party_id: Id<'organization'> | null;
    member_id: Id<'member'>;
    visit_count: number;
    amount: number;
  };
  'reports.member_month': {
    month_on: string;
    party_id: Id<'organization'> | null;
    member_id: Id<'member'>;
    day_count: number;
    visit_count: number;
    amount: number;
    last_on: string | null;
  };
  'reports.subscription': {
    id: Id<'reportSubscription'>;
    staff_id: Id<'staff'>;
    name: string;
    frequency: (typeof REPORT_FREQUENCIES)[number];
    at_hour: number;
    weekday: number;
    day_of_month: number;
    dimension: ReportDimension;
    format: (typeof REPORT_FORMATS)[number];
    filters: ColumnType<ReportSubscription['filters'], string, string>;
    status: Generated<(typeof SUBSCRIPTION_STATUSES)[number]>;
    next_at: Date;
    created_at: Date;
  };
  'reports.sending': {
    id: Id<'reportSending'>;
    subscription_id: Id<'reportSubscription'>;
    staff_id: Id<'staff'>;
    from_on: ColumnType<string, string, never>;
    to_on: ColumnType<string, string, never>;
    is_trial: boolean;
    state: Generated<(typeof SENDING_STATES)[number]>;
    tries: Generated<number>;
    last_error: string | null;
    created_at: Date;
    claimed_at: Date | null;
    sent_at: Date | null;
  };
  'reports.made_day': { business_on: string; mark: string; made_at: Date };
};
