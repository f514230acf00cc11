import type { ImportColumnKey, ImportKindName } from '@tessera/contract';

/** The text that names a column; the columns of a kind are its own. */
export function columnWord(kind: ImportKindName, column: string): `importColumn.${ImportColumnKey}` {
  return `importColumn.${kind}.${column}` as `importColumn.${ImportColumnKey}`; // The contract lists the columns of each kind.
}
