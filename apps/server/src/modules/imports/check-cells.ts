import type { AnyImportKind, ImportRow, Mapping } from './import-kind.ts';
import type { RowIndex } from './row-index.ts';
import type { Trouble } from './verdict.ts';

/** What a spreadsheet would take for a formula; a telephone may begin with a plus. */
const FORMULA = /^[=@]|^[-+](?!\d[\d\s-]*$)/;
/** A long number that a spreadsheet has rounded: 4.40301E+17. */
const ROUNDED = /^\d(?:\.\d+)?E\+?\d{1,3}$/i;

/** What every kind would find wrong: missing, too long, formulas, numbers that lost digits. */
export function cellTroubles(kind: AnyImportKind, mapping: Mapping, { cells }: ImportRow): Trouble[] {
  return kind.columns.flatMap(({ name, required, maxLength }): Trouble[] => {
    if (!(name in mapping)) return [];
    const cell = cells[name] ?? '';
    if (cell === '') return required ? [{ column: name, problem: 'required' }] : [];
    if (cell.length > maxLength) return [{ column: name, problem: 'too_long' }];
    if (FORMULA.test(cell)) return [{ column: name, problem: 'formula' }];
    return ROUNDED.test(cell) ? [{ column: name, problem: 'digits_lost' }] : [];
  });
}

/** Keys that stood in an earlier row of the file; the first row keeps them. */
export function repeatTroubles(kind: AnyImportKind, row: ImportRow, seen: RowIndex): Trouble[] {
  return kind.keysOf(row).flatMap(({ column, key }): Trouble[] => {
    const first = seen.add(`${column}\u0000${key}`, row.row);
    return first === undefined || first === row.row ? [] : [{ column, problem: 'twice_in_file', row: first }];
  });
}
