import { AppError } from '@tessera/contract';
import { type Minor, subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts, LedgerRefusal } from '../ledger/index.ts';
import type { MemberKind } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';

export type TopUpBounds = {
  /** Whether the operator may take money at all. */
  readonly isAllowed: boolean;
  /** The most that the cash purse may hold after a top-up. */
  readonly limitMinor: Minor;
};

/** What holds for every top-up of a member of this kind, by whichever way it comes. */
export async function topUpBounds(ctx: Ctx, kind: MemberKind): Promise<TopUpBounds> {
  const mode = await readSetting(ctx, 'wallets.legalMode');
  const limit = kind === 'anonymous' ? 'wallets.anonymousBalanceLimitMinor' : 'wallets.namedBalanceLimitMinor';
  return { isAllowed: mode !== 'points_only', limitMinor: await readSetting(ctx, limit) };
}

/** What a refusal for being over the limit names: the limit, and how much still fits under it. Pure. */
export function roomUnder(limitMinor: Minor, balanceMinor: Minor): { limitMinor: Minor; leftMinor: Minor } {
  return { limitMinor, leftMinor: balanceMinor < limitMinor ? subtract(limitMinor, balanceMinor) : ZERO };
}

/** A posting’s refusal; of one that was too much for the card, how much would still fit, as the books stand now. Any other error as it came. */
export async function namingRoom(ctx: Ctx, error: unknown, of: { accountId: number; limitMinor: Minor }): Promise<unknown> {
  if (!(error instanceof LedgerRefusal) || error.reason !== 'over_ceiling') return error;
  const [account] = await asSystem(ctx, (system) => findAccounts(system, [of.accountId]));
  return new AppError('payments.over_card_balance_limit', roomUnder(of.limitMinor, account?.balanceMinor ?? ZERO));
}
