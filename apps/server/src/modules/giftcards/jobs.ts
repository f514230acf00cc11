import type { Ctx } from '../../platform/ctx.ts';
import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { lapseGiftCards } from './lapse-gift-cards.ts';

export const giftcardsJobs: AnyJob[] = [every('*/5 * * * *', 'giftcards.lapseGiftCards', (ctx: Ctx) => lapseGiftCards(ctx))];
