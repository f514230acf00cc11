import type { Ctx } from '../../platform/ctx.ts';
import { ageNow } from './age.ts';
import { bornUntil } from './coming-of-age.ts';
import { endGuardianships } from './end-guardianships.ts';
import { selectGrownUp } from './queries.ts';

/** Children of one run; a school year has fewer birthdays in a day. */
const AT_ONCE_MAX = 500;

/** Ends what the birthday has ended: nobody could look since midnight, and now the limits go too. */
export async function endOfAge(ctx: Ctx): Promise<void> {
  const { today, years } = await ageNow(ctx);
  for (const childId of await selectGrownUp(ctx, { bornUntil: bornUntil(today, years), limit: AT_ONCE_MAX }))
    await endGuardianships(ctx, { childId }, { by: 'age' });
}
