import { z } from 'zod';
import { IMPORT_FAULTS, IMPORT_PROBLEMS } from './import-problems.ts';
import type { Permission } from './permissions.ts';
import { routes, type Upload } from './route.ts';
import { file, id, instant, page, paging } from './schemas.ts';

export const importsErrors = {
  'imports.unknown': 404,
  'imports.file_unreadable': 400,
  'imports.file_too_large': 413,
  'imports.not_now': 409,
  'imports.column_missing': 400,
  'imports.options_wrong': 400,
  'imports.content_removed': 410,
} as const;

/** What can be imported. Each kind belongs to a module, which says its columns and what becomes of a row. */
export const IMPORT_KINDS = ['members', 'subsidies', 'mealplans', 'slips', 'oldCards', 'guardians', 'points', 'payouts'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];
/** The right that each kind asks for; a route takes whoever has one of them, the use case looks at the kind. */
export const IMPORT_PERMISSIONS = {
  members: 'members.import',
  subsidies: 'subsidies.write',
  mealplans: 'mealplans.write',
  slips: 'slips.write',
  oldCards: 'migration.write',
  guardians: 'guardians.write',
  points: 'loyalty.grant',
  payouts: 'settlement.payOut',
} as const satisfies Record<ImportKindName, Permission>;
/** The columns of each kind, in the order of its template. Each has a label in both languages. */
export const IMPORT_COLUMNS = {
  members: ['memberNumber', 'name', 'kind', 'department', 'phone', 'email', 'idNumber', 'issuer', 'status'],
  subsidies: ['memberNumber', 'name', 'amount'],
  slips: ['merchant', 'slipNumber', 'memberNumber', 'name', 'amount', 'paidOn'],
  mealplans: ['memberNumber', 'name'],
  oldCards: ['memberNumber', 'name', 'uid', 'balance'],
  guardians: ['memberNumber', 'name', 'guardianName', 'phone', 'relation', 'bornOn'],
  points: ['memberNumber', 'name', 'points'],
  payouts: ['reference', 'result', 'reason', 'amount'],
} as const satisfies Record<ImportKindName, readonly string[]>;
export type ImportColumnKey = { [Kind in ImportKindName]: `${Kind}.${(typeof IMPORT_COLUMNS)[Kind][number]}` }[ImportKindName];

