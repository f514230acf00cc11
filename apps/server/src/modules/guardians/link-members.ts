import type { BusinessDay, Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { enterGuardianship, type NewGuardianship } from './enter-guardianship.ts';
import { keepBirthDay } from './keep-birth-day.ts';

/** Two members who are entered already. @throws AppError as `keepBirthDay` and `enterGuardianship` do */
export async function linkMembers(ctx: Ctx, wanted: NewGuardianship & { bornOn: BusinessDay }, secrets: SecretBox): Promise<Id<'guardianship'>> {
  const { bornOn, ...guardianship } = wanted;
  await asSystem(ctx, (system) => keepBirthDay(system, { memberId: wanted.childId, bornOn }, secrets));
  return enterGuardianship(ctx, guardianship);
}
