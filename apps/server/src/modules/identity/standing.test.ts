import { describe, expect, it } from 'vitest';
import { needsOf, type Standing } from './standing.ts';

const now = new Date('2026-05-01T00:00:00Z');
const settled: Standing = { passwordIs: 'own', passwordSetAt: new Date('2026-01-01T00:00:00Z'), secondFactors: [], secondFactorAt: null };
const relaxed = { secondFactorRequired: false, passwordMaxAgeDays: 0 };
const strict = { secondFactorRequired: true, passwordMaxAgeDays: 90 };

describe('a sign-in', () => {
  it('is finished where nothing is asked', () => {
    expect(needsOf(settled, relaxed, now)).toBeNull();
    expect(needsOf({ ...settled, passwordIs: 'none', passwordSetAt: null }, { ...relaxed, passwordMaxAgeDays: 90 }, now)).toBeNull();
  });

  it('waits for a second factor that was set up, even where none is required, and before anything else', () => {
    expect(needsOf({ ...settled, secondFactors: ['totp'] }, relaxed, now)).toBe('secondFactor');
    expect(needsOf({ ...settled, passwordIs: 'initial', secondFactors: ['passkey'] }, strict, now)).toBe('secondFactor');
    expect(needsOf({ ...settled, secondFactors: ['totp'], secondFactorAt: now }, relaxed, now)).toBeNull();
  });

  it('waits for a password of one’s own, then for a first second factor', () => {
    expect(needsOf({ ...settled, passwordIs: 'initial' }, strict, now)).toBe('password');
    expect(needsOf(settled, strict, now)).toBe('freshPassword');
    expect(needsOf({ ...settled, passwordSetAt: now }, strict, now)).toBe('enrolment');
  });

  it('takes a password on its last day and refuses it the moment after', () => {
    const setAt = (msAgo: number) => ({ ...settled, passwordSetAt: new Date(now.getTime() - msAgo) });
    const days90Ms = 90 * 24 * 60 * 60 * 1000;
    expect(needsOf(setAt(days90Ms), { ...relaxed, passwordMaxAgeDays: 90 }, now)).toBeNull();
    expect(needsOf(setAt(days90Ms + 1), { ...relaxed, passwordMaxAgeDays: 90 }, now)).toBe('freshPassword');
  });
});
