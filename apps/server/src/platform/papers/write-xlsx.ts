import { type Cell, framePartsOf, rowXml, SHEET_FOOT, sheetHead, sheetPath } from './xlsx-cells.ts';
import { packedPart, storedPart, type ZipPart, zipOf } from './zip.ts';

/** A page of a workbook; its rows are asked for when their turn comes, so that a long one need not lie in memory. */
export type Sheet = { readonly name: string; readonly columns: number; readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]> };

/** A workbook with one sheet. Its parts are stored without packing. */
export function workbookOf(rows: readonly (readonly Cell[])[]): Buffer {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const sheet = sheetHead(width) + rows.map((row, index) => rowXml(row, index + 1)).join('') + SHEET_FOOT;
  return zipOf([...framePartsFor(['1']), storedPart(sheetPath(1), sheet)]);
}

/** A workbook with several sheets, each with its name, packed. */
export async function workbookOfSheets(sheets: readonly Sheet[]): Promise<Buffer> {
  const parts = framePartsFor(sheets.map(({ name }) => name));
  for (const [index, sheet] of sheets.entries()) parts.push(await packedPart(sheetPath(index + 1), textsOf(sheet)));
  return zipOf(parts);
}

function framePartsFor(names: readonly string[]): ZipPart[] {
  return Object.entries(framePartsOf(names)).map(([path, text]) => storedPart(path, text));
}

async function* textsOf({ columns, rows }: Sheet): AsyncGenerator<string> {
  yield sheetHead(columns);
  let number = 0;
  for await (const row of rows) {
    number += 1;
    yield rowXml(row, number);
  }
  yield SHEET_FOOT;
}
