import { backup } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { backupView } from './backup.ts';
import { beginBackup, beginDrill } from './begin-backup.ts';
import { downloadBackup } from './download-backup.ts';
import { getBackupOverview } from './get-backup-overview.ts';
import { listBackups } from './list-backups.ts';
import type { BackupPlace } from './place.ts';

export function createBackupRoutes(parts: { database: Database; place: BackupPlace }): BoundRoute[] {
  const { place } = parts;
  const requestedBy = (ctx: Ctx) => (ctx.actor.kind === 'staff' ? ctx.actor.name : ctx.actor.kind);
  return [
    ...bind(omit(backup, ['downloadBackup']), {
      listBackups,
      getBackupOverview: (ctx) => getBackupOverview(ctx, place),
      makeBackup: async (ctx) => backupView(await beginBackup(ctx, place, { kind: 'manual', requestedBy: requestedBy(ctx) })),
      drillBackup: async (ctx, { backupId }) => backupView(await beginDrill(ctx, backupId)),
    }),
    ...bindFiles(pick(backup, ['downloadBackup']), { downloadBackup: (call, input) => downloadBackup(parts, call, input) }),
  ];
}
