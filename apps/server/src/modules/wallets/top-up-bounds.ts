import type { Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
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
