import { migration } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { approveOpenings, refuseOpenings, submitOpenings } from './decide-openings.ts';
import { exportOldCards, getMigration, listMigrationBatches, listOldCards } from './list-old-cards.ts';
import { listOpenings } from './list-openings.ts';
import { postOpening, putOpeningAside } from './settle-opening.ts';

const FILES = ['exportOldCards'] as const;

export function createMigrationRoutes(database: Database): BoundRoute[] {
  return [
    ...bind(omit(migration, FILES), {
      getMigration,
      listOldCards,
      listMigrationBatches,
      submitOpenings,
      approveOpenings,
      refuseOpenings,
      listOpenings,
      postOpening,
      putOpeningAside,
    }),
    ...bindFiles(pick(migration, FILES), { exportOldCards: (call, input) => exportOldCards(database, call, input) }),
  ];
}
