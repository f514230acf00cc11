import { toMinor } from '@tessera/kernel';
import { expect, it } from 'vitest';
import { EMPTY_PAD } from './amount-pad.ts';
import { tenderOf, typeCash } from './cash-entry.ts';

const DUE = toMinor(400);

function tender(text: string, dueMinor = DUE) {
  return tenderOf(typeCash(EMPTY_PAD, text, dueMinor), dueMinor);
}

it('with nothing typed the cash is exact', () => {
  expect(tender('')).toEqual({ tenderedMinor: 400, changeMinor: 0, fault: null });
});

it('gives change, or says that it is too little', () => {
  expect(tender('10')).toEqual({ tenderedMinor: 1_000, changeMinor: 600, fault: null });
  expect(tender('3.50')).toMatchObject({ changeMinor: -50, fault: 'short' });
});

it('believes a thousand beyond the amount, and not one fen more', () => {
  expect(tender('1004')).toMatchObject({ changeMinor: 100_000, fault: null });
  expect(tender('1004.01')).toMatchObject({ fault: 'beyond' });
});

it.each(['71345678901234567890', '134567890123456789', '281234567890123456'])(
  'a pay code that a slow box types as digits can never be taken as cash: %s',
  (code) => {
    for (const dueMinor of [1, 400, 99_999, 100_000_000].map(toMinor)) expect(tender(code, dueMinor).fault).toBe('beyond');
  },
);

it('what did not fit is taken back by one key, and then it is cash again', () => {
  expect(tender('7134-')).toMatchObject({ tenderedMinor: 71_300, fault: null });
});
