import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code128 } from './code-128.ts';

/** The widths of bars and spaces in turn, as bwip-js draws them. */
function yardstick(digits: string): number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text: digits });
  return symbol && 'sbs' in symbol ? [...symbol.sbs] : [];
}

function runs(modules: boolean[]): number[] {
  return modules.reduce<number[]>((widths, bar, place) => {
    if (place > 0 && modules[place - 1] === bar) widths[widths.length - 1] = (widths.at(-1) ?? 0) + 1;
    else widths.push(1);
    return widths;
  }, []);
}

test('any 20 digits are drawn as the general bar code library draws them', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }).map((list) => list.join(''));
  fc.assert(
    fc.property(digits, (text) => {
      expect(runs(code128(text))).toEqual(yardstick(text));
    }),
  );
});

test('a pay code takes 145 modules', () => {
  expect(code128('71123456789012345670')).toHaveLength(145);
});
