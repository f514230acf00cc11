import type { DisputePhotoType, ReviewState, ReviewSubject, ReviewTag } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type ReviewsTables = {
  'reviews.review': {
    id: Id<'review'>;
    subject_kind: ReviewSubject;
    subject_id: Id<'payment'>;
    member_id: Id<'member'>;
    merchant_id: Id<'organization'>;
    item_name: string;
    stars: number;
    tags: ReviewTag[];
    text: string;
    state: Generated<ReviewState>;
    hidden_reason: string | null;
    hidden_by_name: string | null;
    answer: string | null;
    answered_by_name: string | null;
    answered_at: Date | null;
    created_at: Date;
    edited_at: Date | null;
  };
  'reviews.photo': {
    id: Id<'reviewPhoto'>;
    review_id: Id<'review'>;
    content_type: DisputePhotoType;
    width_px: number;
    height_px: number;
    content_sealed: string;
  };
  'reviews.quality': {
    merchant_id: Id<'organization'>;
    scored_on: BusinessDay;
    score: number | null;
    stars_sum: number;
    review_count: number;
    upheld_count: number;
    open_count: number;
    sale_count: number;
  };
};
