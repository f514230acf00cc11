import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { takeOldCardsEnding } from '../cards/index.ts';
import { NOTICES_MAX, notifyAll } from '../notifications/index.ts';

/** A month before the end and a week before it. */
const DAYS_BEFORE = [30, 7] as const;

/** Tells the next holders of old cards that these end; each is told once of each. */
export async function warnOfEnd(ctx: Ctx): Promise<void> {
  const today = await businessDayNow(ctx);
  for (const days of [...DAYS_BEFORE].sort((a, b) => a - b)) {
    const cards = await takeOldCardsEnding(ctx, { today, days, limit: NOTICES_MAX });
    await notifyAll(
      ctx,
      cards.map(({ memberId, tail, cardId, validUntil }) => ({
        to: { memberId },
        kind: 'card.oldEnding' as const,
        params: { tail, day: validUntil },
        key: `${cardId} ${days}`,
      })),
    );
  }
}
