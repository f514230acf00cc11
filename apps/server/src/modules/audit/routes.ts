import { audit } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { createExportRecords } from './export-records.ts';
import { createGetChain, type ReadRetention } from './get-chain.ts';
import { getRecord } from './get-record.ts';
import { getSecurityOverview } from './get-security-overview.ts';
import { getVerification } from './get-verification.ts';
import { listFaults } from './list-faults.ts';
import { listRecords } from './list-records.ts';
import { listVerifications } from './list-verifications.ts';
import { listWords } from './list-words.ts';
import { startVerification } from './start-verification.ts';

export function createAuditRoutes({ database, retentionDays }: { database: Database; retentionDays: ReadRetention }): BoundRoute[] {
  return [
    ...bind(omit(audit, ['exportRecords']), {
      listRecords,
      getRecord,
      listWords,
      listFaults,
      getChain: createGetChain(retentionDays),
      startVerification,
      getVerification,
      listVerifications,
      getSecurityOverview,
    }),
    ...bindFiles(pick(audit, ['exportRecords']), { exportRecords: createExportRecords(database) }),
  ];
}
