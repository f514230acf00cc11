import { type Id, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { post } from '../ledger/index.ts';
import { selectAccountsOfMembers } from './account-queries.ts';
import { accountOf, POINTS_CODES, tellHolders } from './give-lots.ts';
import { type LotRow, saveLots } from './lot-queries.ts';
import { type ProgrammeRow, selectProgrammesById } from './queries.ts';

const NEVER_MIND: readonly LotRow['state'][] = ['expired', 'taken_back'];

/** What locked lots still hold goes: it expires, or goes back to where points are issued from. A pending lot has nothing in the ledger yet. */
export async function endLots(ctx: Ctx, lots: readonly LotRow[], end: 'expired' | 'taken_back'): Promise<{ count: number; points: number }> {
  const open = lots.filter(({ state }) => !NEVER_MIND.includes(state));
  if (open.length === 0) return { count: 0, points: 0 };
  const programmes = await selectProgrammesById(ctx, [...new Set(open.map((lot) => lot.programme_id))]);
  for (const programme of programmes) {
    const held = open.filter((lot) => lot.programme_id === programme.id && lot.state === 'active' && lot.remaining > 0);
    if (held.length > 0) await postEnds(ctx, { programme, held, end });
  }
  await saveLots(
    ctx,
    open.map((lot) => ({ ...lot, [end]: lot[end] + lot.remaining, remaining: 0, state: end, ended_at: ctx.now })),
  );
  await tellHolders(
    ctx,
    open.map(({ member_id: memberId }) => ({ memberId })),
  );
  const ended = open.filter(({ remaining }) => remaining > 0);
  return { count: ended.length, points: ended.reduce((sum, { remaining }) => sum + remaining, 0) };
}

async function postEnds(ctx: Ctx, of: { programme: ProgrammeRow; held: readonly LotRow[]; end: 'expired' | 'taken_back' }): Promise<void> {
  const { programme, held, end } = of;
  const members: Id<'member'>[] = held.map((lot) => lot.member_id);
  const account = accountOf(await selectAccountsOfMembers(ctx, programme.id, members));
  await post(ctx, {
    id: newId(ctx.now.getTime()),
    businessOn: await businessDayNow(ctx),
    transfers: held.map(({ member_id, remaining }) => ({
      id: newId(ctx.now.getTime()),
      debit: account(member_id),
      credit: end === 'expired' ? programme.expired_account : programme.issued_account,
      amountMinor: toMinor(remaining),
      code: end === 'expired' ? POINTS_CODES.expiry : POINTS_CODES.takeBack,
    })),
  });
}
