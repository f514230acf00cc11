import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { enterMembers, type NewMember } from './enter-members.ts';
import { BATCH_MAX } from './events.ts';
import { type MemberView, maskNumber } from './member.ts';

/**
 * Enters up to `BATCH_MAX` members at once, all or none, with a fixed number of statements and one audit record: for imports and seeds.
 * @throws AppError `members.number_taken`, `members.phone_taken`, naming the first member that was refused
 */
export async function addMembers(ctx: Ctx, members: readonly NewMember[], secrets: SecretBox): Promise<MemberView[]> {
  if (members.length === 0) return [];
  if (members.length > BATCH_MAX) throw new RangeError(`at most ${BATCH_MAX} members at once, not ${members.length}`);
  const views = await enterMembers(ctx, members, secrets);
  await record(ctx, {
    action: 'members.addMembers',
    targetKind: 'member',
    targetId: null,
    after: { memberNumbers: views.map((view) => maskNumber(view.memberNumber)) },
  });
  return views;
}
