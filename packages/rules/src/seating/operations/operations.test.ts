import { expect, test } from 'vitest';
import { checkPlan } from '../check-plan.ts';
import { indexPlan } from '../index-plan.ts';
import { countSeats } from '../layout.ts';
import { capacityOf, parsePlan, type SeatPlan } from '../plan.ts';
import { EMPTY, keys } from '../seating.fixtures.ts';
import { addArea, addRows, addTable, type RowBlock } from './add.ts';
import { changeArea, giveStanding } from './area.ts';
import { addCategory, changeCategory, giveCategory, giveExtras, removeCategory } from './change.ts';
import { mirrorSelected, moveSelected, rotateSelected } from './move.ts';
import { renameRows, renumberSeats, rowName, seatNumbers } from './numbering.ts';
import { duplicateSelected } from './paste.ts';
import { removeSelected } from './selection.ts';
import { spaceRows, spaceSeats } from './spacing.ts';
import { areaAt, selectAll, selectRows, selectWithin } from './within.ts';
import { removeZone, renameZone } from './zone.ts';

const BLOCK: RowBlock = {
  zone: 'zone',
  at: { x: 1_000, y: 500 },
  rows: 3,
  seatsPerRow: 5,
  widening: 2,
  seatGap: 25,
  rowGap: 30,
  bendDegrees: 0,
  turnDegrees: 0,
  category: 'A',
  rowNumbering: 'letters',
  firstRow: 0,
  seatNumbering: 'oddAndEven',
};
const built = (change: Partial<RowBlock> = {}) => addRows(EMPTY, { ...BLOCK, ...change }, keys());
const all = (plan: SeatPlan) => new Set(indexPlan(plan).guids);
const placesOf = (plan: SeatPlan) => {
  const { xs, ys } = indexPlan(plan);
  return [...xs].map((x, index) => [Math.round(x * 10) / 10, Math.round((ys[index] ?? 0) * 10) / 10]);
};
const isPlan = (plan: SeatPlan) => parsePlan(JSON.parse(JSON.stringify(plan))).isPlan;

test('rows are named and their seats numbered as theatres do it', () => {
  expect([0, 25, 26, 701, 702].map((place) => rowName(place, 'letters'))).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  expect([7, 8, 13, 23].map((place) => rowName(place, 'lettersWithoutIO'))).toEqual(['H', 'J', 'P', 'Z']);
  expect(seatNumbers(6, 'oddAndEven').join(' ')).toBe('5 3 1 2 4 6');
  expect(seatNumbers(5, 'oddAndEven').join(' ')).toBe('5 3 1 2 4');
  expect(seatNumbers(3, 'rightToLeft', { first: 11 })).toEqual(['13', '12', '11']);
  expect(seatNumbers(3, 'leftToRight', { first: 2, step: 2 })).toEqual(['2', '4', '6']);
  expect(seatNumbers(3, 'rightToLeft', { naming: 'letters' })).toEqual(['C', 'B', 'A']);
});

test('a block of rows widens row by row around its middle, and what is built is a plan', () => {
  const plan = built();
  expect(plan.layout.zones[0]?.rows.map(({ row_number, seats }) => [row_number, seats.length])).toEqual([
    ['A', 5],
    ['B', 7],
    ['C', 9],
  ]);
  expect(placesOf(plan).slice(0, 2)).toEqual([
    [950, 500],
    [975, 500],
  ]);
  expect(isPlan(plan)).toBe(true);
  expect(countSeats(EMPTY.layout)).toBe(0);
});

test('the seats of a bent row keep their distance from one middle and from each other', () => {
  const rows = placesOf(built({ bendDegrees: 90, rows: 2, widening: 0, turnDegrees: 30 }));
  const radius = (4 * 25) / (Math.PI / 2);
  const middle = { x: 1_000 + radius * Math.sin(Math.PI / 6), y: 500 - radius * Math.cos(Math.PI / 6) };
  for (const [index, [x = 0, y = 0]] of rows.entries()) expect(Math.hypot(x - middle.x, y - middle.y)).toBeCloseTo(radius + (index < 5 ? 0 : 30), 0);
});

