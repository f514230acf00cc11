import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

let world: RedemptionsWorld;

beforeAll(async () => {
  world = await createRedemptionsWorld();
});
afterAll(() => world?.close());

test('members on a level, or above it, pay its points, on the phone and at a device alike, and nobody else does', async () => {
  const { ours, admin, issuer, merchant } = world;
  const itemId = await world.item({ pointsPrice: 1_000 });
  const named = (zh: string, en: string, threshold: number) => ({ name: { zh, en }, threshold, factorPercent: 100 });
  const ladder = { pointsProgrammeId: ours, measure: 'points', periodMonths: 12, graceDays: 0 } as const;
  const wanted = [named('铜卡', 'Bronze', 10), named('白金', 'Platinum', 500), named('黑金', 'Black', 50_000)];
  const [bronze, platinum] = (await issuer.client.loyalty.setPointsLevels({ ...ladder, levels: wanted })).levels.map(({ id }) => id);
  if (!bronze || !platinum) throw new Error('the ladder has three levels');
  const revisionOf = async () => (await admin.client.catalogue.getItem({ itemId })).revision;
  const set = async (levelPrices: { levelId: Id<'pointsLevel'>; points: number }[], by = admin) =>
    codeOf(by.client.catalogue.setLevelPrices({ itemId, revision: await revisionOf(), levelPrices }));
  expect(await set([{ levelId: newId<'pointsLevel'>(), points: 800 }])).toBe('catalogue.level_unknown');
  expect(await set([{ levelId: bronze, points: 1_000 }])).toBe('catalogue.level_price_wrong');
  expect(await set([{ levelId: bronze, points: 900 }], merchant)).toBe('request.forbidden');
  expect(
    await set([
      { levelId: bronze, points: 800 },
      { levelId: platinum, points: 850 },
    ]),
  ).toBe('no refusal');
  expect(await codeOf(admin.client.catalogue.setLevelPrices({ itemId, revision: 1, levelPrices: [] }))).toBe('catalogue.changed_meanwhile');
  expect((await admin.client.catalogue.getItem({ itemId })).levelPrices[0]).toMatchObject({ levelId: bronze, points: 800, name: { en: 'Bronze' } });
  expect((await merchant.client.catalogue.getItem({ itemId })).levelPrices).toEqual([]);

  const [high, none] = [await world.member({ ours: 2_000 }), await world.member({ ours: 9 })];
  const pricesOf = async ({ client }: MemberPerson) => {
    const { pointsPrice, normalPoints } = await client.catalogue.getOfferedItem({ itemId });
    const isFound = (await client.catalogue.listOfferedItems({ pointsMax: 820, limit: 200 })).items.some(({ id }) => id === itemId);
    const quoted = await client.redemptions.quoteOwnRedemption({ itemId });
    return [pointsPrice, normalPoints, isFound, quoted.pointsPrice, quoted.normalPoints];
  };
  expect(await pricesOf(high)).toEqual([800, 1_000, true, 800, 1_000]);
  expect(await pricesOf(none)).toEqual([1_000, null, false, 1_000, null]);
  const parts = [part(ours, 800)];
  const book = () => high.client.redemptions.bookRedemption({ itemId, parts, pin: PIN, couponIds: [], cashMinor: 0 });
  expect(await book()).toMatchObject({ points: 800, cashMinor: 0 });
  const quoted = await world.till.client.redemptions.quoteAtTill({ itemId, credential: await world.credential(high) });
  expect(quoted).toMatchObject({ pointsPrice: 800, normalPoints: 1_000, parts });
  // What is not paid in points is paid in money, in proportion to one's own price.
  expect(await high.client.redemptions.quoteOwnRedemption({ itemId, parts: [part(ours, 400)] })).toMatchObject({ cashMinor: 1_750 });
  expect(await set([])).toBe('no refusal');
  expect(await codeOf(book())).toBe('checkouts.price_changed');
  expect(await world.faults()).toEqual([]);
});
