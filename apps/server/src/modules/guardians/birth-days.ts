import type { BusinessDay, Id } from '@tessera/kernel';
import { birthDateOf, isDay } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { openFieldOfAll } from '../members/index.ts';
import { selectBirthDays } from './queries.ts';

/** What is known of the day on which somebody was born: by their papers, and by what was entered here first. */
export type KnownBirth = { onPaper: BusinessDay | undefined; entered: BusinessDay | undefined };

/** Papers before what was entered first. Pure. */
export function birthDayOf(known: KnownBirth | undefined): BusinessDay | undefined {
  return known?.onPaper ?? known?.entered;
}

/** Of each of these members, in a fixed number of statements. Asked by the system. */
export async function findBirthDays(ctx: Ctx, memberIds: readonly Id<'member'>[], secrets: SecretBox): Promise<Map<Id<'member'>, KnownBirth>> {
  const papers = await daysOnPaper(ctx, memberIds, secrets);
  const entered = await selectBirthDays(ctx, memberIds);
  return new Map(memberIds.map((memberId) => [memberId, { onPaper: papers.get(memberId), entered: entered.get(memberId) }]));
}

/** By the resident ID, else by the date of birth in the private fields; who has neither is missing. Asked by the system. */
export async function daysOnPaper(ctx: Ctx, memberIds: readonly Id<'member'>[], secrets: SecretBox): Promise<Map<Id<'member'>, BusinessDay>> {
  const numbers = await openFieldOfAll(ctx, { memberIds, field: 'idNumber' }, secrets);
  const dates = await openFieldOfAll(ctx, { memberIds, field: 'birthDate' }, secrets);
  return new Map(
    memberIds.flatMap((memberId) => {
      const number = numbers.get(memberId);
      const day = number?.kind === 'residentId' ? birthDateOf(number.value) : dates.get(memberId)?.value;
      return day !== undefined && isDay(day) ? [[memberId, day as BusinessDay]] : []; // A day of the calendar is a business day.
    }),
  );
}
