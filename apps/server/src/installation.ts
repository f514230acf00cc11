import { migrationSources } from './migration-sources.ts';
import { appUrlOf, ensureAppRole } from './platform/app-role.ts';
import type { Config } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { startEmbedded } from './platform/embedded/start.ts';
import type { Logger } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';

export type Stop = () => Promise<void>;

/** The database of this installation, embedded or not, brought up to the code. `stops` gets how to leave it again. */
export async function openInstallation(config: Config, at: { log: Logger; clock: () => Date; stops: Stop[] }): Promise<Database> {
  const { databaseAppRole: appRole, secret, timeZone, databasePoolSize: poolSize } = config;
  const ownerUrl = config.databaseUrl ?? (await startOwnCluster(config, at));
  // Before anything is written, so that an owner who may not make roles is told all that is missing at once.
  await ensureAppRole(ownerUrl, appUrlOf(ownerUrl, appRole, secret));
  await migrate(ownerUrl, appRole, migrationSources());
  const onError = (err: unknown) => at.log.warn({ err }, 'a connection to the database was lost');
  const database = await openDatabase({ ownerUrl, appRole, secret, timeZone, poolSize, clock: at.clock, onError });
  at.stops.push(() => database.close());
  return database;
}

async function startOwnCluster(config: Config, at: { log: Logger; stops: Stop[] }): Promise<string> {
  const warn = (message: string) => at.log.warn(message);
  const embedded = await startEmbedded({ dataDir: config.dataDir, profile: 'production', port: config.embeddedPort, warn });
  at.stops.push(embedded.stop);
  return embedded.ownerUrl;
}

/** In the opposite order of their start. */
export async function stopAll(stops: Stop[]): Promise<void> {
  for (let next = stops.pop(); next; next = stops.pop()) await next();
}
