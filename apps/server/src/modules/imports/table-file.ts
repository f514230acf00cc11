import type { OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
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
