import { newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { type Card, countWrong, freeze, HANDLE_LOCK_SECONDS, isLocked, makeVoid, unfreeze, type WrongCodes } from './card.ts';

const noon = new Date('2026-03-02T04:00:00Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const card: Card = {
  id: newId(),
  walletId: newId(),
  memberId: newId(),
  kind: 'physical',
  status: 'active',
  tail: '9A01',
  issuedAt: noon,
  frozenAt: null,
  frozenBy: null,
  frozenBefore: null,
};

function wrongAt(...seconds: number[]): WrongCodes {
  return seconds.reduce<WrongCodes>((codes, second) => countWrong(codes, after(second)), { wrongCodeAt: [], lockedUntil: null });
}

test('a frozen card thaws, and freezing it twice keeps the first instant', () => {
  const frozen = freeze(card, 'holder', noon);
  expect(frozen).toMatchObject({ status: 'frozen', frozenAt: noon });
  expect(freeze(frozen, 'holder', after(60))).toBe(frozen);
  expect(unfreeze(frozen, 'holder')).toEqual(card);
});

test('what the staff froze, only the staff makes usable again', () => {
  const byStaff = freeze(card, 'staff', noon);
  expect(freeze(byStaff, 'staff', after(60))).toBe(byStaff);
  expect(() => unfreeze(byStaff, 'holder')).toThrow('cards.frozen_by_staff');
  expect(unfreeze(byStaff, 'staff')).toEqual(card);
});

test.each(['holder', 'guardian'] as const)('when the staff takes over what the %s froze, and lets go, it is frozen as before', (first) => {
  const reported = freeze(card, first, noon);
  const takenOver = freeze(reported, 'staff', after(60));
  expect(takenOver).toMatchObject({ status: 'frozen', frozenAt: noon, frozenBy: 'staff' });
  expect(() => unfreeze(takenOver, first)).toThrow('cards.frozen_by_staff');
  expect(unfreeze(takenOver, 'staff')).toEqual(reported);
  expect(unfreeze(unfreeze(takenOver, 'staff'), first)).toEqual(card);
});

test('a guardian speaks for the holder: what either froze, the guardian makes usable again', () => {
  expect(unfreeze(freeze(freeze(card, 'holder', noon), 'guardian', after(60)), 'guardian')).toEqual(card);
});

test.each(['issuer', 'staff'] as const)('what is lost while the %s keeps it frozen stays reported when they let go', (keeper) => {
  const lost = freeze(freeze(card, keeper, noon), 'holder', after(60));
  expect(lost).toMatchObject({ frozenBy: keeper, frozenBefore: 'holder' });
  expect(() => unfreeze(lost, 'holder')).toThrow(`cards.frozen_by_${keeper}`);
  expect(unfreeze(lost, keeper)).toMatchObject({ status: 'frozen', frozenBy: 'holder', frozenBefore: null });
  expect(freeze(lost, 'holder', after(90))).toBe(lost);
  const byBoth = freeze(freeze(freeze(card, 'issuer', noon), 'staff', after(30)), 'guardian', after(60));
  expect(unfreeze(byBoth, 'staff')).toMatchObject({ status: 'frozen', frozenBy: 'guardian' });
});

test('an issuer says more than a holder and less than the staff, and a loss outlives them both', () => {
  const byIssuer = freeze(freeze(card, 'holder', noon), 'issuer', after(60));
  const byStaff = freeze(byIssuer, 'staff', after(120));
  expect(() => unfreeze(byIssuer, 'guardian')).toThrow('cards.frozen_by_issuer');
  expect(() => unfreeze(byStaff, 'issuer')).toThrow('cards.frozen_by_staff');
  expect(unfreeze(byStaff, 'staff')).toMatchObject({ status: 'frozen', frozenBy: 'holder', frozenBefore: null });
  expect(unfreeze(byIssuer, 'issuer')).toMatchObject({ status: 'frozen', frozenBy: 'holder' });
});

test('a void card stays void for ever', () => {
  const gone = makeVoid(freeze(card, 'staff', noon));
  expect(gone.status).toBe('void');
  expect(makeVoid(gone)).toBe(gone);
  expect(() => freeze(gone, 'staff', noon)).toThrow('cards.void');
  expect(() => unfreeze(gone, 'staff')).toThrow('cards.void');
});

test('the fifth wrong code within ten minutes locks the handle for ten minutes', () => {
  expect(wrongAt(0, 100, 200, 300).lockedUntil).toBeNull();
  const locked = wrongAt(0, 100, 200, 300, 599);
  expect(locked.lockedUntil).toEqual(after(599 + HANDLE_LOCK_SECONDS));
  expect(isLocked(locked, after(1198))).toBe(true);
  expect(isLocked(locked, after(1199))).toBe(false);
});

test('the window slides: only the wrong codes of the last ten minutes count', () => {
  expect(wrongAt(0, 1, 2, 3, 600).lockedUntil).toBeNull();
  expect(wrongAt(0, 1, 2, 300, 600, 601).lockedUntil).toBeNull();
  expect(wrongAt(0, 599, 600, 601, 602).lockedUntil).toBeNull();
  expect(wrongAt(0, 599, 600, 601, 602, 603).lockedUntil).not.toBeNull();
});

test('wrong codes of a locked handle neither count nor prolong the lock', () => {
  const locked = wrongAt(0, 0, 0, 0, 0);
  expect(countWrong(locked, after(10))).toBe(locked);
  expect(countWrong(locked, after(HANDLE_LOCK_SECONDS))).toEqual({ wrongCodeAt: [after(HANDLE_LOCK_SECONDS)], lockedUntil: null });
});
