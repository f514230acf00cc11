import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inkOn } from './ink-on.ts';

const luminance = (color: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test('a number is read on a ground of any colour, at 4.5 to 1 at least', () => {
  const contrastOn = (ground: string) => {
    const [a, b] = [luminance(ground), luminance(inkOn(ground))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => contrastOn(`#${number.toString(16).padStart(6, '0')}`) >= 4.5));
  expect([inkOn('#fff'), inkOn('#0b7a75'), inkOn('#e39a2d')]).toEqual(['#000000', '#ffffff', '#000000']);
});