test('turning four times by a right angle, and mirroring twice, changes nothing', () => {
  const plan = addArea(
    built(),
    { zone: 'zone', at: { x: 900, y: 300 }, shape: 'rectangle', width: 200, height: 50, words: 'Stage', color: '#ccc' },
    keys(),
  );
  const area = plan.layout.zones[0]?.areas?.[0];
  const selection = { seats: all(plan), areas: new Set([area?.uuid ?? '']) };
  let turned = plan;
  for (let time = 0; time < 4; time += 1) turned = rotateSelected(turned, selection, 90);
  const spots = placesOf(plan);
  expect(
    placesOf(turned)
      .flat()
      .every((value, index) => Math.abs(value - (spots.flat()[index] ?? 0)) < 0.2),
  ).toBe(true);
  const mirrored = mirrorSelected(mirrorSelected(plan, { ...selection, areas: new Set() }, 'across'), { ...selection, areas: new Set() }, 'across');
  expect(placesOf(mirrored)).toEqual(spots);
  expect(isPlan(mirrorSelected(rotateSelected(plan, selection, 33), selection, 'down'))).toBe(true);
});

test('what an operation does not touch is shared with the plan before it', () => {
  const plan = built();
  const first = new Set([...all(plan)].slice(0, 2));
  const moved = moveSelected(plan, { seats: first, areas: new Set() }, { x: 5, y: -5 });
  expect(moved.layout.zones[0]?.rows[1]).toBe(plan.layout.zones[0]?.rows[1]);
  expect(moved.extras).toBe(plan.extras);
  expect(placesOf(moved)[0]).toEqual([955, 495]);
  expect(moveSelected(plan, { seats: new Set(['nobody']), areas: new Set() }, { x: 1, y: 1 })).toBe(plan);
});

test('seats that go take what was said of them along, and rows that are empty go as well', () => {
  const plan = giveExtras(built(), all(built()), { accessible: true, gate: 'N' });
  const rowA = plan.layout.zones[0]?.rows[0]?.seats.map(({ seat_guid }) => seat_guid) ?? [];
  const left = removeSelected(plan, { seats: new Set(rowA), areas: new Set() });
  expect(left.layout.zones[0]?.rows.map(({ row_number }) => row_number)).toEqual(['B', 'C']);
  expect(Object.keys(left.extras.seats)).toHaveLength(16);
  expect(isPlan(left)).toBe(true);
  const plain = giveExtras(left, all(left), { accessible: undefined, gate: undefined });
  expect(plain.extras.seats).toEqual({});
});

test('a copy stands beside what was copied, with guids and extras of its own', () => {
  const first = [...all(built())].slice(0, 3);
  const plan = giveExtras(built(), new Set(first.slice(0, 1)), { companion: true });
  const fresh = keys();
  const selection = { seats: new Set(first), areas: new Set<string>() };
  const copy = duplicateSelected(plan, selection, { by: { x: 0, y: 200 }, newKey: () => `copy-${fresh()}` });
  expect(countSeats(copy.plan.layout)).toBe(24);
  expect(copy.selection.seats.size).toBe(3);
  expect(Object.keys(copy.plan.extras.seats)).toHaveLength(2);
  expect(isPlan(copy.plan)).toBe(true);
});

test('rows and seats are named anew, and a category takes its seats along', () => {
  const plan = built();
  const renamed = renameRows(plan, all(plan), { numbering: 'numbers', first: 4, backwards: true });
  expect(renamed.layout.zones[0]?.rows.map(({ row_number }) => row_number)).toEqual(['7', '6', '5']);
  const numbered = renumberSeats(plan, all(plan), { numbering: 'rightToLeft', first: 1 });
  expect(numbered.layout.zones[0]?.rows[0]?.seats.map(({ seat_number }) => seat_number)).toEqual(['5', '4', '3', '2', '1']);
  const changed = changeCategory(plan, 'A', { name: 'Gold', color: '#fc0' });
  expect(changed && isPlan(changed) && changed.layout.zones[0]?.rows[0]?.seats[0]?.category).toBe('Gold');
  expect(changeCategory(plan, 'A', { name: 'B' })).toBeUndefined();
  expect(addCategory(plan, { name: 'B' })).toBeUndefined();
  expect(removeCategory(plan, 'A')).toBeUndefined();
  expect(removeCategory(plan, 'B')?.layout.categories).toEqual([{ name: 'A' }]);
  expect(giveCategory(plan, all(plan), 'nothing')).toBe(plan);
});

test('a table is a row around an area, and a standing area counts its people', () => {
  const newKey = keys();
  const table = addTable(EMPTY, { zone: 'zone', at: { x: 200, y: 200 }, shape: 'round', seats: 8, name: 'T1', category: 'A' }, newKey);
  const plan = addTable(table, { zone: 'zone', at: { x: 500, y: 200 }, shape: 'long', seats: 7, name: 'T2', category: 'A' }, newKey);
  const pit = addArea(
    plan,
    {
      zone: 'zone',
      at: { x: 0, y: 400 },
      shape: 'rectangle',
      width: 300,
      height: 100,
      words: 'Pit',
      color: '#eee',
      standing: { category: 'B', capacity: 400 },
    },
    newKey,
  );
  expect(isPlan(pit)).toBe(true);
  expect(capacityOf(pit)).toBe(415);
  expect(checkPlan(pit)).toEqual([]);
});

