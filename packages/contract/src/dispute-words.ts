export const disputesErrors = {
  'disputes.unknown': 404,
  'disputes.not_now': 409,
  'disputes.payment_unknown': 404,
  'disputes.payment_needed': 400,
  'disputes.kind_not_for_payment': 400,
  'disputes.amount_needed': 400,
  'disputes.window_over': 409,
  'disputes.open_already': 409,
  'disputes.too_many': 409,
  'disputes.no_merchant': 409,
  'disputes.not_at_desk': 400,
  'disputes.nothing_left': 409,
  'disputes.needs_another_person': 403,
  'disputes.opened_by_decider': 403,
  'disputes.insufficient_funds': 409,
  'disputes.goodwill_too_large': 409,
  'disputes.correction_too_large': 409,
  'disputes.amount_changed': 409,
  'disputes.too_many_today': 409,
  'disputes.too_many_words': 409,
  'disputes.merchant_unknown': 404,
  'disputes.photo_unknown': 404,
  'disputes.photo_unreadable': 400,
  'disputes.too_many_photos': 409,
  'disputes.reopened_already': 409,
  'disputes.money_moved': 409,
} as const;

/** What is wrong, as the member says. */
export const DISPUTE_KINDS = [
  'charged_twice',
  'wrong_amount',
  'not_me',
  'not_received',
  'top_up_missing',
  'other',
  'bad_quality',
  'bad_service',
  'unclean',
  'facility',
] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** About goods, people and places rather than money. */
export const COMPLAINT_KINDS = ['bad_quality', 'bad_service', 'unclean', 'facility'] as const satisfies readonly DisputeKind[];
/** About a place, whose shop can be named without a payment. */
export const PLACE_KINDS: readonly DisputeKind[] = ['bad_service', 'unclean', 'facility'];
/** What can be said without a payment that it is about. */
export const KINDS_WITHOUT_PAYMENT: readonly DisputeKind[] = ['top_up_missing', ...PLACE_KINDS, 'other'];

/** `consent` waits for the member, `approval` for a second person; then it is decided, and closed when the member is content or has said nothing. */
export const DISPUTE_STATES = ['open', 'asked', 'review', 'consent', 'approval', 'decided', 'closed', 'withdrawn'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/**
 * All or part given back, the missing part of a sum that was too low charged as well, a payment of the operator's own, no, or cleared up
 * without money.
 */
export const DISPUTE_OUTCOMES = ['refund', 'refund_part', 'correction', 'goodwill', 'refused', 'resolved'] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** Those that give or take money. Whoever opened the case for somebody does not decide them. */
export const MONEY_OUTCOMES = ['refund', 'refund_part', 'correction', 'goodwill'] as const satisfies readonly DisputeOutcome[];

export const DISPUTE_STANCES = ['accepted', 'objected'] as const;
export type DisputeStance = (typeof DISPUTE_STANCES)[number];
/** How it came in. */
export const DISPUTE_WAYS = ['app', 'counter', 'phone', 'chat'] as const;
export type DisputeWay = (typeof DISPUTE_WAYS)[number];

/** Who reads an entry, beside the operator's people. */
export const DISPUTE_AUDIENCES = ['all', 'member', 'merchant', 'desk'] as const;
export type DisputeAudience = (typeof DISPUTE_AUDIENCES)[number];
export const DISPUTE_AUTHORS = ['member', 'desk', 'merchant', 'system'] as const;
export type DisputeAuthor = (typeof DISPUTE_AUTHORS)[number];
export const DISPUTE_ENTRY_KINDS = [
  'opened',
  'message',
  'photo',
  'assigned',
  'asked',
  'answered',
  'silent',
  'proposed',
  'agreed',
  'disagreed',
  'rejected',
  'decided',
  'frozen',
  'withdrawn',
  'reopened',
  'closed',
] as const;
export type DisputeEntryKind = (typeof DISPUTE_ENTRY_KINDS)[number];

export const DISPUTE_TEXT_MAX = 1_000;
/** Photos of one case, whoever added them. */
export const DISPUTE_PHOTOS_MAX = 6;
export const DISPUTE_PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type DisputePhotoType = (typeof DISPUTE_PHOTO_TYPES)[number];
export const DISPUTE_PHOTO_BYTES_MAX = 1024 * 1024;
