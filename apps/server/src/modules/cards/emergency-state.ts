import type { cardCare, OutputOf } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { readSetting } from '../settings/index.ts';
import { isBlocked } from './emergency.ts';
import { selectEmergencyCode } from './emergency-queries.ts';

/** As its holder may know it: never the code. */
export async function emergencyState(ctx: Ctx, memberId: Id<'member'>): Promise<OutputOf<typeof cardCare.getOwnEmergencyCode>> {
  const [code, today] = [await selectEmergencyCode(ctx, memberId), await businessDayNow(ctx)];
  return {
    setAt: code?.setAt ?? null,
    usedToday: code?.usedOn === today,
    isBlocked: code ? isBlocked(code, today) : false,
    mostMinor: toMinor(await readSetting(ctx, 'cards.emergencyMaxMinor')),
  };
}
