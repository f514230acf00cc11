import { AppError } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { daysOnPaper } from './birth-days.ts';
import { enterWard, lockWard, setBirthDay } from './queries.ts';

/**
 * Keeps a day of birth that was said at the desk. A word does not make a minor of somebody whose day is known otherwise: the member's papers
 * (resident ID, else the date of birth in the private fields) decide where they are held, else what was entered first. Asked by the system.
 * @throws AppError `guardians.birth_date_differs`
 */
export async function keepBirthDay(ctx: Ctx, said: { memberId: Id<'member'>; bornOn: BusinessDay }, secrets: SecretBox): Promise<void> {
  const { memberId, bornOn } = said;
  const onPaper = (await daysOnPaper(ctx, [memberId], secrets)).get(memberId);
  if (onPaper !== undefined && onPaper !== bornOn) throw new AppError('guardians.birth_date_differs', { memberId });
  await enterWard(ctx, said);
  if ((await lockWard(ctx, memberId)) === bornOn) return;
  // What was entered first gives way to the papers alone.
  if (onPaper === undefined) throw new AppError('guardians.birth_date_differs', { memberId });
  await setBirthDay(ctx, said);
}
