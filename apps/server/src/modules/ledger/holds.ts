import { type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type ChargeAnswer, type ChargeInput, readAnswer } from './charge.ts';
import { callAuthorise, callExpireHolds, callSettleHold } from './hold-queries.ts';
import { refusalOf } from './refusal.ts';
import { checkMovement, fingerprintOf } from './transfer.ts';

export type Authorisation = Omit<ChargeInput, 'presetReason'> & {
  readonly businessOn: string;
  readonly expiresAt: Date;
  /** False for what is no spending, a withdrawal: only closed and floor are asked, and it does not count towards the day. */
  readonly enforceLimits?: boolean;
};

/** As a charge's answer; an approved hold tells no balance, since nothing has moved. */
export type AuthoriseAnswer =
  | Exclude<ChargeAnswer, { outcome: 'approved' }>
  | { readonly outcome: 'approved'; readonly amountMinor: Minor; readonly at: Date; readonly replayed: boolean };

/**
 * Keeps an amount of a wallet back for a payment whose sum is not known yet, under the conditions of a charge. It counts towards
 * the day's limit at once, unless it asks for no limits.
 * @throws LedgerRefusal `account_unknown`, `unit_mismatch`, `key_invalid`, `amount_invalid`.
 */
export async function authoriseHold(ctx: Ctx, input: Authorisation): Promise<AuthoriseAnswer> {
  checkMovement(input.id, input.amountMinor);
  const text = await callAuthorise(ctx, {
    businessOn: input.businessOn,
    expiresAt: input.expiresAt,
    movement: {
      id: input.id,
      debit: input.debit,
      credit: input.credit,
      amount: input.amountMinor,
      code: input.code,
      fingerprint: fingerprintOf(input),
      origin: input.origin,
      via: input.via,
      fence: input.fence,
      nonce: input.nonce,
      enforce_limits: input.enforceLimits,
    },
  });
  const answer = readAnswer(text, { amountMinor: input.amountMinor, at: ctx.now });
  if (answer.outcome !== 'approved') return answer;
  return { outcome: 'approved', amountMinor: answer.amountMinor, at: answer.at, replayed: answer.replayed };
}

export type Capture = {
  /** UUIDv7: the key of the transfer that it makes. */
  readonly id: string;
  readonly hold: string;
  readonly amountMinor: Minor;
  readonly businessOn: string;
};

export type Captured = { readonly at: Date; readonly balanceAfterMinor: Minor | null; readonly replayed: boolean };

/**
 * Posts up to the held amount and releases the rest; the unused part is given back to the day's limit.
 * @throws LedgerRefusal `hold_unknown`, `hold_resolved`, `over_hold`, `key_reused`, `account_closed`.
 */
export async function captureHold(ctx: Ctx, capture: Capture): Promise<Captured> {
  checkMovement(capture.id, capture.amountMinor);
  const { amountMinor } = capture;
  const settled = await callSettleHold(ctx, {
    hold: capture.hold,
    businessOn: capture.businessOn,
    movement: {
      id: capture.id,
      amount: amountMinor,
      fingerprint: fingerprintOf({ debit: 0, credit: 0, amountMinor, code: 0, content: capture.hold }),
    },
  });
  if (settled.reason !== null) throw refusalOf(settled.reason);
  return { at: settled.at, balanceAfterMinor: settled.balance === null ? null : toMinor(settled.balance), replayed: settled.replayed };
}

/** Gives the held amount back, and the day's limit with it. @throws LedgerRefusal `hold_unknown`, `hold_resolved`. */
export async function releaseHold(
  ctx: Ctx,
  release: { readonly hold: string; readonly businessOn: string },
): Promise<{ readonly at: Date; readonly replayed: boolean }> {
  const settled = await callSettleHold(ctx, release);
  if (settled.reason !== null) throw refusalOf(settled.reason);
  return { at: settled.at, replayed: settled.replayed };
}

/** Releases holds whose time is up. Answers how many; several sweepers share the work. */
export function expireHolds(ctx: Ctx, limit = 500): Promise<number> {
  return callExpireHolds(ctx, limit);
}
