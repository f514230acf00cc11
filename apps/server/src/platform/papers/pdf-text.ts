import type PDFDocument from 'pdfkit';

export type Measure = (text: string) => number;
/** Where a line may be broken: a Latin word with its spaces, or one sign with the brackets and stops that stay with it. */
const PIECES = /[!-~]+ *| +|[（“《]?[^ -~][），。：；、”》]*/gu;
const LINES_MAX = 4;
const CUT = '…';

/** How wide a text is at the size that is set now, from the widths of its signs, each asked for once. */
export function measureOf(document: typeof PDFDocument.prototype, size: number): Measure {
  const widths = new Map<string, number>();
  return (text) => {
    let sum = 0;
    for (const sign of text) {
      const width = widths.get(sign) ?? document.fontSize(size).widthOfString(sign);
      widths.set(sign, width);
      sum += width;
    }
    return sum;
  };
}

/** The widest part that is better not broken. Pure. */
export function widestPiece(text: string, measure: Measure): number {
  return Math.max(0, ...(text.match(PIECES) ?? []).map((piece) => measure(piece.trimEnd())));
}

/** In lines of that width, at most four. Pure. */
export function wrapped(text: string, width: number, measure: Measure): string[] {
  if (measure(text) <= width) return [text];
  const pieces = (text.match(PIECES) ?? []).flatMap((piece) => (measure(piece) > width ? [...piece] : [piece]));
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure(line + piece.trimEnd()) > width) {
      if (lines.length === LINES_MAX - 1) return [...lines, `${line.slice(0, -1)}${CUT}`];
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
