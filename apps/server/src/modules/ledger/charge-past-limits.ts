import { type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { Account, AccountId } from './account.ts';
import { type Leg, MAX_SOURCES } from './charge.ts';
import { callPost, lockBalances, type MovementRow } from './queries.ts';
import { LedgerRefusal, refusalOf } from './refusal.ts';
import { checkMovement, fingerprintOf, legIdsOf } from './transfer.ts';

export type ChargePastLimits = {
  /** UUIDv7: the idempotency key. */
  readonly id: string;
  readonly debit: AccountId;
  readonly credit: AccountId;
  readonly amountMinor: Minor;
  readonly code: number;
  readonly via?: number;
  readonly businessOn: string;
  /** Drawn on before `debit`, in this order, each as far as it goes. */
  readonly sources: readonly AccountId[];
};

export type ChargedPastLimits = {
  readonly at: Date;
  /** Of the `debit` account. */
  readonly balanceAfterMinor: Minor;
  /** In the order of drawing; left out where `debit` bore it all. */
  readonly legs?: readonly Leg[];
};

/**
 * A charge over several accounts inside the caller's transaction, past limits and status, for one that was taken where nobody could ask for them.
 * Its legs are those of every charge, so that it is given back like one. No replay: a known key is refused.
 * @throws LedgerRefusal `insufficient_funds`, `account_closed`, `account_unknown`, `key_reused`; with nothing posted, the transaction still usable
 */
export async function chargePastLimits(ctx: Ctx, charge: ChargePastLimits): Promise<ChargedPastLimits> {
  checkMovement(charge.id, charge.amountMinor);
  if (charge.sources.length > MAX_SOURCES) throw new RangeError('too many sources');
  const locked = new Map((await lockBalances(ctx, [...charge.sources, charge.debit])).map((account) => [account.id, account]));
  const own = locked.get(charge.debit);
  if (!own) throw new LedgerRefusal('account_unknown');
  const drawn = drawOn(charge, locked);
  const posted = await callPost(ctx, charge.businessOn, movementsOf(charge, drawn));
  if (posted.reason !== null) throw refusalOf(posted.reason);
  if (posted.replayed) throw new LedgerRefusal('key_reused');
  const ownMinor = drawn.find(({ account }) => account === charge.debit)?.amountMinor ?? ZERO;
  const balanceAfterMinor = subtract(own.balanceMinor, ownMinor);
  if (drawn.length === 1 && ownMinor > 0) return { at: posted.at, balanceAfterMinor };
  const legs = drawn.map((part) => ({ ...part, balanceAfterMinor: subtract(locked.get(part.account)?.balanceMinor ?? ZERO, part.amountMinor) }));
  return { at: posted.at, balanceAfterMinor, legs };
}

type Drawn = { readonly account: AccountId; readonly amountMinor: Minor };

/** What each account gives; the payer's own bears the rest, whether it has it or not. Pure. */
export function drawOn(charge: Pick<ChargePastLimits, 'sources' | 'debit' | 'amountMinor'>, locked: ReadonlyMap<AccountId, Available>): Drawn[] {
  const drawn: Drawn[] = [];
  let rest: number = charge.amountMinor;
  for (const account of charge.sources) {
    const source = locked.get(account);
    const take = source?.status === 'active' ? Math.min(rest, availableOf(source)) : 0;
    if (take <= 0) continue;
    drawn.push({ account, amountMinor: toMinor(take) });
    rest -= take;
  }
  return rest > 0 ? [...drawn, { account: charge.debit, amountMinor: toMinor(rest) }] : drawn;
}

type Available = Pick<Account, 'status' | 'balanceMinor' | 'heldMinor' | 'floorMinor'>;

function availableOf({ balanceMinor, heldMinor, floorMinor }: Available): number {
  return balanceMinor - heldMinor - (floorMinor ?? 0);
}

/** The payer's own leg is booked first, so that the others tell its balance after the whole posting; the order of drawing lies in the ids. */
function movementsOf(charge: ChargePastLimits, drawn: readonly Drawn[]): MovementRow[] {
  const { debit, credit, code, via, id } = charge;
  const fingerprint = fingerprintOf(charge);
  if (drawn.length === 1 && drawn[0]?.account === debit)
    return [{ id, debit, credit, amount: charge.amountMinor, code, fingerprint, ...(via && { via }) }];
  const ids = legIdsOf(id);
  const legs = drawn.map(({ account, amountMinor }, index) => ({
    id: ids[index] ?? id,
    debit: account,
    credit,
    amount: amountMinor,
    code,
    fingerprint,
    posting: id,
    ...(via && { via }),
    ...(account !== debit && { payer: debit }),
  }));
  return [...legs.filter((leg) => leg.debit === debit), ...legs.filter((leg) => leg.debit !== debit)];
}
