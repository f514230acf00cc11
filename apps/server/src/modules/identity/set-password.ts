import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { endSessions } from './end-sessions.ts';
import { hashPassword } from './password.ts';
import { updatePassword } from './queries.ts';

/** Replaces the password and ends every session of the user. @throws AppError `request.not_found` when there is no such user */
export async function setPassword(ctx: Ctx, input: { userId: Id<'user'>; password: string }): Promise<void> {
  const { userId, password } = input;
  const found = await updatePassword(ctx, userId, await hashPassword(password));
  if (!found) throw new AppError('request.not_found');
  await endSessions(ctx, { userId });
  await record(ctx, { action: 'identity.setPassword', targetKind: 'user', targetId: userId });
}