const ANY_IMPORT = [...new Set(Object.values(IMPORT_PERMISSIONS))];

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** In the order in which an import passes through them; the last five are ends. */
export const IMPORT_STATUSES = [
  'uploading',
  'reading',
  'mapping',
  'checking',
  'checked',
  'applying',
  'paused',
  'undoing',
  'done',
  'undone',
  'cancelled',
  'failed',
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export const IMPORT_OUTCOMES = ['new', 'changed', 'unchanged', 'wrong'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TEXT_MAX_OF_OPTION = 200;
/** More than any setting allows; what an installation takes is `imports.fileMegabytesMax`. */
export const IMPORT_UPLOAD: Upload = { maxBytes: 200 * 1024 * 1024, types: [CSV, XLSX] };

const kind = z.enum(IMPORT_KINDS);
const count = z.int().min(0);
/** What a kind lets people choose for the whole file; the kind says what each means. */
const options = z.record(z.string().max(40), z.union([z.string().max(TEXT_MAX_OF_OPTION), z.boolean()]));
export type ImportOptions = z.infer<typeof options>;
/** Column of the kind → place in the file, counted from 0. */
const mapping = z.record(z.string().max(40), z.int().min(0).max(999));

const importView = z.object({
  id: id<'import'>(),
  kind,
  status: z.enum(IMPORT_STATUSES),
  /** Only where the file or the work failed. */
  fault: z.enum(IMPORT_FAULTS).nullable(),
  faultRow: z.int().nullable(),
  fileName: z.string(),
  fileBytes: count,
  fileType: z.enum(['csv', 'xlsx']).nullable(),
  fileEncoding: z.enum(['utf-8', 'gb18030', 'utf-16le']).nullable(),
  /** The headings of the file, once it is read and while it is kept. */
  headers: z.array(z.string()).nullable(),
  mapping: mapping.nullable(),
  options,
  rowCount: count,
  /** Rows of the phase under way that are done. */
  doneCount: count,
  newCount: count,
  changedCount: count,
  unchangedCount: count,
  wrongCount: count,
  undoneCount: count,
  startedBy: z.string(),
  createdAt: instant,
  confirmedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  contentRemovedAt: instant.nullable(),
  /** The same content was uploaded before in this import. */
  sameFileImportId: id<'import'>().nullable(),
});
export type ImportView = z.input<typeof importView>;

const importRow = z.object({
  row: z.int(),
  /** By column of the kind; empty after the content was removed. */
  cells: z.record(z.string(), z.string()),
  outcome: z.enum(IMPORT_OUTCOMES).nullable(),
  problems: z.array(z.object({ column: z.string().nullable(), problem: z.enum(IMPORT_PROBLEMS), row: z.int().optional() })),
});
export type ImportRowView = z.input<typeof importRow>;

const importParams = z.object({ importId: id<'import'>() });
const outcomeFilter = z.enum(IMPORT_OUTCOMES).optional();
const act = { permission: ANY_IMPORT, params: importParams, response: importView } as const;

export const imports = routes({
  listImportKinds: {
    method: 'GET',
    path: '/imports/kinds',
    summary: 'What the caller may import, with the columns of each kind',
    permission: ANY_IMPORT,
    response: z.object({ items: z.array(z.object({ kind, columns: z.array(z.object({ name: z.string(), required: z.boolean() })) })) }),
    errors: [],
  },
  getImportTemplate: {
    method: 'GET',
    path: '/imports/kinds/:kind/template',
    summary: 'An empty table with the right headings and one line as an example, to be filled and uploaded',
    permission: ANY_IMPORT,
    params: z.object({ kind }),
    query: z.object({ language: z.enum(LANGUAGES), form: z.enum(['csv', 'xlsx']) }),
    download: [CSV, XLSX],
    response: file,
    errors: [],
  },
  uploadImport: {
    method: 'POST',
    path: '/imports',
    summary: 'Upload a table: separated values in UTF-8, UTF-16 or GB18030, or a workbook. It is read in the background',
    permission: ANY_IMPORT,
    idempotent: true,
    ratePerMinute: 20,
    query: z.object({ kind }),
    upload: IMPORT_UPLOAD,
    response: importView,
    errors: ['imports.file_unreadable', 'imports.file_too_large'],
  },
  listImports: {
    method: 'GET',
    path: '/imports',
    summary: 'Imports, newest first',
    permission: ANY_IMPORT,
    query: z.object({ ...paging, kind: kind.optional(), status: z.enum(IMPORT_STATUSES).optional() }),
    response: page(importView),
    errors: [],
  },
  getImport: {
    method: 'GET',
    path: '/imports/:importId',
    summary: 'One import: where it stands and what it counted',
    permission: ANY_IMPORT,
    params: importParams,
    response: importView,
    errors: ['imports.unknown'],
  },
  checkImport: {
    method: 'POST',
    path: '/imports/:importId/check',
    summary: 'Say which column is what, and look at every row without changing anything',
    permission: ANY_IMPORT,
    params: importParams,
    body: z.object({ mapping, options: options.default({}) }),
    response: importView,
    errors: ['imports.unknown', 'imports.not_now', 'imports.column_missing', 'imports.options_wrong', 'imports.content_removed'],
  },
  listImportRows: {
    method: 'GET',
    path: '/imports/:importId/rows',
    summary: 'The rows of an import with what becomes, or became, of each',
    permission: ANY_IMPORT,
    params: importParams,
    query: z.object({ ...paging, outcome: outcomeFilter }),
    response: page(importRow),
    errors: ['imports.unknown'],
  },
  exportImportRows: {
    method: 'GET',
    path: '/imports/:importId/report',
    summary: 'The rows as separated values, with what became of each and why',
    permission: ANY_IMPORT,
    ratePerMinute: 20,
    params: importParams,
    query: z.object({ language: z.enum(LANGUAGES), outcome: outcomeFilter }),
    download: [CSV],
    response: file,
    errors: ['imports.unknown', 'imports.content_removed'],
  },
  confirmImport: {
    method: 'POST',
    path: '/imports/:importId/confirm',
    summary: 'Apply the rows that are not wrong; each is decided anew at its turn',
    errors: ['imports.unknown', 'imports.not_now', 'imports.content_removed'],
    ...act,
  },
  pauseImport: {
    method: 'POST',
    path: '/imports/:importId/pause',
    summary: 'Stop after the rows that are being applied; what is applied stays',
    errors: ['imports.unknown', 'imports.not_now'],
    ...act,
  },
  resumeImport: {
    method: 'POST',
    path: '/imports/:importId/resume',
    summary: 'Go on with an import that was paused',
    errors: ['imports.unknown', 'imports.not_now', 'imports.content_removed'],
    ...act,
  },
  cancelImport: {
    method: 'POST',
    path: '/imports/:importId/cancel',
    summary: 'End an import; what is applied stays, the rest is not applied',
    errors: ['imports.unknown', 'imports.not_now'],
    ...act,
  },
  undoImport: {
    method: 'POST',
    path: '/imports/:importId/undo',
    summary: 'Take back what the import entered, as far as nothing has come of it since; what it changed stays changed',
    errors: ['imports.unknown', 'imports.not_now'],
    ...act,
  },
});
