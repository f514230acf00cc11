import type { Language } from '@tessera/contract';
import { ticketPaperTexts } from '@tessera/messages';
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import { pdfFont } from '../../platform/papers/pdf-font.ts';
import { measureOf, wrapped } from '../../platform/papers/pdf-text.ts';
import type { TicketRow } from './queries.ts';

type Document = typeof PDFDocument.prototype;
/** In points: a sheet of A5, across. */
const WIDTH = 595;
const HEIGHT = 420;
const MARGIN = 30;
const QR = 190;
const LABEL_SIZE = 9;
const TEXT_SIZE = 12;
const TITLE_SIZE = 20;
const INK = '#1f2329';
const QUIET = '#646a73';
const RULE = '#dee0e3';

export type TicketPaper = { row: TicketRow; merchantName: string; code: string; language: Language; time: (at: Date) => string; madeAt: Date };

/** One ticket on one sheet, with the signs that it shows of a Chinese font. */
export async function ticketPdf(paper: TicketPaper): Promise<Uint8Array[]> {
  const { row, language, madeAt } = paper;
  const document = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    // None at first: pdfkit would read one from its own package.
    font: '',
    lang: language,
    displayTitle: true,
    info: { Title: `${row.title} ${row.number}`, CreationDate: madeAt, Creator: 'Tessera' },
  });
  const pieces: Uint8Array[] = [];
  const whole = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  document.on('data', (piece: Uint8Array) => pieces.push(piece));
  document.font(pdfFont());
  drawHead(document, paper);
  drawFacts(document, paper);
  drawCode(document, paper);
  drawFoot(document, paper);
  document.end();
  await whole;
  return pieces;
}

function write(document: Document, text: string, at: { x: number; y: number; size: number; colour: string }): void {
  if (text) document.fontSize(at.size).fillColor(at.colour).text(text, at.x, at.y, { lineBreak: false });
}

function drawHead(document: Document, { row, merchantName }: TicketPaper): void {
  const measure = measureOf(document, TITLE_SIZE);
  const [first = '', second = ''] = wrapped(row.title, WIDTH - 2 * MARGIN, measure);
  write(document, first, { x: MARGIN, y: MARGIN, size: TITLE_SIZE, colour: INK });
  write(document, second, { x: MARGIN, y: MARGIN + TITLE_SIZE * 1.3, size: TITLE_SIZE, colour: INK });
  write(document, merchantName, { x: MARGIN, y: MARGIN + TITLE_SIZE * 2.7, size: LABEL_SIZE, colour: QUIET });
  const y = MARGIN + TITLE_SIZE * 2.7 + LABEL_SIZE * 2;
  document
    .moveTo(MARGIN, y)
    .lineTo(WIDTH - MARGIN, y)
    .lineWidth(0.5)
    .stroke(RULE);
}

function drawFacts(document: Document, { row, language, time }: TicketPaper): void {
  const texts = ticketPaperTexts(language);
  const facts: (readonly [string, string])[] = [
    [texts.time, `${time(row.starts_at)} – ${time(row.ends_at)}`],
    [texts.place, row.place],
    [texts.kind, row.kind_name],
    [texts.seat, row.seat_words],
    [texts.holder, row.holder_name],
    [texts.number, row.generation > 1 ? `${row.number} · ${texts.generation(row.generation)}` : String(row.number)],
  ];
  const width = WIDTH - 3 * MARGIN - QR;
  const measure = measureOf(document, TEXT_SIZE);
  let y = 120;
  for (const [label, text] of facts) {
    if (!text) continue;
    write(document, label, { x: MARGIN, y, size: LABEL_SIZE, colour: QUIET });
    for (const line of wrapped(text, width, measure).slice(0, 2)) {
      write(document, line, { x: MARGIN, y: y + LABEL_SIZE + 4, size: TEXT_SIZE, colour: INK });
      y += TEXT_SIZE + 4;
    }
    y += LABEL_SIZE + 8;
  }
}

/** Black on white in whole squares, with the four squares of quiet around it that a reader asks for. */
function drawCode(document: Document, { code }: TicketPaper): void {
  const { data, size } = encode(code, { ecc: 'M', border: 4 });
  const [left, top, square] = [WIDTH - MARGIN - QR, 110, QR / size];
  document.rect(left, top, QR, QR).fill('#ffffff');
  for (const [y, row] of data.entries())
    for (const [x, isDark] of row.entries()) if (isDark) document.rect(left + x * square, top + y * square, square + 0.05, square + 0.05);
  document.fill('#000000');
}

function drawFoot(document: Document, { row, language }: TicketPaper): void {
  const texts = ticketPaperTexts(language);
  const measure = measureOf(document, LABEL_SIZE);
  const lines = [...wrapped(row.notes, WIDTH - 2 * MARGIN, measure).slice(0, 3), texts.once];
  let y = HEIGHT - MARGIN - lines.length * (LABEL_SIZE + 4);
  for (const line of lines) {
    write(document, line, { x: MARGIN, y, size: LABEL_SIZE, colour: QUIET });
    y += LABEL_SIZE + 4;
  }
}
