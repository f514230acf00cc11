import { satisfaction } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { createExportVerdicts } from './export-verdicts.ts';
import { listVerdicts, sumVerdicts } from './list-verdicts.ts';
import { getOwnCaseVerdict, getOwnChatVerdict, tellOfOwnCase, tellOfOwnChat } from './tell-verdict.ts';

const FILES = ['exportVerdicts'] as const;

export function createSatisfactionRoutes({ database }: { database: Database }): BoundRoute[] {
  return [
    ...bindFiles(pick(satisfaction, FILES), createExportVerdicts(database)),
    ...bind(omit(satisfaction, FILES), { listVerdicts, sumVerdicts, getOwnChatVerdict, tellOfOwnChat, getOwnCaseVerdict, tellOfOwnCase }),
  ];
}
