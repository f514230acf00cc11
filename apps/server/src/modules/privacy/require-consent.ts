import { AppError, NECESSARY_PURPOSE, type Purpose } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { isGiven } from './consent.ts';
import { selectCurrentNotice, selectStanding } from './notice-queries.ts';

/** Whether a member's data may be used for this now; the necessary purpose always. Asked by the system or by the member. */
export async function hasConsent(ctx: Ctx, memberId: Id<'member'>, purpose: Purpose): Promise<boolean> {
  if (purpose === NECESSARY_PURPOSE) return true;
  const current = await selectCurrentNotice(ctx);
  return isGiven(await selectStanding(ctx, memberId), current?.version ?? null, purpose);
}

/** Turns a member away from what they have not agreed to; it concerns nobody else. @throws AppError `privacy.consent_needed` */
export async function requireConsent(ctx: Ctx, purpose: Purpose): Promise<void> {
  if (ctx.actor.kind !== 'member') return;
  if (!(await hasConsent(ctx, ctx.actor.memberId, purpose))) throw new AppError('privacy.consent_needed', { purpose });
}
