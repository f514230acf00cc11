import { toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { workbookOf, workbookOfSheets } from '../../platform/papers/write-xlsx.ts';
import { readXlsx } from './read-xlsx.ts';

const ROWS = [
  ['编号', '数量', '金额', '日期', '费率'],
  ['0012', { count: -3 }, { minor: toMinor(-123_450) }, { day: '2026-03-10' }, { percentBps: 65 }],
];

test('figures, amounts, percentages and days are numbers, texts stay texts, packed or not', async () => {
  async function* later() {
    yield* ROWS;
  }
  const archives = [workbookOf(ROWS), await workbookOfSheets([{ name: '汇总 & "其他"', columns: 5, rows: later() }])];
  for (const archive of archives) {
    const cells: (readonly string[])[] = [];
    for await (const row of readXlsx(archive)) cells.push(row.cells);
    expect(cells[0]).toEqual(ROWS[0]);
    expect(cells[1]?.slice(0, 2)).toEqual(['0012', '-3']);
    expect(cells[1]?.slice(2).map(Number)).toEqual([-1234.5, 46_091, 0.65]);
  }
});
