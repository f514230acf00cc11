import type { Id } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const id = (name: string) => name as Id<'item'>; // Names stand for ids here.
const used = (name: string, times: number) => ({ itemId: id(name), itemName: name.toUpperCase(), times });
const pair = (item: string, other: string, memberCount: number) => ({ itemId: id(item), withItemId: id(other), memberCount });

test('what most others redeem beside the same comes first, then what is new in a category, then what was redeemed twice, each once', () => {
  const pairs = [pair('wash', 'wash', 40), pair('wash', 'wax', 9), pair('wash', 'tyre', 12), pair('tea', 'wax', 7)];
  const shelves = [{ categoryName: '洗车', itemIds: [id('wash'), id('tyre'), id('polish')] }];
  expect(suggest([used('wash', 3), used('tea', 1)], { pairs, shelves })).toEqual([
    { itemId: 'tyre', reason: 'alike', because: 'WASH' },
    { itemId: 'wax', reason: 'alike', because: 'WASH' },
    { itemId: 'polish', reason: 'category', because: '洗车' },
    { itemId: 'wash', reason: 'again', because: 'WASH' },
  ]);
  expect(suggest([], { pairs: [], shelves: [] })).toEqual([]);
});
