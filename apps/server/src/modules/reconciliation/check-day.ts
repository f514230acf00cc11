import { type BusinessDay, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { catchUpCash } from '../sales/index.ts';
import { isDayClosed } from './bill-queries.ts';
import { channelsOf, checksOf } from './get-day.ts';
import type { Check } from './level-checks.ts';
import type { ReconciliationParts } from './parts.ts';
import { explainBooks, lockDays, putBooksDifference } from './queries.ts';
import { replaceChecks } from './sum-queries.ts';

/**
 * Holds the sums of a day that is over against each other: what disagrees becomes a difference of the day like all others. Safe to do again, and at
 * once. False, and nothing is compared, while movements of cash are still being read out of a long journal.
 */
export async function checkDay(ctx: Ctx, businessOn: BusinessDay, parts: ReconciliationParts): Promise<boolean> {
  await allowLong(ctx);
  await lockDays(ctx);
  if (businessOn >= (await businessDayNow(ctx)) || (await isDayClosed(ctx, businessOn))) return true;
  if (!(await catchUp(ctx))) return false;
  const { sides } = await channelsOf(ctx, businessOn);
  await noteChecks(ctx, businessOn, await checksOf(ctx, parts, { businessOn, sides }));
  return true;
}

/** What was posted a moment ago is among the single movements too. */
function catchUp(ctx: Ctx): Promise<boolean> {
  return asSystem(ctx, (system) => catchUpCash((step) => step(system)));
}

/** Kept, to be shown; those that agree again are explained. */
export async function noteChecks(ctx: Ctx, businessOn: BusinessDay, checks: readonly Check[]): Promise<void> {
  await replaceChecks(
    ctx,
    businessOn,
    checks.map(({ check, channel, leftMinor, rightMinor }, place) => ({
      business_on: businessOn,
      place,
      check_name: check,
      channel_key: channel,
      left_minor: leftMinor,
      right_minor: rightMinor,
      checked_at: ctx.now,
    })),
  );
  for (const check of checks) {
    const channel = check.channel ?? 'ledger';
    if (check.isOk) await explainBooks(ctx, { businessOn, channel, check: check.check });
    else {
      await putBooksDifference(ctx, {
        id: newId<'difference'>(ctx.now.getTime()),
        business_on: businessOn,
        channel_key: channel,
        kind: 'books',
        entry_kind: 'total',
        number: check.check,
        out_trade_no: '',
        order_id: null,
        channel_minor: check.leftMinor,
        our_minor: check.rightMinor,
        at: ctx.now,
        state: 'open',
        reason: null,
        changed_by: null,
        raised_at: ctx.now,
        changed_at: ctx.now,
      });
    }
  }
}
