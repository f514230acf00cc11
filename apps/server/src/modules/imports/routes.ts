import { imports } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { cancelImport } from './cancel-import.ts';
import { checkImport } from './check-import.ts';
import { confirmImport } from './confirm-import.ts';
import { exportImportRows } from './export-import-rows.ts';
import { getImport } from './get-import.ts';
import { getImportTemplate } from './get-import-template.ts';
import { listImportKinds } from './list-import-kinds.ts';
import { listImportRows } from './list-import-rows.ts';
import { listImports } from './list-imports.ts';
import type { ImportsParts } from './parts.ts';
import { pauseImport } from './pause-import.ts';
import { resumeImport } from './resume-import.ts';
import { undoImport } from './undo-import.ts';
import { uploadImport } from './upload-import.ts';

const FILES = ['getImportTemplate', 'exportImportRows'] as const;

export function createImportsRoutes(database: Database, parts: ImportsParts): BoundRoute[] {
  return [
    ...bind(omit(imports, [...FILES, 'uploadImport']), {
      listImportKinds: (ctx) => listImportKinds(ctx, parts),
      listImports: (ctx, input) => listImports(ctx, input, parts),
      getImport: (ctx, input) => getImport(ctx, input, parts),
      checkImport: (ctx, input) => checkImport(ctx, input, parts),
      listImportRows: (ctx, input) => listImportRows(ctx, input, parts),
      confirmImport: (ctx, input) => confirmImport(ctx, input, parts),
      pauseImport: (ctx, input) => pauseImport(ctx, input, parts),
      resumeImport: (ctx, input) => resumeImport(ctx, input, parts),
      cancelImport: (ctx, input) => cancelImport(ctx, input, parts),
      undoImport: (ctx, input) => undoImport(ctx, input, parts),
    }),
    ...bindDirect(pick(imports, ['uploadImport']), {
      uploadImport: (call, input) => uploadImport({ database, parts }, call, input),
    }),
    ...bindFiles(pick(imports, FILES), {
      getImportTemplate: (call, input) => getImportTemplate(parts, call, input),
      exportImportRows: (call, input) => exportImportRows({ database, parts }, call, input),
    }),
  ];
}
