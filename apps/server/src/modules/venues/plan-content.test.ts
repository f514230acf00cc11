import { randomUUID } from 'node:crypto';
import { venues } from '@tessera/contract';
import { countSeats, SEATS_MAX } from '@tessera/rules';
import { expect, test } from 'vitest';
import { codeOf } from '../../../test/world.ts';
import { readPlan, readPlanFile } from './plan-content.ts';

/** As pretix writes it, with all that a seat can have. */
function fullHouse(): Buffer {
  const rows = Array.from({ length: SEATS_MAX / 100 }, (_, row) => ({
    row_number: `${row + 1}`,
    uuid: randomUUID(),
    row_number_position: 'both',
    position: { x: 0, y: 30.25 * row },
    seats: Array.from({ length: 100 }, (__, seat) => ({
      seat_guid: randomUUID(),
      seat_number: `${seat + 1}`,
      uuid: randomUUID(),
      start_direction: '',
      radius: 10,
      position: { x: 1000.25 + 25.5 * seat, y: 1000.75 },
      category: 'Category A',
    })),
  }));
  const zones = [{ name: 'Hall', uuid: randomUUID(), position: { x: 0, y: 0 }, rows, areas: [] }];
  const layout = { name: 'Full', categories: [{ name: 'Category A', color: '#0b7a75' }], size: { width: 9_000, height: 15_000 }, zones };
  return Buffer.from(JSON.stringify(layout));
}

test('the largest plan in the longest writing is within the length that is taken', () => {
  const bytes = fullHouse();
  expect(bytes.length).toBeLessThan(venues.importSeatPlan.upload.maxBytes);
  expect(countSeats(readPlanFile(bytes).layout)).toBe(SEATS_MAX);
});

test('a file with millions of things in it is refused before they are read', async () => {
  const empty = `[${'[],'.repeat(2_000_000)}[]]`;
  for (const read of [readPlan, readPlanFile]) expect(await codeOf((async () => read(Buffer.from(empty)))())).toBe('venues.file_too_large');
});
