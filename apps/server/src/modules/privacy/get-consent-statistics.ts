import { NECESSARY_PURPOSE, type OutputOf, PURPOSES, type privacy } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { countMembers } from '../members/index.ts';
import { countAnswered, countConsents, selectCurrentNotice } from './notice-queries.ts';

export async function getConsentStatistics(ctx: Ctx): Promise<OutputOf<typeof privacy.getConsentStatistics>> {
  const current = await selectCurrentNotice(ctx);
  const counts = new Map((current ? await countConsents(ctx, current.version) : []).map((row) => [row.purpose, row]));
  return {
    members: await countMembers(ctx),
    version: current?.version ?? null,
    answered: current ? await countAnswered(ctx, current.version) : 0,
    purposes: PURPOSES.map((purpose) => ({
      purpose,
      necessary: purpose === NECESSARY_PURPOSE,
      given: counts.get(purpose)?.given ?? 0,
      withdrawn: counts.get(purpose)?.withdrawn ?? 0,
    })),
  };
}
