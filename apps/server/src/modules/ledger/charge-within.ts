import type { Ctx } from '../../platform/ctx.ts';
import { type ChargeAnswer, type ChargeInput, readAnswer } from './charge.ts';
import { batchParameters, priced, splitAnswers } from './charge-batch.ts';
import { callChargeWithin } from './queries.ts';

/**
 * One charge inside the caller's transaction, for one whose permission is spent with it. By every rule of the batcher's, and under the same keys;
 * slower, since the journal's page is closed by the caller's commit. @throws LedgerRefusal where the request makes no sense
 */
export async function chargeWithin(ctx: Ctx, charge: ChargeInput, businessOn: string): Promise<ChargeAnswer> {
  const [, ...parameters] = batchParameters([priced(charge)], { lane: 0, at: ctx.now, businessOn });
  const answers = splitAnswers(await callChargeWithin(ctx, parameters), 1);
  return readAnswer(answers[0] ?? '', { amountMinor: charge.amountMinor, at: ctx.now });
}
