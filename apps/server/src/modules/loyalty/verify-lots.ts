import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts } from '../ledger/index.ts';
import { selectAccountLots } from './account-queries.ts';

const ACCOUNTS_PER_PAGE = 1_000;

export type LotFault = {
  readonly programmeId: Id<'pointsProgramme'>;
  readonly memberId: Id<'member'>;
  readonly lots: number;
  readonly ledger: number;
};

/** Accounts whose active lots do not hold together what the ledger says: none, or something is broken. Reads every account, page by page. */
export async function verifyLots(ctx: Ctx): Promise<LotFault[]> {
  const faults: LotFault[] = [];
  for (let afterAccount = 0; ; ) {
    const page = await selectAccountLots(ctx, { afterAccount, limit: ACCOUNTS_PER_PAGE });
    const accounts = await findAccounts(
      ctx,
      page.map(({ accountId }) => accountId),
    );
    const balances = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
    for (const { programmeId, memberId, accountId, remaining } of page) {
      const ledger = balances.get(accountId) ?? 0;
      if (ledger !== remaining) faults.push({ programmeId, memberId, lots: remaining, ledger });
    }
    const last = page.at(-1);
    if (!last || page.length < ACCOUNTS_PER_PAGE) return faults;
    afterAccount = last.accountId;
  }
}
