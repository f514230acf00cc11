import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

/** Five wrong codes of a handle within ten minutes lock the handle for ten minutes. */
export const WRONG_CODES_MAX = 5;
export const WRONG_CODES_WINDOW_SECONDS = 600;
export const HANDLE_LOCK_SECONDS = 600;

const TAIL_LENGTH = 4;

/** active → frozen → active …, and from either to void, for ever. */
export type CardStatus = 'active' | 'frozen' | 'void';
export type CardKind = 'physical' | 'virtual';
/** In the order of their say: what one froze, those before cannot make usable again. */
export const FREEZERS = ['holder', 'guardian', 'issuer', 'staff'] as const;
export type FrozenBy = (typeof FREEZERS)[number];

export type Card = {
  readonly id: Id<'card'>;
  readonly walletId: Id<'wallet'>;
  readonly memberId: Id<'member'>;
  readonly kind: CardKind;
  readonly status: CardStatus;
  /** The last four characters of the UID or of the handle. */
  readonly tail: string;
  readonly issuedAt: Date;
  readonly frozenAt: Date | null;
  /** Who froze it: what the staff froze, the holder cannot make usable again. */
  readonly frozenBy: FrozenBy | null;
  /** Who had frozen it before the staff took over; it stays frozen by them when the staff lets go. */
  readonly frozenBefore: FrozenBy | null;
};

/**
 * The card after a loss report; one that is frozen already stays as it is, unless somebody with more say takes over.
 * @throws AppError cards.void
 */
export function freeze(card: Card, by: FrozenBy, now: Date): Card {
  refuseVoid(card);
  if (card.status === 'frozen') return rankOf(by) > rankOf(card.frozenBy) ? takenOver(card, by) : reportedMeanwhile(card, by);
  return { ...card, status: 'frozen', frozenAt: now, frozenBy: by };
}

/** A guardian speaks for the holder; nobody else knows whether what was lost is found, so a loss outlives an issuer's freeze as well. */
function takenOver(card: Card, by: FrozenBy): Card {
  return { ...card, frozenBy: by, frozenBefore: by === 'guardian' ? null : (card.frozenBefore ?? card.frozenBy) };
}

/** What is lost while an issuer or the staff keeps the card frozen stays reported when these let go. */
function reportedMeanwhile(card: Card, by: FrozenBy): Card {
  const isReport = rankOf(by) <= rankOf('guardian') && rankOf(card.frozenBy) > rankOf('guardian');
  const isNews = card.frozenBefore === null || card.frozenBefore === 'issuer' || rankOf(by) > rankOf(card.frozenBefore);
  return isReport && isNews ? { ...card, frozenBefore: by } : card;
}

/** How whoever has less say is told who froze it. */
const REFUSALS = {
  holder: 'cards.frozen_by_holder',
  guardian: 'cards.frozen_by_guardian',
  issuer: 'cards.frozen_by_issuer',
  staff: 'cards.frozen_by_staff',
} as const satisfies Record<FrozenBy, string>;

/** An issuer lifts only what it froze itself. @throws AppError cards.frozen_by_holder, cards.frozen_by_guardian, cards.frozen_by_staff */
export function refuseUnlessIssuers({ id, status, frozenBy }: Card): void {
  if (status === 'frozen' && frozenBy !== null && frozenBy !== 'issuer') throw new AppError(REFUSALS[frozenBy], { cardId: id });
}

/**
 * The staff lifts only what the staff froze: a loss that was reported before stays reported.
 * @throws AppError cards.void, and cards.frozen_by_staff, cards.frozen_by_issuer or cards.frozen_by_guardian where somebody with more say froze it
 */
export function unfreeze(card: Card, by: FrozenBy): Card {
  refuseVoid(card);
  if (card.status === 'active') return card;
  if (card.frozenBy !== null && rankOf(by) < rankOf(card.frozenBy)) throw new AppError(REFUSALS[card.frozenBy], { cardId: card.id });
  if (card.frozenBefore !== null) return { ...card, frozenBy: card.frozenBefore, frozenBefore: null };
  return { ...card, status: 'active', frozenAt: null, frozenBy: null };
}

function rankOf(by: FrozenBy | null): number {
  return by === null ? -1 : FREEZERS.indexOf(by);
}

/** Void is for ever; a void card stays as it is. */
export function makeVoid(card: Card): Card {
  return card.status === 'void' ? card : { ...card, status: 'void' };
}

function refuseVoid(card: Card): void {
  if (card.status === 'void') throw new AppError('cards.void', { cardId: card.id });
}

export function tailOf(number: string): string {
  return number.slice(-TAIL_LENGTH);
}

export type WrongCodes = { readonly wrongCodeAt: readonly Date[]; readonly lockedUntil: Date | null };

/**
 * The count after one more wrong code. The window slides: what counts is the last ten minutes, whenever they began.
 * A locked handle counts no further, so that nobody can prolong a lock.
 */
export function countWrong(codes: WrongCodes, now: Date): WrongCodes {
  if (isLocked(codes, now)) return codes;
  const sinceMs = now.getTime() - WRONG_CODES_WINDOW_SECONDS * 1000;
  const recent = [...codes.wrongCodeAt.filter((at) => at.getTime() > sinceMs), now];
  if (recent.length < WRONG_CODES_MAX) return { wrongCodeAt: recent, lockedUntil: null };
  return { wrongCodeAt: [], lockedUntil: new Date(now.getTime() + HANDLE_LOCK_SECONDS * 1000) };
}

export function isLocked(codes: Pick<WrongCodes, 'lockedUntil'>, now: Date): boolean {
  return codes.lockedUntil !== null && codes.lockedUntil > now;
}
