import type { ItemCategory } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { inTreeOrder, moved } from './category-order.ts';

const category = (code: string, place: number, parentId: ItemCategory['parentId'] = null): ItemCategory => ({
  id: newId(),
  code,
  place,
  parentId,
  name: { zh: code, en: code },
  state: 'on',
  items: 0,
});
const codes = (list: readonly ItemCategory[]) => list.map(({ code }) => code);

test('each category is followed by those below it, in their places', () => {
  const cars = category('cars', 20);
  const all = [category('wax', 30, cars.id), cars, category('cinema', 10), category('wash', 5, cars.id)];
  expect(codes(inTreeOrder(all))).toEqual(['cinema', 'cars', 'wash', 'wax']);
});

test('one changes places with its neighbour, also where two had the same place, and what stays is not written', () => {
  const [a, b, c] = [category('a', 10), category('b', 20), category('c', 20)];
  const after = (by: -1 | 1, one: ItemCategory) => {
    const changed = moved([a, b, c], one, by);
    return { order: codes(inTreeOrder([a, b, c].map((old) => changed.find(({ id }) => id === old.id) ?? old))), written: codes(changed) };
  };
  expect(after(1, a)).toEqual({ order: ['b', 'a', 'c'], written: ['b', 'a', 'c'] });
  expect(after(-1, c)).toEqual({ order: ['a', 'c', 'b'], written: ['b'] });
  expect(moved([a, b, c], a, -1)).toEqual([]);
});
