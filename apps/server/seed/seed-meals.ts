import { toMinor } from '@tessera/kernel';
import { createMealPlan, grantToNextMembers } from '../src/modules/mealplans/index.ts';
import { findMerchantsNamed, findStaffNamed } from '../src/modules/organizations/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';

const WORTH_MINOR = 1_500;
const MONTH_DAYS = 30;
const TERM_DAYS = 120;
const MONTH_PRICE_MINOR = 48_000;
/** Together they are the whole day, so that a newcomer sees a meal whatever the time is. */
const PERIODS = [
  { period: 'breakfast', from: '05:00', until: '10:00', worthMinor: toMinor(600) },
  { period: 'lunch', from: '10:00', until: '15:00', worthMinor: toMinor(WORTH_MINOR) },
  { period: 'dinner', from: '15:00', until: '21:00', worthMinor: toMinor(WORTH_MINOR) },
  { period: 'night', from: '21:00', until: '05:00', worthMinor: toMinor(1_000) },
] as const;

/** A plan that the school gives its staff, and one that students may buy for a month. */
export async function seedMeals(ctx: Ctx): Promise<Record<string, never>> {
  const merchantIds = await findMerchantsNamed(ctx, '食堂', 2);
  const place = { scope: { everywhere: false, merchantIds, categories: [] }, terminalIds: [], perPeriod: 1, perWeek: null };
  const given = await createMealPlan(ctx, {
    ...place,
    name: { zh: '教工工作餐', en: 'Staff meals' },
    periods: [...PERIODS],
    perDay: 3,
    priceMinor: null,
    eligible: { departmentIds: [], memberKinds: ['staff'] },
    term: { kind: 'days', days: TERM_DAYS },
  });
  await createMealPlan(ctx, {
    ...place,
    name: { zh: '月度午晚餐', en: 'Lunch and dinner for a month' },
    periods: PERIODS.filter(({ period }) => period === 'lunch' || period === 'dinner'),
    perDay: 2,
    priceMinor: toMinor(MONTH_PRICE_MINOR),
    eligible: { departmentIds: [], memberKinds: ['student'] },
    term: { kind: 'days', days: MONTH_DAYS },
  });
  const staffId = await findStaffNamed(ctx, 'admin');
  if (!staffId) throw new Error('the demo has an administrator by now');
  const step = { planId: given.id, departmentIds: [], kinds: ['staff' as const], startsOn: null, afterId: null };
  await grantToNextMembers(ctx, { ...step, staffId, staffName: '周明' });
  return {};
}
