import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { endSessions } from './end-sessions.ts';
import { secondFactorChanged } from './events.ts';
import { deletePasskeys, deleteTotp, replaceRecoveryCodes } from './factor-queries.ts';

/** An administrator signs somebody out everywhere; the caller has decided that they may. Answers how many sessions ended. */
export async function endSessionsOf(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<number> {
  const ended = await endSessions(ctx, { userId });
  await record(ctx, { action: 'identity.endSessionsOf', targetKind: 'user', targetId: userId, after: { sessions: ended } });
  return ended;
}

/** For somebody who lost their phone and their recovery codes: the next sign-in asks for no second factor, or for a new one. */
export async function resetSecondFactors(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<void> {
  await asSystem(ctx, async (system) => {
    await deleteTotp(system, userId);
    await deletePasskeys(system, userId);
    await replaceRecoveryCodes(system, userId, []);
  });
  await endSessions(ctx, { userId });
  await record(ctx, { action: 'identity.resetSecondFactors', targetKind: 'user', targetId: userId });
  await publish(ctx, secondFactorChanged, { userId, at: ctx.now.toISOString() });
}
