import { BACKUP_FAULTS } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

const failure = z.object({ backupId: z.string(), name: z.string(), fault: z.enum(BACKUP_FAULTS), at: z.iso.datetime() });

/** People must hear of it: an installation without backups is one accident from its end. */
export const backupFailed = defineEvent('backup.backupFailed', failure);
export const drillFailed = defineEvent('backup.drillFailed', failure);
