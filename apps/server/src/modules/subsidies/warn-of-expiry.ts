import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findAccounts } from '../ledger/index.ts';
import { NOTICES_MAX, notifyAll } from '../notifications/index.ts';
import { lockPursesToWarnOf, updatePurses } from './purse-queries.ts';
import { selectProgrammesById } from './queries.ts';

/** How long before its last day the holder of a purse is told. */
const WARNED_DAYS_BEFORE = 7;

/** Tells the next holders of purses that end soon and still hold something, each once. Safe to run twice. Answers how many purses it looked at. */
export async function warnOfExpiry(ctx: Ctx): Promise<number> {
  const today = await businessDayNow(ctx);
  const until = await businessDayNow(ctx, -WARNED_DAYS_BEFORE);
  const due = await lockPursesToWarnOf(ctx, { today, until, limit: NOTICES_MAX });
  if (due.length === 0) return 0;
  const programmes = new Map((await selectProgrammesById(ctx, [...new Set(due.map((purse) => purse.programme_id))])).map((row) => [row.id, row]));
  const accounts = await findAccounts(
    ctx,
    due.map((purse) => purse.account_id),
  );
  const balances = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
  await notifyAll(
    ctx,
    due.flatMap((purse) => {
      const balance = balances.get(purse.account_id) ?? 0;
      const programme = programmes.get(purse.programme_id);
      if (balance <= 0 || !programme) return [];
      const params = { balance, nameZh: programme.name_zh, nameEn: programme.name_en, day: purse.expires_on };
      return [{ to: { memberId: purse.member_id }, kind: 'wallet.subsidyEnding' as const, params, key: purse.id }];
    }),
  );
  await updatePurses(
    ctx,
    due.map(({ id }) => id),
    { warned_at: ctx.now },
  );
  return due.length;
}
