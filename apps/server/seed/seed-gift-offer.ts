import { businessDayOf, DAY_MS, toMinor } from '@tessera/kernel';
import { createGiftOffer, startGiftOffer } from '../src/modules/gifts/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';

const OFFER_DAYS = 60;

/** An offer that a newcomer sees when topping up: written by finance, started by the administrator. */
export async function seedGiftOffer(ctx: Ctx, timeZone: string): Promise<null> {
  const [writer, starter] = [await asColleague(ctx, 'finance'), await asColleague(ctx, 'admin')];
  const terms = { kind: 'fixed' as const, minMinor: toMinor(300_00), giftMinor: toMinor(30_00) };
  const name = { zh: '开学季充 300 送 30', en: 'Term start: pay 300, get 30' };
  const endsOn = businessDayOf(new Date(ctx.now.getTime() + OFFER_DAYS * DAY_MS), timeZone);
  const days = { beginsOn: businessDayOf(ctx.now, timeZone), endsOn };
  const wanted = { name, terms, ...days, memberKinds: ['student' as const], frequency: 'once' as const, budgetMinor: toMinor(10_000_00) };
  const { id: giftOfferId, revision } = await createGiftOffer(writer, wanted);
  await startGiftOffer(starter, { giftOfferId, revision });
  return null;
}
