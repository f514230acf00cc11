import { AppError } from '@tessera/contract';
import { isDeskTime } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { readDeskHours } from '../disputes/index.ts';
import { readSetting } from '../settings/index.ts';
import { type ChatRow, lockSilent, lockWaiting } from './queries.ts';
import { endChat, turnIntoCase } from './work-on-chat.ts';

/** Chats of one turn; the rest is for the next one, some minutes later. */
const AT_ONCE_MAX = 100;
const MINUTE_MS = 60_000;

/** What the clock does: who still waits when the desk has gone home gets a case, and a chat in which the member has fallen silent ends. */
export async function watchChats(ctx: Ctx): Promise<void> {
  if (!isDeskTime(ctx.now, await readDeskHours(ctx))) {
    for (const row of await lockWaiting(ctx, AT_ONCE_MAX)) await caseOrWait(ctx, row);
  }
  const idleMinutes = await readSetting(ctx, 'chats.idleMinutes');
  const before = new Date(ctx.now.getTime() - idleMinutes * MINUTE_MS);
  for (const row of await lockSilent(ctx, before, AT_ONCE_MAX)) await endChat(ctx, row, 'chats.closeChat');
}

/** A member who has as many cases as one may have waits for the desk to come back. */
async function caseOrWait(ctx: Ctx, row: ChatRow): Promise<void> {
  try {
    await turnIntoCase(ctx, row);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
