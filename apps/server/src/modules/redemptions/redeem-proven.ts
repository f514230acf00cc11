import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { checkKeyAge, isKnown, once } from '../../platform/idempotency.ts';
import { PayerStale, PaymentDeclined, type ProofParts, type ProvenPayer } from '../payments/index.ts';

/** How often it looks again after the payer's facts turned out to be old. */
const LOOKS_MAX = 4;

export type Attempt<Result> = {
  readonly call: Call;
  readonly key: string;
  /** What makes two requests under one key the same. */
  readonly content: unknown;
  /** Judges who pays; in transactions of its own, since wrong codes and PINs count. */
  readonly prove: () => Promise<ProvenPayer>;
  /** Forgets what was remembered of the payer. */
  readonly forget: () => void;
  readonly redeem: (ctx: Ctx, proven: ProvenPayer) => Promise<void>;
  readonly describe: (ctx: Ctx, id: Id<'redemption'>) => Promise<Result>;
};

/**
 * Redeems once a key: proves the payer, then does all of it in one transaction. A key that has its answer gets it again without a look at the
 * card, the code or the PIN. @throws AppError `redemptions.declined`, `request.busy`, and what `redeem` throws
 */
export async function redeemProven<Result>(parts: ProofParts, attempt: Attempt<Result>): Promise<Result> {
  checkKeyAge(attempt.key, parts.clock());
  for (let look = 1; look <= LOOKS_MAX; look += 1) {
    try {
      const proven = (await isAnswered(parts, attempt)) ? undefined : await attempt.prove();
      return await tryOnce(parts, attempt, proven);
    } catch (error) {
      if (error instanceof PaymentDeclined) throw new AppError('redemptions.declined', { reason: error.reason });
      if (!(error instanceof PayerStale)) throw error;
      attempt.forget();
    }
  }
  throw new AppError('request.busy');
}

const claimOf = ({ call, key }: Pick<Attempt<unknown>, 'call' | 'key'>) => ({ scope: callerOf(call.actor, ''), key });

function isAnswered({ database }: ProofParts, attempt: Attempt<unknown>): Promise<boolean> {
  return database.transaction(attempt.call.actor, { readOnly: true }, (ctx) => isKnown(ctx, claimOf(attempt)));
}

/** What is kept of an answer is the id. */
function tryOnce<Result>({ database }: ProofParts, attempt: Attempt<Result>, proven: ProvenPayer | undefined): Promise<Result> {
  const id = attempt.key as Id<'redemption'>; // The key is the redemption's id.
  return database.transaction(attempt.call.actor, attempt.call, async (ctx) => {
    const claim = { ...claimOf(attempt), fingerprint: attempt.content };
    await once(ctx, claim, async () => {
      if (!proven) throw new PayerStale();
      await attempt.redeem(ctx, proven);
      return id;
    });
    return attempt.describe(ctx, id);
  });
}
