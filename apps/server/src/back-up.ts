/** `npm run backup`: makes a backup now, also while the server runs. `-- --verify [--backup=NAME]` rehearses one; `-- --show-key` shows the recovery key. */
import { parseArgs } from 'node:util';
import { backupPlaceOf } from './backup-place.ts';
import { openInstallation, type Stop, stopAll } from './installation.ts';
import { type BackupPlace, enterBackup, enterDrill, findBackup, runBackup, runDrill, takeStock } from './modules/backup/index.ts';
import { readConfig } from './platform/config.ts';
import { systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { tellProgress } from './tell-progress.ts';

const SYSTEM = systemActor('back-up');

async function backUp(stops: Stop[]): Promise<void> {
  const { values } = parseArgs({ options: { verify: { type: 'boolean' }, backup: { type: 'string' }, 'show-key': { type: 'boolean' } } });
  const config = readConfig(process.env);
  const place = backupPlaceOf(config);
  if (values['show-key'] === true) {
    console.log(
      `\n  ${place.key()}\n\n  This is the recovery key. Keep it where neither this machine nor the backups are: without it no backup can be opened.\n`,
    );
    return;
  }
  const clock = () => new Date();
  const database = await openInstallation(config, { log: createLog({ level: 'warn' }), clock, stops });
  if (values.verify === true) await verify(database, place, values.backup);
  else await make(database, place, clock());
}

async function make(database: Database, place: BackupPlace, now: Date): Promise<void> {
  const entered = await database.transaction(SYSTEM, {}, (ctx) => enterBackup(ctx, place, { kind: 'command', requestedBy: 'command' }));
  console.log(`\n  The backup ${entered.name} is made.`);
  const row = await runBackup({ database, place, now, onProgress: tellProgress() }, entered.id);
  console.log(`  It is complete: ${row?.size} bytes in ${place.folder}\n  sha256 ${row?.sha256}\n`);
  if (place.keyPlace === 'file') console.log(`  It is sealed with the recovery key in ${place.keyFile}. Keep a copy of the key elsewhere.\n`);
}

async function verify(database: Database, place: BackupPlace, name: string | undefined): Promise<void> {
  await takeStock(database, place);
  const found = await database.transaction(SYSTEM, { readOnly: true }, (ctx) => findBackup(ctx, name));
  if (!found)
    throw new Error(name === undefined ? `There is no complete backup in ${place.folder}.` : `There is no backup ${name} in ${place.folder}.`);
  await database.transaction(SYSTEM, {}, (ctx) => enterDrill(ctx, found.id));
  console.log(`\n  The backup ${found.name} is restored beside the running system and verified.`);
  const row = await runDrill({ database, place, onProgress: tellProgress() }, found.id);
  if (row?.drill_state !== 'passed')
    throw new Error(`The backup ${found.name} is not good: ${row?.drill_faults.join(', ')}. Make a new one, and keep this one for examination.`);
  console.log(
    `\n  The backup ${found.name} is good. The copy is dropped again.\n  Its books verify: ${row.drill_pages} pages and ${row.drill_transfers} transfers; ${row.drill_audit_records} links and records of the audit log.\n`,
  );
}

const stops: Stop[] = [];
try {
  await backUp(stops);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stopAll(stops);
}
