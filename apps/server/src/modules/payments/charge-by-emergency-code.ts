import { businessDayOf, type Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import { type EmergencyOutcome, spendEmergencyCode } from '../cards/index.ts';
import { type ChargeInput, chargeWithin, type ChargeAnswer as LedgerAnswer } from '../ledger/index.ts';
import type { PayableMeal } from '../mealplans/index.ts';
import { payWithMeal } from './charge-with-meal.ts';
import type { ChargerParts } from './charger.ts';
import { presetOf } from './decline.ts';
import type { TerminalFacts } from './terminal-facts.ts';

type EmergencyCharge = { asked: ChargeInput; walletId: Id<'wallet'>; code: string; meals: readonly PayableMeal[]; terminal: TerminalFacts };

/**
 * A charge whose permission is spent with it: the code's use, its wrong tries and the charge are one transaction of their own, past the batcher. Rare
 * by its nature, so it need not be quick. A refusal that was found before is remembered without a look at the code.
 */
export function chargeByEmergencyCode(parts: ChargerParts, charge: EmergencyCharge): Promise<LedgerAnswer> {
  const { asked, walletId, code } = charge;
  return parts.database.transaction(systemActor('payments'), { requestId: asked.id }, async (ctx) => {
    const businessOn = businessDayOf(ctx.now, parts.timeZone);
    if (asked.presetReason !== undefined) return chargeWithin(ctx, asked, businessOn);
    return spendEmergencyCode(ctx, {
      use: { walletId, paymentId: asked.id, code, amountMinor: asked.amountMinor, businessOn },
      secrets: parts.secrets,
      pay: async (judged) => {
        const ordered = { ...asked, ...(judged && { presetReason: presetOf(judged) }) };
        const fed = judged ? undefined : await payWithMeal(ctx, charge, businessOn);
        const answer = fed?.told ?? (await chargeWithin(ctx, ordered, businessOn));
        return { answer, outcome: outcomeOf(answer) };
      },
    });
  });
}

function outcomeOf(answer: LedgerAnswer): EmergencyOutcome {
  if (answer.replayed) return 'nothing';
  if (answer.outcome === 'approved') return 'paid';
  return answer.outcome === 'declined' ? 'declined' : 'nothing';
}
