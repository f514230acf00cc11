import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Paper, PaperTable } from './paper.ts';
import { columnsOf, headingOf, type PdfColumn, type PdfRow, rowOf, textOf } from './pdf-columns.ts';
import { pdfFont } from './pdf-font.ts';
import { type Measure, measureOf, wrapped } from './pdf-text.ts';
import type { Cell } from './xlsx-cells.ts';

/** What stands on every page, and when it was made. */
export type PdfFrame = {
  readonly page: (number: number) => string;
  readonly end: (pages: number) => string;
  readonly made: readonly [string, string];
  readonly madeAt: Date;
  readonly language: string;
};
type Document = typeof PDFDocument.prototype;
type Sheet = { readonly document: Document; readonly measure: Measure; readonly frame: PdfFrame; readonly foot: string; number: number; y: number };

/** In points; a page is A4, laid across when a table is wide. */
const MARGIN = 36;
const FOOT = 24;
const SIZE = 8;
const LINE = 11;
const PAD = 3;
const TITLE_SIZE = 16;
const NAME_SIZE = 10;
const WIDE_COLUMNS = 6;
/** Rows that say how wide the columns are, and rows between two turns of other work: a long paper takes seconds, a charge cannot wait for it. */
const SAMPLE_ROWS = 60;
const ROWS_PER_TURN = 4;
const INK = '#1f2329';
const QUIET = '#646a73';
const SHADE = '#f2f3f5';
const RULE = '#dee0e3';

/** A paper as PDF, with the signs it shows of a font that every reader then has. Pages are let go of as they fill. */
export async function pdfOfPaper(paper: Paper, frame: PdfFrame): Promise<Uint8Array[]> {
  const { title, facts, sums, details } = paper;
  const isWide = [...sums, ...details].some((table) => headingOf(table).length > WIDE_COLUMNS);
  const document = new PDFDocument({
    size: 'A4',
    layout: isWide ? 'landscape' : 'portrait',
    margin: 0,
    autoFirstPage: false,
    // None at first: pdfkit would read one from its own package.
    font: '',
    lang: frame.language,
    displayTitle: true,
    info: { Title: title, CreationDate: frame.madeAt, Creator: 'Tessera' },
  });
  const pieces: Uint8Array[] = [];
  const whole = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  document.on('data', (piece: Uint8Array) => pieces.push(piece));
  document.font(pdfFont());
  const foot = [title, ...facts.slice(0, 2).map(([, cell]) => textOf(cell))].join(' · ');
  const sheet: Sheet = { document, measure: measureOf(document, SIZE), frame, foot, number: 0, y: 0 };
  turnPage(sheet);
  head(sheet, paper);
  for (const table of [...sums, ...details]) await drawTable(sheet, table);
  need(sheet, LINE * 3);
  document.fontSize(SIZE).fillColor(QUIET);
  const end = frame.end(sheet.number);
  write(sheet, end, { x: (document.page.width - sheet.measure(end)) / 2, y: sheet.y + LINE });
  document.end();
  await whole;
  return pieces;
}

function turnPage(sheet: Sheet): void {
  const { document, frame, measure, foot } = sheet;
  document.addPage();
  sheet.number += 1;
  sheet.y = MARGIN;
  document.fontSize(SIZE).fillColor(QUIET);
  const number = frame.page(sheet.number);
  const y = document.page.height - FOOT;
  const [left = ''] = wrapped(foot, document.page.width - 2 * MARGIN - measure(number) - LINE, measure);
  write(sheet, left, { x: MARGIN, y });
  write(sheet, number, { x: document.page.width - MARGIN - measure(number), y });
}

/** Whether a new page was turned to. */
function need(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= sheet.document.page.height - FOOT - LINE) return false;
  turnPage(sheet);
  return true;
}

