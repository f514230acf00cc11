import { join } from 'node:path';
import { migrationSources } from './migration-sources.ts';
import type { BackupPlace } from './modules/backup/index.ts';
import type { Config } from './platform/config.ts';
import { keepSecretFile } from './platform/secret-file.ts';
import { VERSION } from './version.ts';

/** Where this installation keeps its backups, and what goes into them. */
export function backupPlaceOf(config: Config): BackupPlace {
  const { backupPassphrase, dataDir, secret, timeZone } = config;
  const keyFile = join(dataDir, 'backup-key');
  return {
    folder: config.backupDir,
    key: () => backupPassphrase ?? keepSecretFile(keyFile),
    keyPlace: backupPassphrase === undefined ? 'file' : 'variable',
    keyFile,
    dataDir,
    secret,
    appRole: config.databaseAppRole,
    productVersion: VERSION,
    timeZone,
    sources: migrationSources(),
  };
}
