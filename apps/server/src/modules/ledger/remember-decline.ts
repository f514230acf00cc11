import type { Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountId } from './account.ts';
import { type DeclineReason, declineReasonOf } from './charge.ts';
import { insertDecline, selectDeclineFingerprint } from './decline-queries.ts';
import { selectTransfer } from './queries.ts';
import { fingerprintOf } from './transfer.ts';

/** In place of the account, where nobody knows whose it would have been. */
const NOBODY: AccountId = 0;

/** A charge that was refused because nobody knows the payer. */
export type UnknownPayerRefusal = {
  readonly id: string;
  readonly credit: AccountId;
  readonly amountMinor: Minor;
  readonly code: number;
  /** A preset reason, 100 or more. */
  readonly reason: number;
  readonly businessOn: string;
  readonly origin?: string;
  readonly via?: number;
  readonly content?: string;
};

export type Remembered = { readonly reason: DeclineReason | number; readonly at: Date; readonly replayed: boolean };

/**
 * Remembers such a refusal under its key, so that the same request is refused again even when the payer has become known since.
 * Undefined when the key belongs to another request.
 */
export async function rememberDecline(ctx: Ctx, refusal: UnknownPayerRefusal): Promise<Remembered | undefined> {
  if (await selectTransfer(ctx, refusal.id)) return undefined;
  const fingerprint = fingerprintOf({ ...refusal, debit: NOBODY });
  if (await insertDecline(ctx, { ...refusal, debit: NOBODY, fingerprint })) return { reason: refusal.reason, at: ctx.now, replayed: false };
  return rememberedDecline(ctx, refusal);
}

/** What `rememberDecline` wrote for this very request, if it did. */
export async function rememberedDecline(ctx: Ctx, refusal: Omit<UnknownPayerRefusal, 'reason' | 'businessOn'>): Promise<Remembered | undefined> {
  const known = await selectDeclineFingerprint(ctx, refusal.id);
  if (known?.fingerprint !== fingerprintOf({ ...refusal, debit: NOBODY })) return undefined;
  return { reason: declineReasonOf(known.reason), at: known.at, replayed: true };
}
