import type { ImportKindName, ImportOptions, Language, Permission } from '@tessera/contract';
import type { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import type { Trouble, Verdict } from './verdict.ts';

/** Column of the kind → place in the file, counted from 0. A column that is not here is not in the file. */
export type Mapping = Readonly<Record<string, number>>;
export type Options = ImportOptions;

export type ImportColumn = {
  name: string;
  required: boolean;
  /** Characters; a longer cell is wrong. */
  maxLength: number;
  /** What people also call it, in both languages; compared without spaces, signs and case. Its labels count as well. */
  aliases: readonly string[];
  /** Shown in the template. */
  sample: Readonly<Record<Language, string>>;
};

/** One row of the file: its number as a spreadsheet shows it, and the mapped cells, trimmed; an empty cell is ''. */
export type ImportRow = { row: number; cells: Readonly<Record<string, string>> };

/** Everything that a kind is asked in one go: at most `ROWS_PER_BATCH` rows that have passed the general checks. */
export type Rows<Chosen = unknown> = { importId: string; rows: readonly ImportRow[]; options: Chosen };

/** What a module offers to import. One verdict is answered per row, in their order. */
export type ImportKind<Chosen = never> = {
  name: ImportKindName;
  /** The right that uploading, checking and confirming ask for. */
  permission: Permission;
  columns: readonly ImportColumn[];
  options: z.ZodType<Chosen>;
  /** Which cells may stand in one row of a file only. */
  keysOf(row: ImportRow): { column: string; key: string }[];
  /** Says what applying would do, and changes nothing. */
  checkRows(ctx: Ctx, rows: Rows<Chosen>): Promise<Verdict[]>;
  /** Decides anew and does it, in the caller's transaction; the same rows again are `unchanged`. */
  applyRows(ctx: Ctx, rows: Rows<Chosen>): Promise<Verdict[]>;
  /** Takes back what the import entered as far as nothing has come of it since; returns how many. */
  undoRows?(ctx: Ctx, entered: { importId: string; targetIds: readonly string[] }): Promise<number>;
};

/** A kind of any options, for a list of all of them. */
export type AnyImportKind = Omit<ImportKind<never>, 'options'> & { options: z.ZodType };

/** Rows that are read, checked and applied together. */
export const ROWS_PER_BATCH = 500;

export function wrong(...troubles: Trouble[]): Verdict {
  return { outcome: 'wrong', troubles };
}
