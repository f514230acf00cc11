import type { OutputOf, payments } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findGiftCardNames, type GiftCardName } from '../giftcards/index.ts';
import type { Leg } from '../ledger/index.ts';
import { findMealPlanNames, findMeals, type MealPlanName, type ReceiptMeal, type TakenMeal } from '../mealplans/index.ts';
import { findPurseNames, type PurseName } from '../subsidies/index.ts';
import type { PayerFacts } from './decide-charge.ts';
import { selectLegs } from './leg-queries.ts';
import type { PaymentRow } from './queries.ts';

export type LegView = OutputOf<typeof payments.getPayment>['payment']['legs'][number];
type SourceName = PurseName | MealPlanName | GiftCardName;
/** What the books say of a payment that one account bore alone. */
type Whole = Pick<Leg, 'amountMinor' | 'balanceAfterMinor'>;

/** The one leg of a payment that nothing but cash bore. */
export function cashLeg({ amountMinor, balanceAfterMinor }: Whole): LegView {
  return { purse: 'cash', name: null, amountMinor, balanceAfterMinor };
}

/** From memory; undefined when a leg's account is none that the payer has now: a replay tells of purses that may be gone, and of a meal before. */
export function legsFromMemory(
  payer: Pick<PayerFacts, 'accountId' | 'purses'>,
  { legs, taken }: { legs: readonly Leg[]; taken?: TakenMeal | undefined },
): LegView[] | undefined {
  const views = legs.map((leg) => {
    if (leg.account === taken?.account) return legView(leg, taken, taken.meal);
    const purse = payer.purses.find(({ accountId }) => accountId === leg.account);
    if (!purse && leg.account !== payer.accountId) return undefined;
    return legView(leg, purse);
  });
  return views.every((view) => view !== undefined) ? views : undefined;
}

/** The same of a payment from the database, whatever became of the purses since. What is nobody's purse is cash. */
export async function describeLegs(ctx: Ctx, paymentId: string, legs: readonly Leg[]): Promise<LegView[]> {
  const names = await namesOf(
    ctx,
    legs.map(({ account }) => account),
  );
  const id = paymentId as PaymentRow['id']; // A charge's key is its payment's id.
  const meals = await mealsOf(ctx, legs.some(({ account }) => names.get(account)?.kind === 'meal') ? [id] : []);
  return legs.map((leg) => legView(leg, names.get(leg.account), meals.get(id)));
}

/** The legs of many payments, in a fixed number of queries. */
export async function describeLegsOf(
  ctx: Ctx,
  rows: readonly Pick<PaymentRow, 'id' | 'amount_minor' | 'balance_after_minor'>[],
): Promise<Map<PaymentRow['id'], LegView[]>> {
  const stored = await selectLegs(
    ctx,
    rows.map(({ id }) => id),
  );
  const names = await namesOf(
    ctx,
    stored.map(({ account_id }) => account_id),
  );
  const meals = await mealsOf(
    ctx,
    stored.filter(({ account_id }) => names.get(account_id)?.kind === 'meal').map(({ payment_id }) => payment_id),
  );
  const byPayment = new Map<PaymentRow['id'], LegView[]>();
  for (const { payment_id, account_id, amount_minor, balance_after_minor } of stored) {
    const leg = { account: account_id, amountMinor: amount_minor, balanceAfterMinor: balance_after_minor };
    byPayment.set(payment_id, [...(byPayment.get(payment_id) ?? []), legView(leg, names.get(account_id), meals.get(payment_id))]);
  }
  for (const row of rows)
    if (!byPayment.has(row.id)) byPayment.set(row.id, [cashLeg({ amountMinor: row.amount_minor, balanceAfterMinor: row.balance_after_minor })]);
  return byPayment;
}

/** By account: every module that lends a wallet money is asked. Whoever may see a payment may see what its purses are called. */
async function namesOf(ctx: Ctx, accounts: readonly number[]): Promise<Map<number, SourceName>> {
  if (accounts.length === 0) return new Map();
  const wanted = [...new Set(accounts)];
  return asSystem(ctx, async (system) => {
    const names = new Map<number, SourceName>(await findPurseNames(system, wanted));
    for (const [account, name] of await findMealPlanNames(system, wanted)) names.set(account, name);
    for (const [account, name] of await findGiftCardNames(system, wanted)) names.set(account, name);
    return names;
  });
}

function mealsOf(ctx: Ctx, paymentIds: readonly PaymentRow['id'][]): Promise<Map<PaymentRow['id'], ReceiptMeal>> {
  return paymentIds.length === 0 ? Promise.resolve(new Map()) : asSystem(ctx, (system) => findMeals(system, paymentIds));
}

/** A refund gives no meal; its leg names the plan alone. */
function legView({ amountMinor, balanceAfterMinor }: Leg, source: SourceName | undefined, meal?: ReceiptMeal): LegView {
  const kind = source?.kind ?? 'cash';
  return { purse: kind, name: source?.name ?? null, amountMinor, balanceAfterMinor, ...(kind === 'meal' && meal && { meal }) };
}
