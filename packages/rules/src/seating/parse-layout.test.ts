import { expect, test } from 'vitest';
import { parseLayout, shapeOf } from './parse-layout.ts';
import { parsePlan } from './plan.ts';
import { readyToEdit } from './ready-to-edit.ts';
import { CURRENT, EARLY, keys } from './seating.fixtures.ts';

const read = (json: string) => parseLayout(JSON.parse(json));
const faults = (json: string) => {
  const parsed = read(json);
  return parsed.isPlan ? [] : parsed.problems.map(({ fault, at }) => `${fault} ${at}`);
};

test.each([
  ['early', EARLY],
  ['current', CURRENT],
])('a file of the %s shape is known by its keys, and written back as it came', (shape, json) => {
  const parsed = read(json);
  expect(parsed).toMatchObject({ isPlan: true, shape });
  expect(parsed.isPlan && JSON.stringify(parsed.layout)).toBe(JSON.stringify(JSON.parse(json)));
});

const SEAT = '{"seat_guid":"a2","seat_number":"2","position":{"x":25.25,"y":0},"category":"A"}';
test.each([
  ['nothing', CURRENT, '[]', 'not_a_plan '],
  [SEAT, CURRENT, SEAT.replace('a2', 'a1'), 'guid_twice zones.0.rows.0.seats.1.seat_guid'],
  [SEAT, CURRENT, SEAT.replace('"A"', '"C"'), 'category_unknown zones.0.rows.0.seats.1.category'],
  [SEAT, CURRENT, SEAT.replace('25.25', '1e999'), 'number_not_finite zones.0.rows.0.seats.1.position.x'],
  [SEAT, CURRENT, SEAT.replace('25.25', '1e9'), 'number_too_large zones.0.rows.0.seats.1.position.x'],
  [SEAT, CURRENT, SEAT.replace('25.25', '"25"'), 'value_wrong zones.0.rows.0.seats.1.position.x'],
  [SEAT, CURRENT, SEAT.replace('"seat_guid":"a2",', ''), 'key_missing zones.0.rows.0.seats.1.seat_guid'],
  [SEAT, CURRENT, SEAT.replace('{"seat', '{"__proto__":1,"seat'), 'key_unknown zones.0.rows.0.seats.1.__proto__'],
  [SEAT, CURRENT, SEAT.replace('"2"', `"${'2'.repeat(191)}"`), 'text_too_long zones.0.rows.0.seats.1.seat_number'],
  ['"uuid":"r2"', CURRENT, '"uuid":"r1"', 'uuid_twice zones.0.rows.1.uuid'],
  ['{"name":"B"}', CURRENT, '{"name":"A"},{"name":"B"}', 'category_twice categories.1.name'],
  ['"size":{"width":600,"height":400},', CURRENT, '', 'key_missing size'],
  ['"row_number":"0"', EARLY, '"row_number":"0","uuid":"r"', 'shapes_mixed '],
  ['{"x":33,"y":0}', EARLY, '{"x":33.5,"y":0}', 'value_wrong zones.0.rows.0.seats.1.position.x'],
])('%s of a file that is written otherwise is named: %#', (part, file, other, fault) => {
  expect(faults(part === 'nothing' ? other : file.replace(part, other))).toContain(fault);
});

test('a plan that is edited takes the current shape, and one that has it already stays itself', () => {
  const [early, current] = [read(EARLY), read(CURRENT)];
  if (!early.isPlan || !current.isPlan) throw new Error('a fixture is no plan');
  const extras = { seats: {}, standing: [] };
  const ready = readyToEdit({ layout: early.layout, extras }, keys());
  expect(shapeOf(ready.layout)).toBe('current');
  expect(parseLayout(JSON.parse(JSON.stringify(ready.layout)))).toMatchObject({ isPlan: true, shape: 'current' });
  expect(ready.layout.size).toEqual({ width: 156, height: 120 });
  expect(ready.layout.zones[0]?.areas?.[0]).toMatchObject({ shape: 'rectangle', rectangle: { width: 200, height: 40 }, text: { text: 'Stage' } });
  const named = readyToEdit({ layout: current.layout, extras }, keys());
  expect(readyToEdit(named, keys())).toBe(named);
});

test('what stands beside a layout speaks only of seats, areas and categories that it has', () => {
  const plan = (extras: unknown) => parsePlan({ layout: JSON.parse(CURRENT), extras });
  const standing = { area: 'area2', name: 'Pit', category: 'B', capacity: 300 };
  expect(
    plan({ seats: { a1: { accessible: true }, a2: { companion: true, gate: 'N' } }, standing: [standing], focus: { x: 1, y: 2 } }),
  ).toMatchObject({
    isPlan: true,
  });
  for (const [extras, fault] of [
    [{ seats: { nobody: { accessible: true } }, standing: [] }, 'seat_unknown'],
    [{ seats: { a1: { accessible: false } }, standing: [] }, 'value_wrong'],
    [{ seats: {}, standing: [{ ...standing, area: 'area9' }] }, 'area_unknown'],
    [{ seats: {}, standing: [{ ...standing, category: 'Z' }] }, 'category_unknown'],
    [{ seats: {}, standing: [{ ...standing, capacity: 0 }] }, 'number_too_large'],
    [undefined, 'value_wrong'],
  ] as const) {
    expect(plan(extras)).toMatchObject({ isPlan: false, problems: [{ fault }] });
  }
});
