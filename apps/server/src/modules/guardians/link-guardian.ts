import { AppError, type ContentOf, type guardians } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findMembers } from '../members/index.ts';
import { ageNow, isMinor } from './age.ts';
import { findOrEnterGuardian } from './find-guardian.ts';
import { describeGuardianships, type GuardianshipView } from './guardianship.ts';
import { linkMembers } from './link-members.ts';
import { selectGuardianship } from './queries.ts';

/** @throws AppError `members.unknown`, `guardians.not_minor`, `identity.contact_taken`, and as `linkMembers` does */
export async function linkGuardian(ctx: Ctx, input: ContentOf<typeof guardians.linkGuardian>, secrets: SecretBox): Promise<GuardianshipView> {
  const { memberId, bornOn, name, phone, relation } = input;
  const child = (await findMembers(ctx, [memberId])).get(memberId);
  // The holder of an anonymous card is nobody whom anybody looks after.
  if (!child || child.kind === 'anonymous') throw new AppError('members.unknown', { memberId });
  if (!isMinor(bornOn, await ageNow(ctx))) throw new AppError('guardians.not_minor');
  const guardianId = await asSystem(ctx, (system) => findOrEnterGuardian(system, secrets, { phone, name }));
  const id = await linkMembers(ctx, { childId: memberId, bornOn, guardianId, relation, origin: 'counter', consent: 'paper' }, secrets);
  const row = await selectGuardianship(ctx, id);
  const [view] = row ? await describeGuardianships(ctx, [row]) : [];
  if (!view) throw new Error('a guardianship that was entered is seen by whoever entered it');
  return view;
}
