import type { anonymouscards, OutputOf } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { topUpBounds } from '../wallets/index.ts';

export type AnonymousCardTerms = OutputOf<typeof anonymouscards.getAnonymousCardTerms>;

export function getAnonymousCardTerms(ctx: Ctx): Promise<AnonymousCardTerms> {
  return asSystem(ctx, async (system) => {
    const { isAllowed, limitMinor } = await topUpBounds(system, 'anonymous');
    return {
      isAllowed,
      depositMinor: toMinor(await readSetting(system, 'anonymouscards.depositMinor')),
      balanceLimitMinor: limitMinor,
      paymentLimitMinor: toMinor(await readSetting(system, 'anonymouscards.paymentLimitMinor')),
      dayLimitMinor: toMinor(await readSetting(system, 'anonymouscards.dayLimitMinor')),
    };
  });
}
