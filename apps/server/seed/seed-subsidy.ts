import { businessDayOf, toMinor } from '@tessera/kernel';
import { createProgramme, grantToAudience } from '../src/modules/subsidies/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';

/** Times the demo's students, more than one person may give away alone. */
const EACH_MINOR = 60_00;
const VALID_DAYS = 120;

/** Meal money for all students, entered by finance: it waits for the newcomer, who is the second person. */
export async function seedSubsidy(ctx: Ctx, timeZone: string): Promise<Record<string, never>> {
  const finance = await asColleague(ctx, 'finance');
  const programme = await createProgramme(finance, {
    name: { zh: '学生伙食补贴', en: 'Student meal allowance' },
    scope: { everywhere: false, merchantIds: [], categories: ['canteen'] },
    expiry: { kind: 'after', days: VALID_DAYS },
    budgetMinor: toMinor(100_000_00),
  });
  const label = businessDayOf(ctx.now, timeZone).slice(0, 'YYYY-MM'.length);
  const audience = { departmentIds: [], memberKinds: ['student' as const] };
  await grantToAudience(finance, { programmeId: programme.id, audience, amountMinor: toMinor(EACH_MINOR), label });
  return {};
}
