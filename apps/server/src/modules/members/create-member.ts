import type { ContentOf, members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { hashPassword } from '../identity/index.ts';
import { enterMembers } from './enter-members.ts';
import { type MemberView, maskName, maskNumber } from './member.ts';

/** Enters one member, who signs in with the member number as user name. @throws AppError `members.number_taken`, `members.phone_taken` */
export async function createMember(ctx: Ctx, input: ContentOf<typeof members.createMember>, secrets: SecretBox): Promise<MemberView> {
  const { password, ...member } = input;
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const [view] = await enterMembers(ctx, [{ ...member, passwordHash }], secrets);
  if (!view) throw new Error('a member that was entered has a row');
  await record(ctx, {
    action: 'members.createMember',
    targetKind: 'member',
    targetId: view.id,
    after: recorded(view),
  });
  return view;
}

/** As the audit log may keep it for ever: the record leads to the member by the id, and tells no name that could not be forgotten. */
function recorded({ memberNumber, name, kind, department, phoneMasked }: MemberView) {
  return { memberNumber: maskNumber(memberNumber), name: maskName(name), kind, department, phone: phoneMasked };
}
