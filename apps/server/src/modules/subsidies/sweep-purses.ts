import { type Id, type Minor, newId, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findAccounts, type PostTransfer, post } from '../ledger/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { SUBSIDY_CODES } from './fill-purses.ts';
import { updatePurses } from './purse-queries.ts';
import { addToDays, selectProgrammesById } from './queries.ts';

type DuePurse = { readonly id: Id<'purse'>; readonly programme_id: Id<'programme'>; readonly member_id: Id<'member'>; readonly account_id: number };

/** Gives what is left in these purses, which the caller has locked, back to their funds. */
export async function sweepPurses(ctx: Ctx, due: readonly DuePurse[]): Promise<void> {
  if (due.length === 0) return;
  const today = await businessDayNow(ctx);
  // From here on no till draws on them: whoever saw the purse is answered stale.
  await raiseFencesOfMembers(ctx, [...new Set(due.map(({ member_id }) => member_id))]);
  const programmes = new Map((await selectProgrammesById(ctx, [...new Set(due.map((purse) => purse.programme_id))])).map((row) => [row.id, row]));
  const accounts = await findAccounts(
    ctx,
    due.map((purse) => purse.account_id),
  );
  const balances = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
  const back = due.flatMap((purse) => {
    const amountMinor = balances.get(purse.account_id) ?? ZERO;
    const fund = programmes.get(purse.programme_id)?.account_id;
    return fund !== undefined && amountMinor > 0 ? [{ purse, transfer: transferOf(ctx, { from: purse.account_id, fund, amountMinor }) }] : [];
  });
  if (back.length > 0) await post(ctx, { id: newId(ctx.now.getTime()), businessOn: today, transfers: back.map(({ transfer }) => transfer) });
  await addToDays(
    ctx,
    back.map(({ purse, transfer }) => ({
      programmeId: purse.programme_id,
      businessOn: today,
      movement: 'expired' as const,
      amountMinor: transfer.amountMinor,
    })),
  );
  await updatePurses(
    ctx,
    due.map(({ id }) => id),
    { swept_at: ctx.now },
  );
  await notifyLiveAll(ctx, new Map(due.map(({ member_id: memberId }) => [`member:${memberId}`, { kind: 'wallet' as const, memberId }])));
}

function transferOf(ctx: Ctx, of: { from: number; fund: number; amountMinor: Minor }): PostTransfer {
  return { id: newId(ctx.now.getTime()), debit: of.from, credit: of.fund, amountMinor: of.amountMinor, code: SUBSIDY_CODES.expiry };
}
