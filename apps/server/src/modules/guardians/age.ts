import type { BusinessDay } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { readSetting } from '../settings/index.ts';
import { comesOfAgeOn } from './coming-of-age.ts';

/** What decides whether somebody is a minor: the day, and the age at which guardianship ends here. */
export type Age = { readonly today: BusinessDay; readonly years: number };

export async function ageNow(ctx: Ctx): Promise<Age> {
  return { today: await businessDayNow(ctx), years: await readSetting(ctx, 'guardians.endsAtAge') };
}

export function isMinor(bornOn: BusinessDay, { today, years }: Age): boolean {
  return bornOn <= today && comesOfAgeOn(bornOn, years) > today;
}
