import { COMPLAINT_KINDS, type DisputeKind, type DisputeOutcome, type DisputeState, type PaymentKind } from '@tessera/contract';
import { type Minor, subtract, toMinor } from '@tessera/kernel';

/** Under way: somebody still has to do something. */
export const ACTIVE_STATES = ['open', 'asked', 'review', 'consent', 'approval'] as const satisfies readonly DisputeState[];

/** What waits for a second person, or for the member: whom it does not ask reads it as `review`, until it is certain. */
export const HIDDEN_FROM_MEMBER = ['approval'] as const satisfies readonly DisputeState[];
export const HIDDEN_FROM_MERCHANT = ['approval', 'consent'] as const satisfies readonly DisputeState[];

/** The states that somebody means who asks for one as it was told to them. Pure. */
export function statesBehind(told: DisputeState, hidden: readonly DisputeState[]): DisputeState[] {
  if (hidden.includes(told)) return [];
  return told === 'review' ? ['review', ...hidden] : [told];
}

/** In which states each act makes sense. */
const MOVES = {
  write: [...ACTIVE_STATES, 'decided'],
  assign: ACTIVE_STATES,
  ask: ['open', 'review'],
  answer: ['open', 'asked', 'review'],
  decide: ['open', 'asked', 'review'],
  approve: ['approval'],
  agree: ['consent'],
  withdraw: ['open', 'asked', 'review', 'consent'],
  accept: ['decided'],
} as const satisfies Record<string, readonly DisputeState[]>;
export type Move = keyof typeof MOVES;

/** Pure. */
export function mayMove(state: DisputeState, move: Move): boolean {
  const allowed: readonly DisputeState[] = MOVES[move];
  return allowed.includes(state);
}

/** About goods, people or a place rather than money. */
export function isComplaint(kind: DisputeKind): boolean {
  return (COMPLAINT_KINDS as readonly DisputeKind[]).includes(kind); // The list names kinds.
}

export function isActive(state: DisputeState): boolean {
  return (ACTIVE_STATES as readonly DisputeState[]).includes(state); // The list names states.
}

/** Which movements a kind of case can be about; null where it may be about none at all. */
const ABOUT: Record<DisputeKind, { kinds: readonly PaymentKind[] | 'any'; needsPayment: boolean; needsAmount: boolean }> = {
  charged_twice: { kinds: ['charge'], needsPayment: true, needsAmount: false },
  wrong_amount: { kinds: ['charge'], needsPayment: true, needsAmount: true },
  not_me: { kinds: ['charge', 'withdrawal'], needsPayment: true, needsAmount: false },
  not_received: { kinds: ['charge'], needsPayment: true, needsAmount: false },
  top_up_missing: { kinds: ['top_up', 'issuer_top_up'], needsPayment: false, needsAmount: true },
  other: { kinds: 'any', needsPayment: false, needsAmount: false },
  bad_quality: { kinds: ['charge'], needsPayment: true, needsAmount: false },
  bad_service: { kinds: ['charge'], needsPayment: false, needsAmount: false },
  unclean: { kinds: ['charge'], needsPayment: false, needsAmount: false },
  facility: { kinds: ['charge'], needsPayment: false, needsAmount: false },
};

export type ClaimFault = 'disputes.payment_needed' | 'disputes.kind_not_for_payment' | 'disputes.amount_needed';

/** Whether such a case can be opened about such a movement. Pure. */
export function faultOfClaim(claim: { kind: DisputeKind; claimMinor: Minor | undefined }, payment: PaymentKind | undefined): ClaimFault | undefined {
  const { kinds, needsPayment, needsAmount } = ABOUT[claim.kind];
  if (payment === undefined && needsPayment) return 'disputes.payment_needed';
  if (payment !== undefined && kinds !== 'any' && !kinds.includes(payment)) return 'disputes.kind_not_for_payment';
  return needsAmount && claim.claimMinor === undefined ? 'disputes.amount_needed' : undefined;
}

export type ReopeningFault = 'disputes.not_now' | 'disputes.money_moved' | 'disputes.reopened_already';

/** Why the member may not say that the decision does not do: once, and not where money has moved. Pure. */
export function faultOfReopening(row: { state: DisputeState; money_id: string | null; reopened_at: Date | null }): ReopeningFault | undefined {
  if (row.state !== 'decided') return 'disputes.not_now';
  if (row.money_id !== null) return 'disputes.money_moved';
  return row.reopened_at === null ? undefined : 'disputes.reopened_already';
}

/** What a decision leads to: at once, after the member's word, or after a second person's. */
export function stateAfter(outcome: DisputeOutcome): 'decided' | 'consent' | 'approval' {
  if (outcome === 'correction') return 'consent';
  return outcome === 'goodwill' ? 'approval' : 'decided';
}

export type RefundPlan = { amountMinor: Minor } | { fault: 'disputes.payment_needed' | 'disputes.amount_needed' | 'disputes.nothing_left' };

/** How much a refund gives back: what is left of the payment, or the part that was named. Pure. */
export function planRefund(
  outcome: 'refund' | 'refund_part',
  of: { payment: { kind: PaymentKind; amountMinor: Minor; refundedMinor: Minor } | null; amountMinor: Minor | undefined },
): RefundPlan {
  if (of.payment?.kind !== 'charge') return { fault: 'disputes.payment_needed' };
  const leftMinor = subtract(of.payment.amountMinor, of.payment.refundedMinor);
  if (leftMinor <= 0) return { fault: 'disputes.nothing_left' };
  if (outcome === 'refund') return { amountMinor: toMinor(leftMinor) };
  return of.amountMinor === undefined ? { fault: 'disputes.amount_needed' } : { amountMinor: of.amountMinor };
}

const NUMBER_DIGITS = 6;

/** `D000042`: as it is read out on the phone. */
export function caseNumberOf(number: number): string {
  return `D${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** The number behind what somebody typed, with or without its letter and zeros. */
export function readCaseNumber(text: string): number | undefined {
  const digits = /^d?0*(\d{1,12})$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
