import type { Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';

export type TopUpBounds = {
  /** Whether the operator may take money at all. */
  readonly isAllowed: boolean;
  /** The most that the cash purse of a named card may hold after a top-up. */
  readonly limitMinor: Minor;
};

/** What holds for every top-up, by whichever way it comes. */
export async function topUpBounds(ctx: Ctx): Promise<TopUpBounds> {
  const mode = await readSetting(ctx, 'wallets.legalMode');
  return { isAllowed: mode !== 'points_only', limitMinor: await readSetting(ctx, 'wallets.namedBalanceLimitMinor') };
}
