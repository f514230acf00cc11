import { businessDayOf, timeOfDayOf, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { systemActor } from '../../platform/ctx.ts';
import { type ChargeInput, chargeWithin, type ChargeAnswer as LedgerAnswer, MAX_SOURCES } from '../ledger/index.ts';
import { type PayableMeal, payableMeals, spendMeal, type TakenMeal } from '../mealplans/index.ts';
import type { ChargerParts } from './charger.ts';
import type { PayerFacts } from './decide-charge.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** What may pay for a meal here and now; most payers have no plan, and for them nothing is computed. */
export function mealsNow(parts: ChargerParts, payer: Pick<PayerFacts, 'meals'>, terminal: TerminalFacts): PayableMeal[] {
  if (payer.meals.length === 0) return [];
  const now = parts.clock();
  return payableMeals(payer.meals, {
    merchantId: terminal.merchantId,
    category: terminal.merchantCategory,
    terminalId: terminal.terminalId,
    businessOn: businessDayOf(now, parts.timeZone),
    timeOfDay: timeOfDayOf(now, parts.timeZone),
  });
}

type MealCharge = { asked: ChargeInput; meals: readonly PayableMeal[]; terminal: TerminalFacts };
/** `taken` is missing where the charge took no meal: a decline, or a replay. */
type Fed = { told: LedgerAnswer; taken?: TakenMeal };

/**
 * A charge that takes a meal: the count, the meal and the charge are one transaction of their own, past the batcher. Undefined when none is left;
 * then nothing was asked of the books, and the charge goes where others go. The holding stays locked until the commit, so nothing else is done here.
 */
export function chargeWithMeal(parts: ChargerParts, charge: MealCharge): Promise<Fed | undefined> {
  const { asked } = charge;
  return parts.database.transaction(systemActor('payments'), { requestId: asked.id }, (ctx) =>
    payWithMeal(ctx, charge, businessDayOf(ctx.now, parts.timeZone)),
  );
}

/** In the caller's transaction. */
export function payWithMeal(ctx: Ctx, { asked, meals, terminal }: MealCharge, businessOn: string): Promise<Fed | undefined> {
  const { merchantId, terminalId } = terminal;
  const use = { paymentId: asked.id as PaymentId, merchantId, terminalId, priceMinor: toMinor(asked.amountMinor) }; // A charge's key is its payment's id.
  return spendMeal(ctx, {
    meals,
    use,
    pay: async (source, taken) => {
      const answer = await chargeWithin(ctx, { ...asked, sources: [source, ...(asked.sources ?? [])].slice(0, MAX_SOURCES) }, businessOn);
      const leg = answer.outcome === 'approved' && !answer.replayed ? answer.legs?.find(({ account }) => account === source.account) : undefined;
      return { answer: { told: answer, ...(leg && { taken }) }, coveredMinor: leg?.amountMinor ?? toMinor(0) };
    },
  });
}

type PaymentId = Parameters<typeof spendMeal>[1]['use']['paymentId'];
