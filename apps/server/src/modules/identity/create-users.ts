import { AppError, type Realm } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { hashPassword } from './password.ts';
import { insertUsers } from './queries.ts';
import { loginOf, NO_PASSWORD, phoneKeyOf, placeholderEmail } from './user.ts';

/** `passwordHash` comes from `hashPassword`, `phoneHash` from `phoneHashOf`; without a password, only one-time codes sign in. */
export type NewUser = {
  id: Id<'user'>;
  realm: Realm;
  userName: string;
  name: string;
  phoneHash?: string | undefined;
  /** From `sealEmail`; an address that the person has proved. */
  email?: { key: string; sealed: string } | undefined;
  passwordHash?: string | undefined;
  /**
   * `initial` must be replaced at the first sign-in, `own` was chosen by the person. Without it, what the system itself enters – a
   * set-up, a demo – is their own, and what somebody enters for somebody else is initial. A job that imports people says `initial`.
   */
  passwordIs?: 'initial' | 'own' | undefined;
};

/**
 * Enters up to 1000 users with two statements.
 * @throws AppError `identity.user_name_taken` when a user name, a phone or an e-mail address is in use in its realm
 */
export async function createUsers(ctx: Ctx, users: readonly NewUser[]): Promise<void> {
  if (users.length === 0) return;
  const times = { created_at: ctx.now, updated_at: ctx.now };
  const chosenBy = ctx.actor.kind === 'system' ? 'own' : 'initial';
  const entered = await insertUsers(
    ctx,
    users.map(({ id, realm, userName, name, phoneHash, email, passwordHash, passwordIs }) => ({
      ...times,
      id,
      realm,
      name,
      login: loginOf(realm, userName),
      phone_key: phoneHash === undefined ? null : phoneKeyOf(realm, phoneHash),
      email_key: email?.key ?? null,
      email_sealed: email?.sealed ?? null,
      email: placeholderEmail(id),
      password_is: passwordHash === undefined ? ('none' as const) : (passwordIs ?? chosenBy),
      password_set_at: passwordHash === undefined ? null : ctx.now,
    })),
    users.map(({ id, passwordHash }) => ({
      ...times,
      id: newId<'account'>(ctx.now.getTime()),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash ?? NO_PASSWORD,
    })),
  );
  if (!entered) throw new AppError('identity.user_name_taken');
}

export type UserInput = Omit<NewUser, 'id' | 'passwordHash'> & { password?: string | undefined };

/** Enters one user in the caller's transaction. @throws AppError `identity.user_name_taken` */
export async function createUser(ctx: Ctx, { password, ...user }: UserInput): Promise<Id<'user'>> {
  const id = newId<'user'>(ctx.now.getTime());
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  await createUsers(ctx, [{ ...user, id, passwordHash }]);
  return id;
}
