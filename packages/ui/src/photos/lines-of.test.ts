import type { DisputeEntry } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';

const line = (kind: DisputeEntry['kind'], of: Partial<DisputeEntry> = {}): DisputeEntry => ({
  id: newId(),
  kind,
  audience: 'all',
  author: 'member',
  authorName: null,
  text: null,
  amountMinor: null,
  at: '2026-01-05T04:00:00.000Z',
  photo: null,
  ...of,
});

test('photos of one person stand in one line, until somebody says something, somebody else adds one, or others may see it', () => {
  const desk = { author: 'desk', authorName: '吴静' } as const;
  const entries = [
    line('opened'),
    line('photo'),
    line('photo'),
    line('message'),
    line('photo'),
    line('photo', desk),
    line('photo', { ...desk, audience: 'desk' }),
  ];
  const lines = linesOf(entries);
  expect(lines.map(({ photos }) => photos.length)).toEqual([0, 2, 0, 1, 1, 1]);
  expect(lines.flatMap(({ entry, photos }) => (photos.length > 0 ? photos : [entry]))).toEqual(entries);
});
