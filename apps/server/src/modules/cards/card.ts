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
export type FrozenBy = 'holder' | 'staff';

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
};

/**
 * The card after a loss report; one that is frozen already stays as it is, unless the staff takes over what the holder froze.
 * @throws AppError cards.void
 */
export function freeze(card: Card, by: FrozenBy, now: Date): Card {
  refuseVoid(card);
  if (card.status === 'frozen') return card.frozenBy === 'holder' && by === 'staff' ? { ...card, frozenBy: by } : card;
  return { ...card, status: 'frozen', frozenAt: now, frozenBy: by };
}

/** @throws AppError cards.void, and cards.frozen_by_staff when the holder asks for what the staff froze */
export function unfreeze(card: Card, by: FrozenBy): Card {
  refuseVoid(card);
  if (card.status === 'active') return card;
  if (by === 'holder' && card.frozenBy === 'staff') throw new AppError('cards.frozen_by_staff', { cardId: card.id });
  return { ...card, status: 'active', frozenAt: null, frozenBy: null };
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
