import { z } from 'zod';
import {
  DISPUTE_AUDIENCES,
  DISPUTE_AUTHORS,
  DISPUTE_ENTRY_KINDS,
  DISPUTE_KINDS,
  DISPUTE_OUTCOMES,
  DISPUTE_STANCES,
  DISPUTE_STATES,
  DISPUTE_TEXT_MAX,
  DISPUTE_WAYS,
} from './dispute-words.ts';
import { payment } from './payment-shapes.ts';
import { amountMinor, balanceMinor, id, instant } from './schemas.ts';
import { paragraphs } from './texts.ts';

/** What people write about a case, in as many lines as they like. */
export const words = paragraphs(DISPUTE_TEXT_MAX).min(1);

export const disputeEntry = z.object({
  id: id<'entry'>(),
  kind: z.enum(DISPUTE_ENTRY_KINDS),
  /** Who may read it, beside the desk. */
  audience: z.enum(DISPUTE_AUDIENCES),
  author: z.enum(DISPUTE_AUTHORS),
  /** Null where the reader is not told a name: nobody but the operator's people reads whose hand it was. */
  authorName: z.string().nullable(),
  text: z.string().nullable(),
  amountMinor: balanceMinor.nullable(),
  /** The size of the picture of a `photo`, whose id is the entry’s; null once it is no longer kept. */
  photo: z.object({ widthPx: z.int(), heightPx: z.int() }).nullable(),
  at: instant,
});
export type DisputeEntry = z.input<typeof disputeEntry>;

const common = {
  id: id<'dispute'>(),
  /** The number that people say on the phone. */
  caseNumber: z.string(),
  kind: z.enum(DISPUTE_KINDS),
  state: z.enum(DISPUTE_STATES),
  paymentId: id<'payment'>().nullable(),
  paidMinor: balanceMinor.nullable(),
  merchantId: id<'organization'>().nullable(),
  merchantName: z.string().nullable(),
  /** What it should have been, or what is missing, as the member says. */
  claimMinor: balanceMinor.nullable(),
  text: z.string(),
  openedAt: instant,
  dueAt: instant,
  outcome: z.enum(DISPUTE_OUTCOMES).nullable(),
  amountMinor: balanceMinor.nullable(),
  reason: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** The refund, correction or payment that the decision made. */
  moneyId: id<'payment'>().nullable(),
  closedAt: instant.nullable(),
  /** What the member said of the decision; null: nothing yet. */
  isContent: z.boolean().nullable(),
  /** Whether the member may say that the decision does not do; once, and not where money has moved. */
  mayReopen: z.boolean(),
};

export const ownDispute = z.object(common);
export type OwnDispute = z.input<typeof ownDispute>;

export const dispute = z.object({
  ...common,
  /** Null for a merchant, who sees masked names. */
  memberId: id<'member'>().nullable(),
  memberName: z.string(),
  memberNumber: z.string(),
  way: z.enum(DISPUTE_WAYS),
  /** It is under way and past its day. */
  isOverdue: z.boolean(),
  /** By when the member hears a first word; null for cases from before there was such a time. */
  firstDueAt: instant.nullable(),
  firstAnsweredAt: instant.nullable(),
  /** Nobody has answered, and the time for it is over. */
  isUnanswered: z.boolean(),
  merchantDueAt: instant.nullable(),
  merchantStance: z.enum(DISPUTE_STANCES).nullable(),
  /** Null for a merchant, and while nobody has taken it. */
  assignedTo: z.string().nullable(),
  isMine: z.boolean(),
  /** Null for a merchant. */
  decidedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** Whether the person who asks opened it for the member, and so decides nothing that moves money. */
  openedByMe: z.boolean(),
  /** Whether the person who asks proposed it, and so cannot approve it. */
  decidedByMe: z.boolean(),
});
export type Dispute = z.input<typeof dispute>;

export const whole = z.object({ dispute, payment: payment.nullable(), refunds: z.array(payment), entries: z.array(disputeEntry) });
export type WholeDispute = z.input<typeof whole>;
export const wholeOwn = z.object({ dispute: ownDispute, entries: z.array(disputeEntry) });
export type WholeOwnDispute = z.input<typeof wholeOwn>;

/** What is wrong, and with what. */
export const claim = {
  kind: z.enum(DISPUTE_KINDS),
  paymentId: id<'payment'>().optional(),
  /** Of a complaint about no payment: where it was. */
  merchantId: id<'organization'>().optional(),
  claimMinor: amountMinor.optional(),
  text: words,
  /** Stops every card of the member at once, for a charge that was not theirs. */
  freezeCards: z.boolean().default(false),
};
