import { AppError, type DisputeOutcome, type disputes, type InputOf, MONEY_OUTCOMES } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { getPayment, refund } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { lockCase, refuseOpener, staffOf, step } from './case-act.ts';
import { type DisputeView, describeDispute } from './describe-disputes.ts';
import { caseNumberOf, planRefund, stateAfter } from './dispute.ts';
import type { DisputeRow } from './queries.ts';
import { askConsent, tellCheckers, tellMember, tellMerchantOfRefund } from './tell-parties.ts';

type Decision = InputOf<typeof disputes.decideDispute>;

/**
 * What comes of a case. A refund goes the way of every refund, in this transaction, under a key that the case keeps: whoever decides second
 * finds the case decided. Money is not moved by the word of whoever opened the case for somebody. A correction waits for the member's word, goodwill for a second person's.
 * @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.opened_by_decider`, `disputes.payment_needed`, `disputes.amount_needed`, `disputes.goodwill_too_large`,
 *   `disputes.correction_too_large`,   `disputes.nothing_left`, and a refund's
 */
export async function decideDispute(ctx: Ctx, input: Decision): Promise<DisputeView> {
  const before = await lockCase(ctx, input.disputeId, 'decide');
  const { staffId, name } = staffOf(ctx);
  const { outcome, reason } = input;
  if (movesMoney(outcome)) refuseOpener(before, staffId);
  const money = await moneyOf(ctx, before, input);
  const state = stateAfter(outcome);
  const { row, entry } = await step(ctx, before, {
    change: {
      state,
      outcome,
      reason,
      amount_minor: money.amountMinor,
      money_id: money.id,
      decided_by: staffId,
      decided_by_name: name,
      ...(state === 'decided' && { decided_at: ctx.now }),
    },
    said: { kind: state === 'decided' ? 'decided' : 'proposed', audience: audienceOf(outcome), text: reason, amountMinor: money.amountMinor },
    act: { action: 'disputes.decideDispute', after: { outcome, amountMinor: money.amountMinor, moneyId: money.id } },
  });
  if (state === 'consent') await askConsent(ctx, { row, key: entry.id });
  else if (state === 'approval') await tellCheckers(ctx, { row, key: entry.id });
  else await tellMember(ctx, 'dispute.decided', { row, key: entry.id });
  if (state === 'decided' && money.id) await tellMerchantOfRefund(ctx, { row, key: entry.id });
  return describeDispute(ctx, row);
}

function movesMoney(outcome: DisputeOutcome): boolean {
  return (MONEY_OUTCOMES as readonly DisputeOutcome[]).includes(outcome); // The list names outcomes.
}

/** What the parties hear at once: of goodwill nobody does before it is certain, of a correction the member alone. */
function audienceOf(outcome: DisputeOutcome): 'all' | 'member' | 'desk' {
  if (outcome === 'goodwill') return 'desk';
  return outcome === 'correction' ? 'member' : 'all';
}

/** Moves what can be moved now. */
async function moneyOf(ctx: Ctx, row: DisputeRow, decision: Decision): Promise<{ amountMinor: Minor | null; id: Id<'payment'> | null }> {
  switch (decision.outcome) {
    case 'refund':
    case 'refund_part':
      return giveBack(ctx, row, { outcome: decision.outcome, amountMinor: decision.amountMinor });
    case 'correction':
      if (row.payment_kind !== 'charge' || !row.merchant_id) throw new AppError('disputes.payment_needed');
      return { amountMinor: await correctionOf(ctx, decision), id: null };
    case 'goodwill':
      return { amountMinor: await goodwillOf(ctx, decision), id: null };
    case 'refused':
    case 'resolved':
      return { amountMinor: null, id: null };
  }
}

function amountOf({ amountMinor }: Decision): Minor {
  if (amountMinor === undefined) throw new AppError('disputes.amount_needed');
  return amountMinor;
}

async function correctionOf(ctx: Ctx, decision: Decision): Promise<Minor> {
  const [amountMinor, mostMinor] = [amountOf(decision), await readSetting(ctx, 'disputes.correctionMaxMinor')];
  if (amountMinor > mostMinor) throw new AppError('disputes.correction_too_large', { mostMinor });
  return amountMinor;
}

async function goodwillOf(ctx: Ctx, decision: Decision): Promise<Minor> {
  const [amountMinor, mostMinor] = [amountOf(decision), await readSetting(ctx, 'disputes.goodwillMaxMinor')];
  if (amountMinor > mostMinor) throw new AppError('disputes.goodwill_too_large', { mostMinor });
  return amountMinor;
}

async function giveBack(ctx: Ctx, row: DisputeRow, asked: { outcome: 'refund' | 'refund_part'; amountMinor: Minor | undefined }) {
  const paymentId = row.payment_id;
  const known = paymentId && (await asSystem(ctx, (system) => getPayment(system, { paymentId })));
  const plan = planRefund(asked.outcome, { payment: known ? known.payment : null, amountMinor: asked.amountMinor });
  if ('fault' in plan) throw new AppError(plan.fault, { disputeId: row.id });
  if (!paymentId) throw new AppError('disputes.payment_needed');
  const key = newId<never>(ctx.now.getTime());
  const input = { paymentId, amountMinor: plan.amountMinor, reason: caseNumberOf(row.case_number), key };
  const { payment } = await refund(ctx, input, await businessDayNow(ctx));
  return { amountMinor: payment.amountMinor, id: payment.id };
}
