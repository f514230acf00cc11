import type { OutputOf, security } from '@tessera/contract';
import { record } from '../audit/index.ts';
import { maskEmail } from './contact.ts';
import { countRecoveryCodes, selectPasskeys, selectTotp } from './factor-queries.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { dropCachedUser, selectUser } from './queries.ts';
import { EMAIL_PURPOSE } from './sealed-columns.ts';
import { deleteOtherSessions, deleteSession, selectSessions } from './session-queries.ts';
import { namedPerson, type SignedIn } from './signed-in.ts';
import { userNameOf } from './user.ts';

const SESSIONS_MAX = 50;
type View = OutputOf<typeof security.getOwnSecurity>;

/** How this person signs in and where they are signed in. */
export function describeOwnSecurity(parts: Parts, signedIn: SignedIn, origin: Origin): Promise<View> {
  const { userId, sessionId } = signedIn.user;
  return asIdentity(parts, origin, async (ctx) => {
    const user = await selectUser(ctx, userId);
    if (!user) throw new Error('a session has a user');
    const totp = await selectTotp(ctx, userId);
    const passkeys = await selectPasskeys(ctx, userId);
    const sessions = await selectSessions(ctx, userId, SESSIONS_MAX);
    return {
      userName: userNameOf(user.login),
      hasPassword: user.password_is !== 'none',
      passwordSetAt: user.password_set_at,
      emailMasked: user.email_sealed === null ? null : maskEmail(parts.secrets.open(EMAIL_PURPOSE, user.email_sealed)),
      hasPhone: user.phone_key !== null,
      totpSince: totp?.confirmed_at ?? null,
      recoveryCodesLeft: await countRecoveryCodes(ctx, userId),
      passkeys: passkeys.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at })),
      secondFactorRequired: signedIn.person.secondFactorRequired,
      sessions: sessions.map((row) => ({
        id: row.id,
        device: row.user_agent ?? '',
        address: row.ip_address ?? '',
        by: row.signed_in_by,
        createdAt: row.created_at,
        seenAt: row.updated_at,
        isThis: row.id === sessionId,
      })),
    };
  });
}

/** An id of somebody else's session ends nothing and is answered alike: it is not theirs to know. */
export async function endOwnSession(parts: Parts, signedIn: SignedIn, of: { sessionId: string; origin: Origin }): Promise<void> {
  const { userId } = signedIn.user;
  await asIdentity(parts, of.origin, async (ctx) => {
    if (!(await deleteSession(ctx, userId, of.sessionId))) return;
    await dropCachedUser(ctx, userId);
    const by = namedPerson(signedIn);
    await record(ctx, { action: 'identity.endSession', targetKind: 'user', targetId: userId, after: { sessions: 1 }, ...(by && { by }) });
  });
  parts.sessions.forgetUser(userId);
}

export async function endOtherSessions(parts: Parts, signedIn: SignedIn, origin: Origin): Promise<{ ended: number }> {
  const { userId, sessionId } = signedIn.user;
  const ended = await asIdentity(parts, origin, async (ctx) => {
    const count = await deleteOtherSessions(ctx, userId, sessionId);
    await dropCachedUser(ctx, userId);
    const by = namedPerson(signedIn);
    if (count > 0)
      await record(ctx, { action: 'identity.endSession', targetKind: 'user', targetId: userId, after: { sessions: count }, ...(by && { by }) });
    return count;
  });
  parts.sessions.forgetUser(userId);
  return { ended };
}
