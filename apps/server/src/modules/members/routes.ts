import { members } from '@tessera/contract';
import { type BoundRoute, bind } from '../../platform/bind.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createMember } from './create-member.ts';
import { endMemberSessions } from './end-member-sessions.ts';
import { getMember } from './get-member.ts';
import { getOwnMember } from './get-own-member.ts';
import { listMembers } from './list-members.ts';
import { listPrivateFields } from './list-private-fields.ts';
import { revealPrivateField } from './reveal-private-field.ts';
import { setPrivateField } from './set-private-field.ts';
import { updateMember } from './update-member.ts';

export function createMembersRoutes(secrets: SecretBox): BoundRoute[] {
  return bind(members, {
    listMembers: (ctx, input) => listMembers(ctx, input, secrets),
    getMember,
    createMember: (ctx, input) => createMember(ctx, input, secrets),
    updateMember,
    endMemberSessions,
    getOwnMember,
    listPrivateFields,
    setPrivateField: (ctx, input) => setPrivateField(ctx, input, secrets),
    revealPrivateField: (ctx, input) => revealPrivateField(ctx, input, secrets),
  });
}
