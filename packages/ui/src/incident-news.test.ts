import type { Incident } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { nextIncident } from './incident-news.ts';

const [A, B, C] = [newId<'incident'>(), newId<'incident'>(), newId<'incident'>()];
const incident = (id: Incident['id'], weight: Incident['weight'], updatedAt: string): Incident => ({
  id,
  titleZh: id,
  titleEn: id,
  weight,
  parts: ['payments'],
  state: 'investigating',
  startedAt: '2026-03-02T04:00:00Z',
  resolvedAt: null,
  updates: [{ state: 'investigating', textZh: '排查中', textEn: 'Looking', at: updatedAt }],
});
const FIRST = '2026-03-02T04:00:00Z';
const LATER = '2026-03-02T05:00:00Z';

test('the weightiest comes first, then the newest', () => {
  const open = [incident(C, 'minor', FIRST), incident(B, 'critical', FIRST), incident(A, 'critical', FIRST)];
  expect(nextIncident(open, {})?.id).toBe(B);
});

test('what was put away stays away until its next update', () => {
  expect(nextIncident([incident(A, 'major', FIRST)], { [A]: FIRST })).toBeUndefined();
  expect(nextIncident([incident(A, 'major', LATER)], { [A]: FIRST })?.id).toBe(A);
});

test('one that was put away gives way to the others', () => {
  expect(nextIncident([incident(A, 'critical', FIRST), incident(B, 'minor', FIRST)], { [A]: FIRST })?.id).toBe(B);
});
