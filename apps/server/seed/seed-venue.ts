import { findMerchantsByName } from '../src/modules/organizations/index.ts';
import { addFinishedPlan, createVenue } from '../src/modules/venues/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';
import { theatrePlan } from './seat-plans.ts';

const ORGANIZER = '星光影城';
const GATES = [
  { code: 'E', name: '东门' },
  { code: 'W', name: '西门' },
];

/** A small theatre with a published plan of five hundred seats. */
export async function seedVenue(ctx: Ctx): Promise<null> {
  const desk = await asColleague(ctx, 'merchants');
  const merchantId = (await findMerchantsByName(ctx, [ORGANIZER])).get(ORGANIZER);
  if (!merchantId) throw new Error(`the demo has no merchant ${ORGANIZER}`);
  const { id: venueId } = await createVenue(desk, { merchantId, name: '星光剧场', address: '淞沪路 77 号 5 楼', gates: GATES });
  await addFinishedPlan(desk, { venueId, plan: theatrePlan('标准座位图') });
  return null;
}
