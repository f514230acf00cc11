import { formatDecimal } from '@tessera/kernel';
import type { PaperTable } from './paper.ts';
import { type Measure, widestPiece, wrapped } from './pdf-text.ts';
import type { Cell } from './xlsx-cells.ts';

export type PdfColumn = { readonly x: number; readonly width: number; readonly isFigure: boolean };
export type PdfRow = { readonly cells: readonly (readonly string[])[]; readonly lineCount: number };

/** Between columns, in points. */
export const GAP = 8;
const WORDS_WIDTH_MAX = 150;
const HEADING_WIDTH_MAX = 62;
const LEAST_WIDTH = 20;
const BPS_PER_PERCENT = 100;
const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** As people read it: thousands are set apart. Pure. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell.replace(/\s+/g, ' ');
  if ('count' in cell) return String(cell.count).replace(THOUSANDS, ',');
  if ('minor' in cell) return formatDecimal(cell.minor, ',');
  if ('percentBps' in cell) return (cell.percentBps / BPS_PER_PERCENT).toFixed(2);
  return cell.day;
}

/** Figures stand at the right; a day is read like a word. */
function isFigure(cell: Cell | undefined): boolean {
  return cell !== undefined && typeof cell !== 'string' && !('day' in cell);
}

export function headingOf({ heading, columnsOnPaper }: PaperTable): readonly string[] {
  return heading.slice(0, columnsOnPaper);
}

/**
 * Columns as wide as what the first rows hold, within the width of the page: what is too much is taken from columns of words as far as whole
 * words still fit, since a figure is never broken. What is left over is shared among all. Pure.
 */
export function columnsOf(heading: readonly string[], rows: readonly (readonly Cell[])[], page: { width: number; measure: Measure }): PdfColumn[] {
  const wanted = heading.map((title, index) => wantedOf([title, ...rows.map((row) => row[index])], page.measure));
  const room = page.width - GAP * (heading.length - 1);
  const over = wanted.reduce((sum, { width }) => sum + width, 0) - room;
  const slack = wanted.reduce((sum, { width, least }) => sum + width - least, 0);
  let x = 0;
  return wanted.map(({ width, least, isFigure: isOne }) => {
    const taken = over > 0 ? (over * (width - least)) / Math.max(slack, 1) : over / heading.length;
    const column = { x, width: Math.max(LEAST_WIDTH, width - taken), isFigure: isOne };
    x += column.width + GAP;
    return column;
  });
}

/** Of a column, its title first: how wide it would be, and how narrow it may get. */
function wantedOf([title, ...cells]: readonly (Cell | undefined)[], measure: Measure): { width: number; least: number; isFigure: boolean } {
  const texts = cells.map(textOf);
  const heading = textOf(title);
  const isOne = cells.some(isFigure);
  const widest = Math.max(Math.min(measure(heading), HEADING_WIDTH_MAX), ...texts.map(measure));
  const words = Math.max(...[heading, ...texts].map((text) => widestPiece(text, measure)));
  if (isOne) return { width: Math.max(widest, words), least: Math.max(widest, words), isFigure: true };
  const width = Math.min(Math.max(widest, words), WORDS_WIDTH_MAX);
  return { width, least: Math.min(words, width), isFigure: false };
}

/** Pure. */
export function rowOf(cells: readonly Cell[], columns: readonly PdfColumn[], measure: Measure): PdfRow {
  const lines = columns.map(({ width, isFigure: isOne }, index) => {
    const text = textOf(cells[index]);
    return isOne && isFigure(cells[index]) ? [text] : wrapped(text, width, measure);
  });
  return { cells: lines, lineCount: Math.max(1, ...lines.map(({ length }) => length)) };
}
