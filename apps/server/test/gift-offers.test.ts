import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '../src/modules/funding/funding.world.ts';
import { createGiftWorld, type GiftWorld } from '../src/modules/funding/gift.world.ts';
import { openOffers } from '../src/modules/gifts/post-top-up.ts';
import { updateOffer } from '../src/modules/gifts/queries.ts';

let world: GiftWorld;
beforeAll(async () => {
  world = await createGiftWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.calm());

test('the table refuses an offer that one person writes and starts', async () => {
  const giftOfferId = await world.offer({ isStarted: false });
  const alone = { state: 'running', started_by: world.finance.staffId, started_by_name: 'finance' } as const;
  await expect(world.database.transaction(SYSTEM, {}, (ctx) => updateOffer(ctx, giftOfferId, alone))).rejects.toThrow('offer_two_people');
});

test('the control of four top-ups at once: two that look before either is done would both be given', async () => {
  await world.offer({ frequency: 'once' });
  const member = await world.member(world.admin);
  const look = () =>
    world.database.transaction(SYSTEM, {}, (ctx) => openOffers(ctx, { memberId: member.memberId, memberKind: 'student', at: ctx.now }));
  const both = await Promise.all([look(), look()]);
  expect(both.map((open) => open.length)).toEqual([1, 1]);
});
