import { guardians } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import { requireRealm } from '../identity/index.ts';
import { acceptInvitation, type InvitationParts, sendInvitationCode } from './accept-invitation.ts';
import { endGuardianship, endOwnGuardianship } from './end-guardianship.ts';
import { inviteGuardians } from './invite-guardians.ts';
import { linkGuardian } from './link-guardian.ts';
import { listGuardianships } from './list-guardianships.ts';
import { listOwnChildren } from './list-own-children.ts';
import { listOwnGuardians } from './list-own-guardians.ts';
import { previewInvitations } from './preview-invitations.ts';
import { setChildLimits } from './set-child-limits.ts';

const OPEN = ['sendInvitationCode', 'acceptInvitation'] as const;

export function createGuardiansRoutes(parts: InvitationParts): BoundRoute[] {
  return [
    ...bind(omit(guardians, OPEN), {
      listGuardianships,
      linkGuardian: (ctx, input) => linkGuardian(ctx, input, parts.secrets),
      inviteGuardians: (ctx, input) => inviteGuardians(ctx, input, parts.secrets),
      previewInvitations: (ctx, input) => previewInvitations(ctx, input, parts.secrets),
      endGuardianship,
      listOwnChildren,
      setChildLimits,
      endOwnGuardianship,
      listOwnGuardians,
    }),
    ...bindDirect(pick(guardians, OPEN), {
      async sendInvitationCode(call, input) {
        requireRealm(call.headers);
        return sendInvitationCode(parts, input, call);
      },
      async acceptInvitation(call, input) {
        requireRealm(call.headers);
        const opened = await acceptInvitation(parts, input, call);
        const view = await parts.identity.viewOf('member', opened);
        call.setCookies(opened.cookies);
        return view;
      },
    }),
  ];
}