function head(sheet: Sheet, { title, facts }: Paper): void {
  const { document, frame } = sheet;
  document.fontSize(TITLE_SIZE).fillColor(INK);
  write(sheet, title, { x: MARGIN, y: sheet.y });
  sheet.y += TITLE_SIZE * 2;
  const lines = [...facts, frame.made];
  const labelWidth = Math.max(...lines.map(([label]) => sheet.measure(label))) + 2 * PAD + LINE;
  for (const [label, cell] of lines) {
    document.fontSize(SIZE).fillColor(QUIET);
    write(sheet, label, { x: MARGIN, y: sheet.y });
    document.fillColor(INK);
    write(sheet, textOf(cell), { x: MARGIN + labelWidth, y: sheet.y });
    sheet.y += LINE + PAD;
  }
}

async function drawTable(sheet: Sheet, table: PaperTable): Promise<void> {
  const { document, measure } = sheet;
  const heading = headingOf(table);
  const rows = rowsOf(table)[Symbol.asyncIterator]();
  const sample: (readonly Cell[])[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    sample.push(next.value);
    if (sample.length === SAMPLE_ROWS) break;
  }
  const width = document.page.width - 2 * MARGIN;
  const columns = columnsOf(heading, table.total ? [...sample, table.total] : sample, { width, measure });
  const top = rowOf(heading, columns, measure);
  need(sheet, NAME_SIZE * 2 + heightOf(top) + 2 * LINE + 2 * PAD);
  sheet.y += NAME_SIZE;
  document.fontSize(NAME_SIZE).fillColor(INK);
  write(sheet, table.name, { x: MARGIN, y: sheet.y });
  sheet.y += NAME_SIZE + 2 * PAD;
  drawRow(sheet, { row: top, columns, look: 'heading' });
  let drawn = 0;
  const draw = async (cells: readonly Cell[]) => {
    const row = rowOf(cells, columns, measure);
    if (need(sheet, heightOf(row))) drawRow(sheet, { row: top, columns, look: 'heading' });
    drawRow(sheet, { row, columns, look: 'line' });
    drawn += 1;
    if (drawn % ROWS_PER_TURN === 0) await nextTurn();
  };
  for (const cells of sample) await draw(cells);
  if (sample.length === SAMPLE_ROWS) for (let next = await rows.next(); !next.done; next = await rows.next()) await draw(next.value);
  if (!table.total) return;
  const total = rowOf(table.total, columns, measure);
  if (need(sheet, heightOf(total))) drawRow(sheet, { row: top, columns, look: 'heading' });
  drawRow(sheet, { row: total, columns, look: 'total' });
}

async function* rowsOf({ rows }: PaperTable): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}

function heightOf({ lineCount }: PdfRow): number {
  return lineCount * LINE + 2 * PAD;
}

function drawRow(sheet: Sheet, of: { row: PdfRow; columns: readonly PdfColumn[]; look: 'heading' | 'line' | 'total' }): void {
  const { document, measure } = sheet;
  const { row, columns, look } = of;
  const width = document.page.width - 2 * MARGIN;
  const height = heightOf(row);
  if (look !== 'line') document.rect(MARGIN - PAD, sheet.y, width + 2 * PAD, height).fill(SHADE);
  document
    .moveTo(MARGIN - PAD, sheet.y + height)
    .lineTo(MARGIN + width + PAD, sheet.y + height)
    .lineWidth(0.5)
    .stroke(RULE);
  document.fontSize(SIZE).fillColor(look === 'heading' ? QUIET : INK);
  for (const [index, { x, width: room, isFigure }] of columns.entries())
    for (const [number, line] of (row.cells[index] ?? []).entries()) {
      const left = isFigure ? room - measure(line) : 0;
      write(sheet, line, { x: MARGIN + x + left, y: sheet.y + PAD + number * LINE });
    }
  sheet.y += height;
}

function write({ document }: Sheet, text: string, { x, y }: { x: number; y: number }): void {
  if (text !== '') document.text(text, x, y, { lineBreak: false });
}
