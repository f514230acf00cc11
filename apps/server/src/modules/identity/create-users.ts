import { AppError, type Realm } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { hashPassword } from './password.ts';
import { insertUsers } from './queries.ts';
import { loginOf, NO_PASSWORD, phoneKeyOf, placeholderEmail } from './user.ts';

/** `passwordHash` comes from `hashPassword`, `phoneHash` from `phoneHashOf`; without a password, only the phone's one-time code signs in. */
export type NewUser = {
  id: Id<'user'>;
  realm: Realm;
  userName: string;
  name: string;
  phoneHash?: string | undefined;
  passwordHash?: string | undefined;
};

/** Enters up to 1000 users with two statements. @throws AppError `identity.user_name_taken` when a user name or a phone is in use in its realm */
export async function createUsers(ctx: Ctx, users: readonly NewUser[]): Promise<void> {
  if (users.length === 0) return;
  const times = { created_at: ctx.now, updated_at: ctx.now };
  const entered = await insertUsers(
    ctx,
    users.map(({ id, realm, userName, name, phoneHash }) => ({
      ...times,
      id,
      realm,
      name,
      login: loginOf(realm, userName),
      phone_key: phoneHash === undefined ? null : phoneKeyOf(realm, phoneHash),
      email: placeholderEmail(id),
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

export type UserInput = { realm: Realm; userName: string; name: string; phoneHash?: string | undefined; password?: string | undefined };

/** Enters one user in the caller's transaction. @throws AppError `identity.user_name_taken` */
export async function createUser(ctx: Ctx, { password, ...user }: UserInput): Promise<Id<'user'>> {
  const id = newId<'user'>(ctx.now.getTime());
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  await createUsers(ctx, [{ ...user, id, passwordHash }]);
  return id;
}
