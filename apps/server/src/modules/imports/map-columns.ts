import { LANGUAGES } from '@tessera/contract';
import { importTexts } from '@tessera/messages';
import type { FileRow } from './file-fault.ts';
import type { AnyImportKind, ImportColumn, ImportRow, Mapping } from './import-kind.ts';

/** A heading as it is compared: without case, spaces, stars and what stands in brackets. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*_:：.-]/g, '')
    .toLowerCase();
}

/** Which column each heading means, as far as it is one of its names; a place is given away once. */
export function guessMapping(kind: AnyImportKind, headers: readonly string[]): Record<string, number> {
  const plain = headers.map(plainHeading);
  const mapping: Record<string, number> = {};
  for (const column of kind.columns) {
    const names = namesOf(kind, column);
    const place = plain.findIndex((heading, at) => names.has(heading) && !Object.values(mapping).includes(at));
    if (place >= 0) mapping[column.name] = place;
  }
  return mapping;
}

function namesOf(kind: AnyImportKind, column: ImportColumn): Set<string> {
  const labels = LANGUAGES.map((language) => importTexts(language).column(kind.name, column.name));
  return new Set([column.name, ...labels, ...column.aliases].map(plainHeading));
}

/** The cells of a row by column; one that the row has not is empty. */
export function mapRow(mapping: Mapping, { row, cells }: FileRow): ImportRow {
  return { row, cells: Object.fromEntries(Object.entries(mapping).map(([column, place]) => [column, cells[place] ?? ''])) };
}
