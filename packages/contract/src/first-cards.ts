import { z } from 'zod';
import { PRINTS } from './card-orders.ts';
import { MEMBER_KINDS } from './members.ts';
import { routes } from './route.ts';
import { id } from './schemas.ts';

/** Orders that one step enters; whoever wants more asks again. */
export const FIRST_CARDS_AT_ONCE = 1_000;

/** Each wish narrows it down; none at all means everybody without a card. */
const wish = z.object({
  /** With all below them. */
  departmentIds: z.array(id<'department'>()).max(50).default([]),
  memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length).default([]),
  issuerId: id<'organization'>().optional(),
  /** The members that this import entered or changed. */
  importId: id<'import'>().optional(),
});

/** The first physical card of many at once; from the order on it goes the way of every new card. */
export const firstCards = routes({
  previewFirstCards: {
    method: 'POST',
    path: '/card-orders/first/preview',
    summary: 'How many active members of a choice never had a physical card and none on order, and how many orders wait for the printer',
    permission: PRINTS,
    ratePerMinute: 120,
    body: wish,
    response: z.object({ withoutCardCount: z.int(), waitingCount: z.int() }),
    errors: [],
  },
  orderFirstCards: {
    method: 'POST',
    path: '/card-orders/first',
    summary: 'Order a first card, free of charge, for up to 1,000 members of a choice; answers how many are left for the next step',
    permission: PRINTS,
    ratePerMinute: 120,
    body: wish,
    response: z.object({ orderedCount: z.int(), leftCount: z.int() }),
    errors: [],
  },
});
