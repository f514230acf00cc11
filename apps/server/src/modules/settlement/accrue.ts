import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { type PostTransfer, post } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { accountOf, debtorAccount } from './account.ts';
import { type Accruing, checkAccruing, isSame, refuseTooMuch, rowsOf } from './accrual.ts';
import { insertAccrual, lockOriginal, selectAccruals, selectCountedOn, shareCutLock } from './accrual-queries.ts';

/** Codes of the transfers of settlement. */
export const SETTLEMENT_CODES = {
  bill: 160,
  agreed: 161,
  billReturn: 162,
  agreedReturn: 163,
  payout: 164,
  payoutReturn: 165,
  /** A merchant's takings become what it is to be paid, and what the operator keeps; where more went back than came in, the other way round. */
  takings: 166,
  takingsReturn: 167,
  commission: 168,
  commissionReturn: 169,
} as const;

export type Accrued = {
  /** The day on which it counts: its own, or the first one after what is closed. */
  readonly countedOn: string;
  readonly replayed: boolean;
};

/**
 * Writes down what a redemption, or the taking back of one, means for issuers and merchant, and posts it: issuer's receivable → operator's
 * service revenue for each source, operator's service cost → merchant's payable; a reversal the other way round. In the caller's
 * transaction, last of all that it locks; the caller has decided that this actor may. The same key with the same content answers the same again.
 * @throws AppError `request.key_reused`, `settlement.accrual_unknown`, `settlement.reversal_too_much`
 */
export function accrue(ctx: Ctx, accruing: Accruing): Promise<Accrued> {
  checkAccruing(accruing);
  return asSystem(ctx, (system) => writeDown(system, accruing));
}

async function writeDown(ctx: Ctx, accruing: Accruing): Promise<Accrued> {
  const { id, reverses, businessOn } = accruing;
  // Who replays a key must be told what was written down first, also when that was in a month that is cut off since.
  const known = await replayOf(ctx, accruing);
  if (known) return known;
  if (reverses !== null) await lockOriginal(ctx, reverses);
  await shareCutLock(ctx);
  const rows = rowsOf(accruing, await selectCountedOn(ctx, businessOn));
  if (reverses !== null) {
    const [original] = await selectAccruals(ctx, { id: reverses });
    if (!original) throw new AppError('settlement.accrual_unknown', { accrualId: reverses });
    refuseTooMuch(rows, original, await selectAccruals(ctx, { reverses }));
  }
  if (!(await insertAccrual(ctx, rows.accrual, rows.shares))) {
    const meanwhile = await replayOf(ctx, accruing);
    if (!meanwhile) throw new Error(`the accrual ${id} is neither new nor known`);
    return meanwhile;
  }
  await postAccrual(ctx, accruing);
  return { countedOn: rows.accrual.counted_on, replayed: false };
}

async function replayOf(ctx: Ctx, accruing: Accruing): Promise<Accrued | undefined> {
  const [kept] = await selectAccruals(ctx, { id: accruing.id });
  if (!kept) return undefined;
  const { counted_on: countedOn } = kept.accrual;
  if (!isSame(kept, rowsOf(accruing, countedOn))) throw new AppError('request.key_reused');
  return { countedOn, replayed: true };
}

/** All in one posting, under the accrual's id, on the day of today: what comes late finds the books of its own day closed. Nothing of nought is posted. */
async function postAccrual(ctx: Ctx, { id, kind, merchantId, agreedMinor, sources }: Accruing): Promise<void> {
  const isReversal = kind === 'reversal';
  const transfer = (from: number, to: number, rest: Pick<PostTransfer, 'amountMinor' | 'code'>): PostTransfer => ({
    id: newId(ctx.now.getTime()),
    debit: isReversal ? to : from,
    credit: isReversal ? from : to,
    ...rest,
  });
  const transfers: PostTransfer[] = [];
  for (const { issuerId, priceMinor: amountMinor } of sources) {
    if (amountMinor === 0) continue;
    const code = isReversal ? SETTLEMENT_CODES.billReturn : SETTLEMENT_CODES.bill;
    transfers.push(transfer(await debtorAccount(ctx, issuerId), await accountOf(ctx, 'revenue'), { amountMinor, code }));
  }
  if (agreedMinor > 0) {
    const code = isReversal ? SETTLEMENT_CODES.agreedReturn : SETTLEMENT_CODES.agreed;
    transfers.push(transfer(await accountOf(ctx, 'cost'), await payableAccountOf(ctx, merchantId), { amountMinor: agreedMinor, code }));
  }
  if (transfers.length > 0) await post(ctx, { id, businessOn: await businessDayNow(ctx), transfers });
}
