import { toMinor } from '@tessera/kernel';
import { paperTexts } from '@tessera/messages';
import { extractText, getMeta } from 'unpdf';
import { expect, test } from 'vitest';
import type { Paper } from './paper.ts';
import { pdfOfPaper } from './write-pdf.ts';

const { page, end, made, titles } = paperTexts('zh-CN');
const FRAME = { page, end, made: [made, '2026-03-10 12:00:00'] as const, madeAt: new Date('2026-03-10T04:00:00Z'), language: 'zh-CN' };
const LINES = 120;

function paperOf(lines: number): Paper {
  const line = (index: number) => [{ day: '2026-03-10' }, `欧阳喆${index}`, { count: 1 }, { minor: toMinor(-123_456) }, 'key-of-a-machine'];
  async function* rows() {
    for (let index = 0; index < lines; index += 1) yield line(index);
  }
  const heading = ['入账日', '会员', '数量', '金额（元）'];
  return {
    title: titles.payable,
    facts: [['商户', '清真\n餐厅 “拉面”']],
    sumsName: '汇总',
    sums: [{ name: '合计', heading, rows: [], total: ['合计', '', { count: lines }, { minor: toMinor(-123_456 * lines) }] }],
    details: [{ name: '明细', heading: [...heading, '流水号'], rows: rows(), columnsOnPaper: 4 }],
  };
}

test('a paper has its sums, every line, the heading on each page and its count of pages, and reads as words again', async () => {
  const bytes = new Uint8Array(Buffer.concat(await pdfOfPaper(paperOf(LINES), FRAME)));
  const { text: pages, totalPages } = await extractText(bytes.slice());
  expect(totalPages).toBeGreaterThan(2);
  for (const [index, text] of pages.entries())
    for (const words of ['金额（元）', `第 ${index + 1} 页`, '清真 餐厅 “拉面”']) expect(text).toContain(words);
  const whole = pages.join('\n');
  expect(whole).toContain(`合计 ${LINES} -148,147.20`);
  expect(whole.match(/2026-03-10 欧阳喆\d+ 1 -1,234\.56/g)).toHaveLength(LINES);
  expect(whole).toContain(`— 完，共 ${totalPages} 页 —`);
  expect(whole).not.toContain('key-of-a-machine');
  expect((await getMeta(bytes)).info).toMatchObject({ Title: titles.payable });
  // The font has 8,000 signs; the paper takes in the few that it shows.
  expect(bytes.length).toBeLessThan(60_000);
});
