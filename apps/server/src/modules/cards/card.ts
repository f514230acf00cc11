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
};

/**
 * The card after a loss report; one that is frozen already stays as it is.
 * @throws AppError cards.void
 */
export function freeze(card: Card, now: Date): Card {
  refuseVoid(card);
  return card.status === 'frozen' ? card : { ...card, status: 'frozen', frozenAt: now };
}

/** @throws AppError cards.void */
export function unfreeze(card: Card): Card {
  refuseVoid(card);
  return card.status === 'active' ? card : { ...card, status: 'active', frozenAt: null };
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
