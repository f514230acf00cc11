import { add, type BusinessDay, type Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findBearers } from '../checkouts/index.ts';
import { findTransfers, followJournal, keyOf, type Transfer } from '../ledger/index.ts';
import { findPayoutTerms } from '../merchants/index.ts';
import { findMerchantsByAccounts } from '../payments/index.ts';
import { type Discount, discountsOf } from './discount.ts';
import { commissionOf, isPayment, type Rest, type Taking, takingsOf } from './taking.ts';
import { insertTakings, lockTakings, selectRests, type TakingRow } from './taking-queries.ts';

const SUBSCRIBER = 'takings';
/** Journal pages that one transaction takes: at the busiest, some thousand payments. */
const PAGES_PER_STEP = 16;

/**
 * Carries what merchants took in money from the ledger's journal into the books of settlement, whoever posted it, from where it stopped, and
 * once. Each keeps the commission of the contract that held on its day. Answers how many pages it took; 0 when it has caught up, or another process is at it, unless it waits for that one.
 */
export function followTakings(ctx: Ctx, { waits = false }: { waits?: boolean } = {}): Promise<number> {
  return followJournal(ctx, {
    subscriber: SUBSCRIBER,
    limit: PAGES_PER_STEP,
    waits,
    apply: (pages) =>
      writeDown(
        ctx,
        pages.flatMap((page) => page.transfers),
      ),
  });
}

async function writeDown(ctx: Ctx, transfers: readonly Transfer[]): Promise<void> {
  const accounts = [...new Set(transfers.flatMap(({ debit, credit }) => [debit, credit]))];
  const takings = takingsOf(transfers, await findMerchantsByAccounts(ctx, accounts));
  if (takings.length === 0) return;
  await lockTakings(ctx);
  const originals = await originalsOf(ctx, takings);
  const rated = takings.map((taking): Rated => ({ ...taking, ratedOn: originals.days.get(taking.original ?? '') ?? taking.businessOn }));
  const discounts = await discountsIn(ctx, takings, originals);
  await insertTakings(
    ctx,
    rowsOf(rated, await ratesOf(ctx, rated), originals).map((row) => ({ ...row, ...borne(discounts.get(row.id)) })),
  );
}

const borne = (of: Discount | undefined) => ({ bearer: of?.bearer ?? null, discount_minor: of?.discountMinor ?? null });

/** Before rests are counted on. */
function discountsIn(ctx: Ctx, takings: readonly Taking[], { keys, rests }: Originals): Promise<Map<string, Discount>> {
  const followed = takings.map((taking) => ({ ...taking, paymentId: keys.get(taking.original ?? '') ?? null }));
  const transferIds = followed.flatMap(({ kind, id, original }) => (kind === 'other' ? [original ?? id] : []));
  const paymentIds = followed.flatMap(({ kind, id, paymentId }) => (isPayment(kind) ? [id] : (paymentId ?? [])));
  const lefts = new Map([...rests].map(([id, { leftMinor }]) => [id, leftMinor]));
  return asSystem(ctx, async (system) =>
    discountsOf(followed, await findBearers(system, { transferIds, paymentIds: [...new Set(paymentIds)] }), lefts),
  );
}

/** What comes back has the rate of its payment's day, though the journal may tell of it before the payment. */
type Rated = Taking & { readonly ratedOn: BusinessDay };
type Rates = (of: Rated) => number;

/** Without a contract nothing is kept. */
async function ratesOf(ctx: Ctx, takings: readonly Rated[]): Promise<Rates> {
  const rates = new Map<string, number>();
  for (const on of new Set(takings.map(({ ratedOn }) => ratedOn))) {
    const organizationIds = [...new Set(takings.filter(({ ratedOn }) => ratedOn === on).map(({ merchantId }) => merchantId))];
    for (const [id, { commissionBps }] of await findPayoutTerms(ctx, { organizationIds, on })) rates.set(placeOf(id, on), commissionBps);
  }
  return ({ merchantId, ratedOn }) => rates.get(placeOf(merchantId, ratedOn)) ?? 0;
}

function placeOf(merchantId: Id<'organization'>, on: string): string {
  return `${merchantId} ${on}`;
}

type Originals = { keys: ReadonlyMap<string, string>; days: ReadonlyMap<string, BusinessDay>; rests: Map<string, Rest> };

/** What is given back, by the payment that it was a leg of, and what is left of each. */
async function originalsOf(ctx: Ctx, takings: readonly Taking[]): Promise<Originals> {
  const ids = takings.flatMap(({ original }) => original ?? []);
  if (ids.length === 0) return { keys: new Map(), days: new Map(), rests: new Map() };
  const found = await findTransfers(ctx, ids);
  const keys = new Map(found.map((transfer) => [transfer.id, keyOf(transfer)]));
  return { keys, days: new Map(found.map(({ id, businessOn }) => [id, businessOn])), rests: await selectRests(ctx, [...new Set(keys.values())]) };
}

function rowsOf(takings: readonly Rated[], rateOf: Rates, { keys, rests }: Originals): Omit<TakingRow, 'bearer' | 'discount_minor'>[] {
  return takings.map((taking) => {
    const originalId = keys.get(taking.original ?? '') ?? null;
    const rest = originalId === null ? undefined : rests.get(originalId);
    const commissionBps = rest?.commissionBps ?? rateOf(taking);
    const row = {
      id: taking.id,
      merchant_id: taking.merchantId,
      kind: taking.kind,
      original_id: originalId,
      occurred_at: taking.occurredAt,
      business_on: taking.businessOn,
      amount_minor: taking.amountMinor,
      commission_bps: commissionBps,
      commission_minor: commissionOf(taking, commissionBps, rest),
    };
    if (isPayment(taking.kind)) rests.set(taking.id, { leftMinor: taking.amountMinor, commissionBps });
    if (rest) rest.leftMinor = add(rest.leftMinor, taking.amountMinor);
    return row;
  });
}
