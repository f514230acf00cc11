import { add, type BusinessDay, type Minor, newId, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findAccounts, post } from '../ledger/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { SUBSIDY_CODES } from './fill-purses.ts';
import { lockedProgramme } from './programme.ts';
import { selectPurses } from './purse-queries.ts';
import { addToDays } from './queries.ts';
import type { RoundRow } from './round.ts';
import { type AllotmentRow, saveOutcomes } from './round-queries.ts';

/**
 * Takes back what is unspent of granted allotments of one locked round; what was spent stays, and the report says so. Answers how many gave
 * anything back, and how much in all.
 */
export async function takeBack(ctx: Ctx, round: RoundRow, allotments: readonly AllotmentRow[]): Promise<{ count: number; sumMinor: Minor }> {
  const granted = allotments.filter(({ state }) => state === 'granted');
  if (granted.length === 0) return { count: 0, sumMinor: ZERO };
  const today = await businessDayNow(ctx);
  const programme = await lockedProgramme(ctx, round.programme_id);
  // The wallets first: from here on no till draws on these purses, and their balances stand still.
  await raiseFencesOfMembers(ctx, [...new Set(granted.map(({ member_id }) => member_id))]);
  const taken = await takings(ctx, granted);
  const back = taken.filter(({ amountMinor }) => amountMinor > 0);
  const sumMinor = add(ZERO, ...back.map(({ amountMinor }) => amountMinor));
  if (back.length > 0) await post(ctx, postingOf(ctx, { back, fund: programme.account_id, today }));
  if (back.length > 0) await addToDays(ctx, [{ programmeId: programme.id, businessOn: today, movement: 'taken_back', amountMinor: sumMinor }]);
  await saveOutcomes(
    ctx,
    taken.map(({ allotment, amountMinor }) => ({
      id: allotment.id,
      state: 'taken_back',
      problem: amountMinor < allotment.amount_minor ? 'spent' : null,
      purse_id: allotment.purse_id,
      taken_back_minor: amountMinor,
    })),
  );
  await notifyLiveAll(
    ctx,
    new Map(back.map(({ allotment: { member_id: memberId } }) => [`member:${memberId}`, { kind: 'wallet' as const, memberId }])),
  );
  return { count: back.length, sumMinor };
}

type Taking = { allotment: AllotmentRow; account: number; amountMinor: Minor };

/** As much as each purse still holds of what each allotment gave; two allotments of one purse share what is there. */
async function takings(ctx: Ctx, granted: readonly AllotmentRow[]): Promise<Taking[]> {
  const purses = new Map(
    (await selectPurses(ctx, [...new Set(granted.flatMap(({ purse_id }) => purse_id ?? []))])).map((purse) => [purse.id, purse]),
  );
  const accounts = await findAccounts(
    ctx,
    [...purses.values()].map(({ account_id }) => account_id),
  );
  const left = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
  return granted.map((allotment) => {
    const account = (allotment.purse_id && purses.get(allotment.purse_id)?.account_id) ?? 0;
    const there = left.get(account) ?? ZERO;
    const amountMinor = toMinor(Math.min(there, allotment.amount_minor));
    left.set(account, subtract(there, amountMinor));
    return { allotment, account, amountMinor };
  });
}

function postingOf(ctx: Ctx, of: { back: readonly Taking[]; fund: number; today: BusinessDay }) {
  return {
    id: newId(ctx.now.getTime()),
    businessOn: of.today,
    transfers: of.back.map(({ account, amountMinor }) => ({
      id: newId(ctx.now.getTime()),
      debit: account,
      credit: of.fund,
      amountMinor,
      code: SUBSIDY_CODES.takeBack,
    })),
  };
}