test('what would go wrong at the sale is found', () => {
  expect(checkPlan(EMPTY).map(({ finding }) => finding)).toContain('empty');
  const plan = built();
  const twice = duplicateSelected(
    plan,
    { seats: new Set([...all(plan)].slice(0, 1)), areas: new Set() },
    { by: { x: 4, y: 0 }, newKey: () => 'copy' },
  );
  const found = checkPlan(giveExtras({ ...twice.plan }, new Set([...all(plan)].slice(5, 6)), { companion: true }));
  expect(new Set(found.map(({ finding }) => finding))).toEqual(new Set(['number_twice', 'seats_overlap', 'companion_alone', 'category_unused']));
  expect(found.filter(({ blocks }) => blocks).map(({ finding }) => finding)).toEqual(['number_twice']);
});

test('seats and rows are set so far apart, and a bent row keeps its bend', () => {
  const plan = built({ widening: 0 });
  const wide = placesOf(spaceRows(spaceSeats(plan, all(plan), 40), all(plan), 50));
  expect(wide.slice(0, 2)).toEqual([
    [920, 500],
    [960, 500],
  ]);
  expect(wide.filter((_, seat) => seat % 5 === 2).map(([, y]) => y)).toEqual([500, 550, 600]);
  const bent = built({ bendDegrees: 90, rows: 1 });
  const [first = [], , middle = []] = placesOf(spaceSeats(bent, all(bent), 50));
  const [before = [], , apex = []] = placesOf(bent);
  expect(((middle[1] ?? 0) - (first[1] ?? 0)) / ((apex[1] ?? 0) - (before[1] ?? 0))).toBeCloseTo(2, 0);
  expect(spaceSeats(plan, all(plan), 25).layout).toBe(plan.layout);
  expect(isPlan(spaceSeats(plan, all(plan), 33))).toBe(true);
});

test('what lies within an outline is found, and what lies under a point', () => {
  const fresh = keys();
  const table = addTable(
    built({ widening: 0 }),
    { zone: 'zone', at: { x: 300, y: 300 }, shape: 'round', seats: 6, name: 'T1', category: 'B' },
    () => `t${fresh()}`,
  );
  const plan = { ...table, layout: { ...table.layout, zones: table.layout.zones.map((zone) => ({ ...zone, position: { x: 10, y: 0 } })) } };
  const index = indexPlan(plan);
  const corner = [
    { x: 200, y: 200 },
    { x: 420, y: 200 },
    { x: 420, y: 420 },
    { x: 200, y: 420 },
  ];
  const inside = selectWithin(plan, index, corner);
  expect([inside.seats.size, inside.areas.size]).toEqual([6, 1]);
  expect(selectWithin(plan, index, corner.slice(0, 3)).seats.size).toBeLessThan(6);
  expect(areaAt(plan, { x: 310, y: 300 })).toBe([...inside.areas][0]);
  expect(areaAt(plan, { x: 900, y: 900 })).toBeUndefined();
  const one = { seats: new Set([...inside.seats].slice(0, 1)), areas: new Set<string>() };
  expect(selectRows(index, one).seats).toEqual(inside.seats);
  expect(selectAll(plan, index).seats.size).toBe(21);
});

test('an area is changed and people stand on it; a zone goes when nothing lies in it', () => {
  const plan = addArea(
    EMPTY,
    { zone: 'zone', at: { x: 0, y: 0 }, shape: 'rectangle', width: 200, height: 50, words: 'Stage', color: '#ccc' },
    keys(),
  );
  const uuid = plan.layout.zones[0]?.areas?.[0]?.uuid ?? '';
  const pit = giveStanding(changeArea(plan, uuid, { words: 'Pit', width: 300 }), uuid, { name: 'Pit', category: 'A', capacity: 50 });
  expect(pit.layout.zones[0]?.areas?.[0]).toMatchObject({
    rectangle: { width: 300, height: 50 },
    text: { text: 'Pit', position: { x: 150, y: 25 } },
  });
  expect(capacityOf(pit)).toBe(50);
  expect(isPlan(pit)).toBe(true);
  expect(changeArea(pit, uuid, { words: '' }).layout.zones[0]?.areas?.[0]?.text).toBeUndefined();
  expect(capacityOf(giveStanding(pit, uuid, undefined))).toBe(0);
  expect(removeZone(pit, 'zone')).toBeUndefined();
  expect(renameZone(pit, 'zone', 'Floor').layout.zones[0]?.name).toBe('Floor');
});
