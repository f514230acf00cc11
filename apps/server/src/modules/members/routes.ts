import { members } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { closeNamedMembers } from './close-members.ts';
import { createMember } from './create-member.ts';
import { endMemberSessions } from './end-member-sessions.ts';
import { exportMembers } from './export-members.ts';
import { getMember } from './get-member.ts';
import { getOwnMember } from './get-own-member.ts';
import { listMemberIds } from './list-member-ids.ts';
import { listMembers } from './list-members.ts';
import { listPrivateFields } from './list-private-fields.ts';
import { moveMembers } from './move-members.ts';
import { reopenMembers } from './reopen-members.ts';
import { revealPrivateField } from './reveal-private-field.ts';
import { setPrivateField } from './set-private-field.ts';
import type { MemberHooks } from './undo-import.ts';
import { updateMember } from './update-member.ts';

export function createMembersRoutes({ database, secrets, hooks }: { database: Database; secrets: SecretBox; hooks: MemberHooks }): BoundRoute[] {
  return [
    ...bind(omit(members, ['exportMembers']), {
      listMembers: (ctx, input) => listMembers(ctx, input, secrets),
      listMemberIds: (ctx, input) => listMemberIds(ctx, input, secrets),
      getMember,
      createMember: (ctx, input) => createMember(ctx, input, secrets),
      updateMember,
      moveMembers,
      closeMembers: (ctx, input) => closeNamedMembers(ctx, input, hooks),
      reopenMembers: (ctx, input) => reopenMembers(ctx, input, hooks),
      endMemberSessions,
      getOwnMember,
      listPrivateFields,
      setPrivateField: (ctx, input) => setPrivateField(ctx, input, secrets),
      revealPrivateField: (ctx, input) => revealPrivateField(ctx, input, secrets),
    }),
    ...bindFiles(pick(members, ['exportMembers']), { exportMembers: (call, input) => exportMembers({ database, secrets }, call, input) }),
  ];
}
