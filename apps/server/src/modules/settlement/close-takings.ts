import { add, type BusinessDay, dayAfter, type Id, type Minor, negate, newId, subtract, ZERO } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { type PostTransfer, post } from '../ledger/index.ts';
import { findPayoutTerms, payableAccountOf } from '../merchants/index.ts';
import { merchantAccountOf } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { accountOf } from './account.ts';
import { SETTLEMENT_CODES } from './accrue.ts';
import { followTakings } from './follow-takings.ts';
import { holdOf } from './payout.ts';
import { announceSettlement } from './person.ts';
import { cycleOf, workingDayAfter } from './taking.ts';
import {
  insertTakingsStatement,
  lockTakings,
  type StatementRow,
  selectSettledUntil,
  selectUnsettled,
  sumOpenStatements,
  sumTakings,
} from './taking-queries.ts';

const CLOSING = systemActor('settlement.closeTakings');
/** Of one time; the rest goes the next. */
const STEPS_MAX = 100_000;

/**
 * Settles whatever is over: each merchant's days, weeks or months, as its contract says, each in a transaction of its own. Killed in the middle and
 * run again it goes on where it stopped; two at once settle a span once. All that was posted before is written down first, whoever is at it. What
 * one merchant's fault stops, it stops for that merchant alone; in the end the job fails, so that somebody looks.
 */
export async function closeTakings(database: Database): Promise<void> {
  const inStep = <Result>(act: (ctx: Ctx) => Promise<Result>) => database.transaction(CLOSING, {}, act);
  for (let step = 0; step < STEPS_MAX && (await inStep((ctx) => followTakings(ctx, { waits: true }))) > 0; step += 1);
  const faults: unknown[] = [];
  for (const { merchantId } of await inStep((ctx) => selectUnsettled(ctx))) {
    try {
      for (let step = 0; step < STEPS_MAX && (await inStep((ctx) => closeNextTakings(ctx, merchantId))); step += 1);
    } catch (error) {
      faults.push(new Error(`the takings of ${merchantId} are not settled`, { cause: error }));
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `the takings of ${faults.length} merchants are not settled`);
}

/**
 * The next span of a merchant that is over: its sums are written down for ever, and the books carry the net to what it is to be paid, and the
 * commission to the operator's income. False when nothing is over.
 */
export async function closeNextTakings(ctx: Ctx, merchantId: Id<'organization'>): Promise<boolean> {
  await lockTakings(ctx);
  await allowLong(ctx);
  const [unsettled] = await selectUnsettled(ctx, merchantId);
  if (!unsettled) return false;
  const terms = (await findPayoutTerms(ctx, { organizationIds: [merchantId], on: unsettled.firstOn })).get(merchantId);
  const cycle = cycleOf(unsettled.firstOn, terms?.cycle ?? 'month');
  if (cycle.lastOn >= (await businessDayNow(ctx))) return false;
  const firstOn = afterSettled(cycle.firstOn, await selectSettledUntil(ctx, merchantId));
  const sums = await sumTakings(ctx, { merchantId, firstOn, lastOn: cycle.lastOn });
  const open = await sumOpenStatements(ctx, merchantId);
  const today = (await findPayoutTerms(ctx, { organizationIds: [merchantId], on: await businessDayNow(ctx) })).get(merchantId);
  const statement: StatementRow = {
    ...sums,
    id: newId<'takingsStatement'>(ctx.now.getTime()),
    merchant_id: merchantId,
    first_on: firstOn,
    last_on: cycle.lastOn,
    due_on: workingDayAfter(cycle.lastOn, new Set(await readSetting(ctx, 'settlement.holidays'))),
    net_minor: subtract(add(sums.gross_minor, sums.refunds_minor, sums.other_minor), sums.commission_minor),
    carried_minor: holdOf({ amountMinor: open, terms: today }) ? open : ZERO,
    issued_at: ctx.now,
  };
  await insertTakingsStatement(ctx, statement);
  await postStatement(ctx, statement);
  await announceSettlement(ctx);
  return true;
}

/** A span begins after what is settled already. Pure. */
function afterSettled(day: BusinessDay, settledUntil: BusinessDay | null): BusinessDay {
  return settledUntil !== null && settledUntil >= day ? dayAfter(settledUntil, 1) : day;
}

/** In one posting under the statement's id, on the day of today: nothing of nought is posted. */
async function postStatement(ctx: Ctx, { id, merchant_id, net_minor, commission_minor }: StatementRow): Promise<void> {
  const takings = await merchantAccountOf(ctx, merchant_id);
  const move = (to: number, amountMinor: Minor, [code, back]: readonly [number, number]): PostTransfer[] => {
    if (amountMinor === 0) return [];
    const transferId = newId(ctx.now.getTime());
    return amountMinor > 0
      ? [{ id: transferId, debit: takings, credit: to, amountMinor, code }]
      : [{ id: transferId, debit: to, credit: takings, amountMinor: negate(amountMinor), code: back }];
  };
  const transfers = [
    ...move(await payableAccountOf(ctx, merchant_id), net_minor, [SETTLEMENT_CODES.takings, SETTLEMENT_CODES.takingsReturn]),
    ...move(await accountOf(ctx, 'commission'), commission_minor, [SETTLEMENT_CODES.commission, SETTLEMENT_CODES.commissionReturn]),
  ];
  if (transfers.length > 0) await post(ctx, { id, businessOn: await businessDayNow(ctx), transfers });
}
