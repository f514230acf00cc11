import type {
  DisputeAudience,
  DisputeAuthor,
  DisputeEntryKind,
  DisputeKind,
  DisputeOutcome,
  DisputePhotoType,
  DisputeStance,
  DisputeState,
  DisputeWay,
  PaymentKind,
} from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type DisputesTables = {
  'disputes.dispute': {
    id: Id<'dispute'>;
    case_number: Generated<number>;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'> | null;
    payment_id: Id<'payment'> | null;
    payment_kind: PaymentKind | null;
    paid_minor: Minor | null;
    kind: DisputeKind;
    state: DisputeState;
    claim_minor: Minor | null;
    text: string;
    way: DisputeWay;
    opened_by: Id<'staff'> | null;
    opened_at: Date;
    due_at: Date;
    overdue_told_at: Date | null;
    merchant_due_at: Date | null;
    merchant_stance: DisputeStance | null;
    assigned_to: Id<'staff'> | null;
    assigned_name: string | null;
    outcome: DisputeOutcome | null;
    amount_minor: Minor | null;
    reason: string | null;
    decided_by: Id<'staff'> | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    approved_by: Id<'staff'> | null;
    approved_by_name: string | null;
    money_id: Id<'payment'> | null;
    closed_at: Date | null;
    first_due_at: Date | null;
    first_answered_at: Date | null;
    unanswered_told_at: Date | null;
    reopened_at: Date | null;
    is_content: boolean | null;
  };
  'disputes.entry': {
    id: Id<'entry'>;
    dispute_id: Id<'dispute'>;
    kind: DisputeEntryKind;
    audience: DisputeAudience;
    author: DisputeAuthor;
    author_id: string | null;
    author_name: string | null;
    text: string | null;
    amount_minor: Minor | null;
    at: Date;
  };
  'disputes.photo': {
    entry_id: Id<'entry'>;
    content_type: DisputePhotoType;
    width_px: number;
    height_px: number;
    content_sealed: string;
  };
  'disputes.operator_account': { purpose: 'goodwill'; account_id: number };
};
