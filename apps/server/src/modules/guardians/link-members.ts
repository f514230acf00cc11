import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { enterGuardianship, type NewGuardianship } from './enter-guardianship.ts';
import { saveWards } from './queries.ts';

/** Two members who are entered already; the day of birth holds from now on. @throws AppError as `enterGuardianship` does */
export async function linkMembers(ctx: Ctx, wanted: NewGuardianship & { bornOn: string }): Promise<Id<'guardianship'>> {
  const { bornOn, ...guardianship } = wanted;
  await asSystem(ctx, (system) => saveWards(system, [{ memberId: wanted.childId, bornOn }]));
  return enterGuardianship(ctx, guardianship);
}
