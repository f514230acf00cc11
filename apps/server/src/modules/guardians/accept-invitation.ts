import { AppError, type guardians, type InputOf, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { type Contact, contactOf, type Identity, type Opened, requireFreshCode, sendContactCode } from '../identity/index.ts';
import { findMembers, findUserOfMember, maskName } from '../members/index.ts';
import { enterGuardianship } from './enter-guardianship.ts';
import { findOrEnterGuardian } from './find-guardian.ts';
import { hashOfInvitation, wrongInvitation } from './invitation.ts';
import { lockInvitation, lockWard, selectInvitation, useInvitation } from './queries.ts';

export type InvitationParts = { database: Database; secrets: SecretBox; identity: Identity };

const SYSTEM = systemActor('guardians');

/** Whose guardian somebody is asked to be is told by a masked name, so that a code typed for the wrong child is noticed. */
export async function sendInvitationCode(
  parts: InvitationParts,
  input: InputOf<typeof guardians.sendInvitationCode>,
  call: Call,
): Promise<OutputOf<typeof guardians.sendInvitationCode>> {
  const contact = requirePhone(parts, input.phone);
  const childNameMasked = await parts.database.transaction(SYSTEM, { ...call, readOnly: true }, async (ctx) => {
    const invitation = await selectInvitation(ctx, hashOfInvitation(parts.secrets, input.invitation));
    if (!invitation) throw wrongInvitation();
    return maskName((await findMembers(ctx, [invitation.child_id])).get(invitation.child_id)?.name ?? '');
  });
  return { ...(await sendContactCode(parts.identity, { purpose: 'guardian', contact }, call)), childNameMasked };
}

/**
 * The account, the guardianship and the use of the code stand or fall together; the session follows. Who is signed in here already must be the
 * person of the phone.
 * @throws AppError `guardians.invitation_wrong`, `identity.code_wrong`, `guardians.other_person`, and as `enterGuardianship` does
 */
export async function acceptInvitation(parts: InvitationParts, input: InputOf<typeof guardians.acceptInvitation>, call: Call): Promise<Opened> {
  const { secrets, identity, database } = parts;
  const contact = requirePhone(parts, input.phone);
  await requireFreshCode(identity, { purpose: 'guardian', contact, code: input.code }, call);
  const here = await identity.findSession('member', call.headers);
  const userId = await database.transaction(SYSTEM, call, (ctx) => accept(ctx, secrets, { ...input, signedInAs: here?.userId ?? null }));
  const opened = await identity.openSession({ realm: 'member', userId, by: 'phoneCode' }, call);
  await database.transaction(SYSTEM, call, (ctx) =>
    record(
      { ...ctx, actor: opened.person.actor },
      { action: 'identity.signIn', targetKind: 'user', targetId: userId, after: { realm: 'member', by: 'phoneCode' } },
    ),
  );
  return opened;
}

type Accepting = InputOf<typeof guardians.acceptInvitation> & { signedInAs: Id<'user'> | null };

async function accept(ctx: Ctx, secrets: SecretBox, input: Accepting): Promise<Id<'user'>> {
  const invitation = await takeInvitation(ctx, hashOfInvitation(secrets, input.invitation));
  const guardianId = await findOrEnterGuardian(ctx, secrets, { phone: input.phone, name: input.name });
  const userId = await findUserOfMember(ctx, guardianId);
  if (!userId) throw new Error('a member that was found has a user');
  if (input.signedInAs !== null && input.signedInAs !== userId) throw new AppError('guardians.other_person');
  await enterGuardianship(ctx, { childId: invitation.child_id, guardianId, relation: input.relation, origin: 'invitation', consent: 'app' });
  await useInvitation(ctx, invitation.id);
  return userId;
}

/** The child is locked first, as by whoever ends a guardianship: what they made void is not found after waiting. */
async function takeInvitation(ctx: Ctx, codeHash: string) {
  const asked = await selectInvitation(ctx, codeHash);
  if (asked) await lockWard(ctx, asked.child_id);
  const invitation = asked && (await lockInvitation(ctx, codeHash));
  if (!invitation) throw wrongInvitation();
  return invitation;
}

function requirePhone({ secrets }: InvitationParts, text: string): Contact {
  const contact = contactOf(secrets, 'member', text);
  if (contact?.kind !== 'phone') throw new AppError('request.invalid', { issues: [{ path: 'phone', problem: 'not a phone' }] });
  return contact;
}
