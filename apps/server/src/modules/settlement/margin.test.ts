import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../../../test/world.ts';
import { sumMargins, verifySettlement } from './index.ts';
import { getMargin, listMarginLines, type MarginAsked } from './margin.ts';
import { personFrom, type SettlementWorld, settlementWorld } from './settlement.world.ts';

let world: SettlementWorld;
beforeAll(async () => {
  world = await settlementWorld('2026-03-10T04:00:00Z');
});
afterAll(() => world?.close());

const margin = (change: Partial<MarginAsked> = {}, by = world.maker) =>
  world.as(by, (ctx) => getMargin(ctx, { from: '2026-03-01', to: '2026-04-30', by: 'programme', ...change }));
const sumsOf = (rows: Awaited<ReturnType<typeof margin>>['rows']) => rows.map((row) => [row.key, row.billsMinor, row.payablesMinor, row.marginMinor]);

test('a margin is bills less payables however it is taken apart, to the fen, and the lines behind it come to the same', async () => {
  const [first, second] = world.programmeIds;
  const [issuerA, issuerB] = world.issuerIds;
  const itemId = newId<'item'>();
  const alone = world.redemption({ itemId });
  // Paid with points of both programmes: 22.00 is shared 7 to 11 to 2 of the operator's own, and the odd fen goes to the largest fractions.
  const own = newId<'pointsProgramme'>();
  const mixed = world.redemption({
    merchantId: world.merchantIds[1],
    agreedMinor: toMinor(2_201),
    sources: [
      { programmeId: first, issuerId: issuerA, points: 7, priceMinor: toMinor(665) },
      { programmeId: second, issuerId: issuerB, points: 11, priceMinor: toMinor(1_045) },
      { programmeId: own, issuerId: null, points: 2, priceMinor: toMinor(200) },
    ],
  });
  await world.write(alone);
  await world.write(mixed);
  world.setClock('2026-04-02T04:00:00Z');
  await world.closeMonth('2026-03');
  // What accrued so far is in the sums of its days by now, what follows is not.
  await sumMargins(world.database);
  // Half of the first comes back in April.
  const back = { sources: [{ programmeId: first, issuerId: issuerA, points: 15, priceMinor: toMinor(1_425) }], agreedMinor: toMinor(1_100) };
  await world.write({ ...alone, ...back, id: newId(), kind: 'reversal', reverses: alone.id, businessOn: '2026-04-02', quantity: 0 });

  const byProgramme = await margin();
  expect(sumsOf(byProgramme.rows)).toEqual(
    [
      [first, 2_850 + 665 - 1_425, 2_200 + 770 - 1_100, 220],
      [second, 1_045, 1_211, -166],
      [own, 200, 220, -20],
    ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  expect(byProgramme.total).toMatchObject({ accrualCount: 3, billsMinor: 3_335, payablesMinor: 3_301, marginMinor: 34 });
  expect(sumsOf((await margin({ by: 'month' })).rows)).toEqual([
    ['2026-03', 4_760, 4_401, 359],
    ['2026-04', -1_425, -1_100, -325],
  ]);
  expect((await margin({ by: 'issuer' })).rows.find(({ key }) => key === null)).toMatchObject({ name: { zh: '测试运营方' }, marginMinor: -20 });
  const narrowed = await margin({ by: 'merchant', programmeId: first });
  expect(narrowed.rows.map((row) => [row.name.zh, row.marginMinor]).sort()).toEqual([
    ['净驰洗车', 325],
    ['星光影城', -105],
  ]);
  expect((await margin({ by: 'item', itemId })).rows).toMatchObject([{ name: { zh: '标准洗车' }, marginMinor: 325 }]);

  const lines = async (change: { limit?: number; cursor?: string } = {}) =>
    world.as(world.maker, (ctx) => listMarginLines(ctx, { from: '2026-03-01', to: '2026-04-30', limit: 3, ...change }));
  const page = await lines();
  const rest = await lines({ cursor: page.nextCursor ?? '' });
  const all = [...page.items, ...rest.items];
  expect(all).toHaveLength(5);
  expect(all[0]).toMatchObject({ kind: 'reversal', billedMinor: -1_425, owedMinor: -1_100 });
  expect(all.reduce((sum, line) => sum + line.marginMinor, 0)).toBe(34);
});

test('what waits to be summed counts once, whoever sums it and however often, and a sum that is off is found', async () => {
  await world.write(world.redemption());
  const before = await margin({ by: 'merchant' });
  await Promise.all([sumMargins(world.database), sumMargins(world.database)]);
  await sumMargins(world.database);
  expect(await margin({ by: 'merchant' })).toEqual(before);
  expect((await margin({ by: 'issuer' })).total).toEqual(before.total);
  expect(await world.system(verifySettlement)).toEqual([]);
  const tamper = (by: number) =>
    world.system((ctx) =>
      sql`update settlement.margin_day set payables_minor = payables_minor + ${by} where ctid = (select min(ctid) from settlement.margin_day)`.execute(
        ctx.tx,
      ),
    );
  await tamper(1);
  expect((await world.system(verifySettlement)).map(({ what }) => what)).toEqual(['payables in the sums of margins']);
  await tamper(-1);
});

test('neither issuers nor merchants read a margin, and the days are bounded', async () => {
  for (const party of [personFrom('发行方', world.issuerIds[0], 'issuer'), personFrom('商户', world.merchantIds[0], 'merchant')]) {
    expect(await codeOf(margin({}, party))).toBe('request.forbidden');
  }
  expect(await codeOf(margin({ from: '2026-05-01' }))).toBe('settlement.range_invalid');
  expect(await codeOf(margin({ from: '2020-01-01' }))).toBe('settlement.range_invalid');
});
