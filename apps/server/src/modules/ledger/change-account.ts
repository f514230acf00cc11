import type { Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type Account, type AccountId, type AccountStatus, statusCode } from './account.ts';
import { balanceOf } from './balances.ts';
import { lockAccount, raiseFencesOf, updateAccount } from './queries.ts';
import { LedgerRefusal } from './refusal.ts';

/**
 * Raises the fence too, so that a charge decided before is stale. Only an empty account closes, and it stays closed until
 * `reopenAccount`.
 * @throws LedgerRefusal `account_unknown`, `account_closed`, `account_not_empty`.
 */
export async function setAccountStatus(ctx: Ctx, change: { readonly account: AccountId; readonly status: AccountStatus }): Promise<Account> {
  const account = await locked(ctx, change.account);
  if (account.status === change.status) return account;
  if (account.status === 'closed') throw new LedgerRefusal('account_closed');
  if (change.status === 'closed' && (account.heldMinor !== 0 || (await balanceOf(ctx, account.id)) !== 0))
    throw new LedgerRefusal('account_not_empty');
  const fence = account.fence + 1;
  await updateAccount(ctx, account.id, { status: statusCode(change.status), fence });
  return { ...account, status: change.status, fence };
}

/** An account that was closed takes and gives again, empty as it is, for somebody who has come back. @throws LedgerRefusal `account_unknown` */
export async function reopenAccount(ctx: Ctx, account: AccountId): Promise<void> {
  const { status, fence } = await locked(ctx, account);
  if (status === 'closed') await updateAccount(ctx, account, { status: statusCode('active'), fence: fence + 1 });
}

export type Limits = {
  readonly account: AccountId;
  /** `null` lifts a limit; what is left out stays. */
  readonly transactionLimitMinor?: Minor | null;
  readonly dayLimitMinor?: Minor | null;
  readonly floorMinor?: Minor | null;
};

/** Acts on the next charge. @throws LedgerRefusal `account_unknown`. */
export async function setLimits(ctx: Ctx, limits: Limits): Promise<Account> {
  const account = await locked(ctx, limits.account);
  const changed = {
    transactionLimitMinor: kept(limits.transactionLimitMinor, account.transactionLimitMinor),
    dayLimitMinor: kept(limits.dayLimitMinor, account.dayLimitMinor),
    floorMinor: kept(limits.floorMinor, account.floorMinor),
  };
  await updateAccount(ctx, account.id, {
    tx_limit: changed.transactionLimitMinor,
    day_limit: changed.dayLimitMinor,
    floor: changed.floorMinor,
  });
  return { ...account, ...changed };
}

export type ImposedLimits = { readonly account: AccountId; readonly transactionLimitMinor: Minor | null; readonly dayLimitMinor: Minor | null };

/** Limits of somebody else's beside the holder's own, of which the stricter counts; both are replaced. @throws LedgerRefusal `account_unknown` */
export async function imposeLimits(ctx: Ctx, limits: ImposedLimits): Promise<void> {
  await locked(ctx, limits.account);
  await updateAccount(ctx, limits.account, { imposed_tx_limit: limits.transactionLimitMinor, imposed_day_limit: limits.dayLimitMinor });
}

/** From its commit on, every charge that was decided from older facts answers `stale`. Answers the new fence. */
export async function raiseFence(ctx: Ctx, account: AccountId): Promise<number> {
  const { fence } = await locked(ctx, account);
  await updateAccount(ctx, account, { fence: fence + 1 });
  return fence + 1;
}

/** The same for many accounts, in one statement; one that is named twice is raised once. @throws LedgerRefusal `account_unknown`. */
export async function raiseFences(ctx: Ctx, accounts: Iterable<AccountId>): Promise<void> {
  const ids = [...new Set(accounts)];
  if (ids.length > 0 && (await raiseFencesOf(ctx, ids)) < ids.length) throw new LedgerRefusal('account_unknown');
}

function kept(wanted: Minor | null | undefined, current: Minor | null): Minor | null {
  return wanted === undefined ? current : wanted;
}

async function locked(ctx: Ctx, id: AccountId): Promise<Account> {
  const account = await lockAccount(ctx, id);
  if (!account) throw new LedgerRefusal('account_unknown');
  return account;
}
