import { expect, test } from 'vitest';
import { linesOfUids } from './lines-of-uids.ts';

test('a printer’s file is read with its headings, quotes, other columns and any line ends', () => {
  const file = '\uFEFForder,name,uid\r\nK000001,"王小明",04A1B2C3\r\n"K000002";04:A1:B2:C4\nK000003\t04A1B2C5\n';
  expect(linesOfUids(file)).toEqual([
    { orderNumber: 'K000001', chip: '04A1B2C3' },
    { orderNumber: 'K000002', chip: '04:A1:B2:C4' },
    { orderNumber: 'K000003', chip: '04A1B2C5' },
  ]);
});

test('lines without an order or without a chip are left out', () => {
  expect(linesOfUids('order,uid\nK000001,\nhello\n\nX1,04A1B2C3')).toEqual([]);
});
