import type { Language } from '@tessera/contract';
import { paperTexts } from '@tessera/messages';
import type { OutgoingFile } from '../bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../csv-lines.ts';
import type { Ctx } from '../ctx.ts';
import { localTime } from '../local-time.ts';
import { timeZoneOf } from '../time-zone.ts';
import { type Paper, workbookOfPaper } from './paper.ts';
import { pdfOfPaper } from './write-pdf.ts';
import { workbookOf } from './write-xlsx.ts';

/** A file that is whole before it leaves. */
export type WholeFile = OutgoingFile & { readonly pieces: readonly Uint8Array[] };
type Table = { readonly format: 'csv' | 'xlsx'; readonly rows: readonly (readonly string[])[] };

/** `name` is without its ending. */
export function workbookFile(name: string, workbook: Buffer): WholeFile {
  return { name: `${name}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pieces: [workbook] };
}

/** A table of texts as separated values or a workbook; `name` is without its ending. */
export function tableFile(name: string, { format, rows }: Table): WholeFile {
  if (format === 'xlsx') return workbookFile(name, workbookOf(rows));
  return { name: `${name}.csv`, type: 'text/csv', pieces: [Buffer.from(BYTE_ORDER_MARK + rows.map(csvLine).join(''))] };
}

/** A paper as a workbook or as PDF; `name` is without its ending. */
export async function paperFile(ctx: Ctx, paper: Paper, as: { name: string; format: 'xlsx' | 'pdf'; language: Language }): Promise<WholeFile> {
  const { name, format, language } = as;
  if (format === 'xlsx') return workbookFile(name, await workbookOfPaper(paper));
  const { made, page, end } = paperTexts(language);
  const frame = { page, end, made: [made, localTime(ctx.now, await timeZoneOf(ctx))] as const, madeAt: ctx.now, language };
  return { name: `${name}.pdf`, type: 'application/pdf', pieces: await pdfOfPaper(paper, frame) };
}
