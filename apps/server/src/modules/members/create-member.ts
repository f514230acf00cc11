import type { ContentOf, members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { hashPassword } from '../identity/index.ts';
import { enterMembers } from './enter-members.ts';
import type { MemberView } from './member.ts';

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
    after: { memberNumber: view.memberNumber, name: view.name, kind: view.kind, department: view.department, phone: view.phoneMasked },
  });
  return view;
}
