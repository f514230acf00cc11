import { BACKUP_FAULTS } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

const fault = z.enum(BACKUP_FAULTS);

/** People must hear of it: an installation without backups is one accident from its end. */
export const backupFailed = defineEvent('backup.backupFailed', z.object({ backupId: z.string(), name: z.string(), fault }));
export const drillFailed = defineEvent('backup.drillFailed', z.object({ backupId: z.string(), name: z.string(), fault }));
