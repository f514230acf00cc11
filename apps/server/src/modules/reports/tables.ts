import type { ALL_MEMBER_KINDS } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';

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
    member_kind: (typeof ALL_MEMBER_KINDS)[number];
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
  'reports.made_day': { business_on: string; mark: string; made_at: Date };
};
