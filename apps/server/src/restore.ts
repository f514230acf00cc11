/**
 * `npm run restore -- --backup=NAME`: puts a backup in the place of the database while no server runs. `--yes` asks nothing; `--drop=DATABASE` removes
 * a former database that a restore has kept.
 */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { backupPlaceOf } from './backup-place.ts';
import { type Stop, stopAll } from './installation.ts';
import { type RestoreResult, restoreBackup } from './modules/backup/index.ts';
import { BACKUP_ENDING, backupPath } from './platform/backup/backup-file.ts';
import type { Manifest } from './platform/backup/frames.ts';
import { SealedFileError } from './platform/backup/sealed-file.ts';
import { databaseOf, dropSibling, hasSibling } from './platform/backup/sibling-database.ts';
import { type Config, readConfig } from './platform/config.ts';
import { startEmbedded } from './platform/embedded/start.ts';
import { tellProgress } from './tell-progress.ts';

const FILE_FAULTS: Record<SealedFileError['fault'], string> = {
  key_wrong:
    'This recovery key does not open the backup, or its header was altered. Nothing was changed. Set BACKUP_PASSPHRASE to the key that made it.',
  damaged: 'The backup is damaged: a part of it is altered or missing. Nothing was changed. Take another copy or an older backup.',
  not_ours: 'This file is no backup of Tessera. Nothing was changed.',
};

async function main(stops: Stop[]): Promise<void> {
  const { values } = parseArgs({ options: { backup: { type: 'string' }, yes: { type: 'boolean' }, drop: { type: 'string' } } });
  const config = readConfig(process.env);
  if (values.drop !== undefined) return dropFormer(await ownerUrlOf(config, stops), values.drop);
  const path = await pathOf(config, values.backup);
  if (values.yes !== true && !process.stdin.isTTY) {
    throw new Error(
      `There is no terminal to ask at. To restore without being asked, add --yes:\n  npm run restore -- --backup=${values.backup} --yes`,
    );
  }
  const key = await keyOf(config);
  const stamp = new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  const isGiven = (process.env.SECRET ?? '').trim() !== '';
  const result = await restoreBackup({
    path,
    key,
    stamp,
    ownerUrl: await ownerUrlOf(config, stops),
    appRole: config.databaseAppRole,
    timeZone: config.timeZone,
    sources: backupPlaceOf(config).sources,
    dataDir: config.dataDir,
    secretOf: (manifest) => (isGiven ? config.secret : manifest.secret),
    say: (sentence) => console.log(`  ${sentence}`),
    onProgress: tellProgress(),
    confirm: (manifest) => (values.yes === true ? Promise.resolve(true) : ask(config, manifest)),
  });
  if (result.outcome === 'restored') keepSecret(config, result.manifest, { isGiven, stamp });
  report(result);
}

async function ownerUrlOf(config: Config, stops: Stop[]): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  const embedded = await startEmbedded({ dataDir: config.dataDir, profile: 'production', port: config.embeddedPort });
  stops.push(embedded.stop);
  return embedded.ownerUrl;
}

/** A file by its path, or a backup of the backup folder by its name. */
async function pathOf({ backupDir }: Config, asked: string | undefined): Promise<string> {
  const names = (await readdir(backupDir).catch(() => [])).filter((name) => name.endsWith(BACKUP_ENDING)).sort();
  const list = names.map((name) => `    ${name.slice(0, -BACKUP_ENDING.length)}`).join('\n') || '    none';
  if (asked === undefined) throw new Error(`Say which backup: npm run restore -- --backup=NAME\n\n  In ${backupDir} there are:\n${list}`);
  const found = [resolve(asked), backupPath(backupDir, asked)].find((path) => existsSync(path));
  if (found === undefined) throw new Error(`There is no backup ${asked}. In ${backupDir} there are:\n${list}`);
  return found;
}

async function keyOf(config: Config): Promise<string> {
  const { keyPlace, keyFile, key } = backupPlaceOf(config);
  if (keyPlace === 'variable' || existsSync(keyFile)) return key();
  const typed = await prompt('  Recovery key of the backup: ');
  if (typed === '') throw new Error('A backup cannot be opened without its recovery key: set BACKUP_PASSPHRASE to it. Nothing was changed.');
  return typed;
}

async function ask(config: Config, manifest: Manifest): Promise<boolean> {
  const where = config.databaseUrl === undefined ? `the embedded database in ${config.dataDir}` : `the database ${databaseOf(config.databaseUrl)}`;
  console.log(
    `\n  This puts the state of ${manifest.at} in the place of ${where}. What was paid since is then missing; the present database is kept.`,
  );
  return (await prompt('  Type yes to go on: ')).toLowerCase() === 'yes';
}

async function prompt(question: string): Promise<string> {
  if (!process.stdin.isTTY) return '';
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}

/** Without a SECRET in the environment the installation goes on with the backup's, so that sessions and second factors stay good. */
function keepSecret(config: Config, manifest: Manifest, how: { isGiven: boolean; stamp: string }): void {
  if (config.secret === manifest.secret) return;
  if (how.isGiven) {
    console.log('  SECRET is another one than at the backup: the keys of sealed fields were wrapped anew, and everybody has to sign in again.');
    return;
  }
  const file = join(config.dataDir, 'secret');
  renameSync(file, `${file}.before-${how.stamp}`);
  writeFileSync(file, `${manifest.secret}\n`, { mode: 0o600 });
  console.log(`  The installation's secret came back with the backup; the one that was there is in ${file}.before-${how.stamp}.`);
}

function report(result: RestoreResult): void {
  if (result.outcome === 'not_confirmed') throw new Error('Not confirmed. Nothing was changed.');
  if (result.outcome === 'refused') {
    throw new Error(
      `The restored database does not verify: ${result.faults.join(', ')}. It was dropped, and nothing was changed. Take another backup.`,
    );
  }
  const { check, keptDatabase, manifest, rows } = result;
  console.log(`
  Restored. The database is as it was at ${manifest.at}: ${rows} rows.
  The books verify: ${check.pages} pages, ${check.transfers} transfers, every unit sums to zero.
  The audit log verifies: ${check.auditRecords} links and records. The keys of sealed fields open.
  The former database is kept as ${keptDatabase}. When it is no longer needed: npm run restore -- --drop=${keptDatabase}
  Start the server now.
`);
}

async function dropFormer(ownerUrl: string, name: string): Promise<void> {
  if (!name.startsWith(`${databaseOf(ownerUrl)}_before_`)) throw new Error(`${name} is no database that a restore has kept.`);
  if (!(await hasSibling(ownerUrl, name))) throw new Error(`There is no database ${name}.`);
  await dropSibling(ownerUrl, name);
  console.log(`\n  ${name} is dropped.\n`);
}

const stops: Stop[] = [];
try {
  await main(stops);
} catch (error) {
  console.error(`\n  ${error instanceof SealedFileError ? FILE_FAULTS[error.fault] : error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stopAll(stops);
}
