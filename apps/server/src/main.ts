import { join } from 'node:path';
import modules from '../../../modules.json' with { type: 'json' };
import { seedDemo } from '../seed/seed-demo.ts';
import { type App, createApp } from './app.ts';
import { createDemo } from './demo.ts';
import { createJobs } from './jobs.ts';
import { serveLanding } from './landing.ts';
import { followCharges } from './modules/payments/index.ts';
import { type Config, readConfig } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { startEmbedded } from './platform/embedded/start.ts';
import { serveWebApps } from './platform/http/web-apps.ts';
import { createLog, type Logger } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { createSecretBox } from './platform/secret-box.ts';
import { startWorker } from './platform/worker.ts';

/** Jobs that one process runs at the same time. */
const WORKER_CONCURRENCY = 4;
const REPOSITORY = join(import.meta.dirname, '../../..');
/** After this, a stop that hangs is cut short. */
const STOP_WITHIN_MS = 30_000;

type Stop = () => Promise<void>;
type Running = { config: Config; log: Logger; database: Database; clock: () => Date };

/** Starts what the role says, in order, and returns how to stop it, in the opposite order. */
async function start(): Promise<Stop> {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog({ level: config.logLevel });
  const clock = () => new Date();
  const stops: Stop[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const { ownerUrl } = await openCluster(config, { log, stops });
    await migrate(ownerUrl, config.databaseAppRole, migrationSources());
    const { databaseAppRole: appRole, secret, timeZone, databasePoolSize: poolSize } = config;
    const onError = (err: unknown) => log.warn({ err }, 'a connection to the database was lost');
    const database = await openDatabase({ ownerUrl, appRole, secret, timeZone, poolSize, clock, onError });
    stops.push(() => database.close());
    await run({ config, log, database, clock }, stops);
    return stop;
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function openCluster(config: Config, at: { log: Logger; stops: Stop[] }): Promise<{ ownerUrl: string }> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl };
  const warn = (message: string) => at.log.warn(message);
  const embedded = await startEmbedded({ dataDir: config.dataDir, profile: 'production', port: config.embeddedPort, warn });
  at.stops.push(embedded.stop);
  return embedded;
}

/** The modules in the order of their arrows, each with its migrations. */
export function migrationSources() {
  return Object.keys(modules).map((module) => ({ module, directory: join(import.meta.dirname, 'modules', module) }));
}

async function run(running: Running, stops: Stop[]): Promise<void> {
  const { config, log, database } = running;
  const secrets = createSecretBox(config.secret);
  const registry = createJobs(secrets);
  const tills = config.seedDemo ? await seedDemo({ database, secrets, timeZone: config.timeZone, clock: running.clock }) : [];
  if (config.role !== 'worker') {
    const app = await createApp(running);
    stops.push(app.stop);
    const demo = tills.length > 0 ? createDemo({ database, secrets, outbox: config.smsOutbox, tills }) : undefined;
    await listen(app, { config, demo });
    if (config.role === 'all') await work(running, { registry, stops, app });
    console.log(`\n  Tessera is ready: ${config.publicUrl}\n`);
  } else {
    await work(running, { registry, stops });
    log.info('worker started');
  }
}

async function listen(app: App, at: { config: Config; demo: ReturnType<typeof createDemo> | undefined }): Promise<void> {
  serveLanding(app.http, at.demo);
  const directory = (name: string) => join(REPOSITORY, 'apps', name, 'dist');
  await serveWebApps(app.http, { member: directory('member'), terminal: directory('terminal'), console: directory('console') });
  await app.http.listen({ port: at.config.port, host: at.config.host });
}

async function work(running: Running, at: { registry: ReturnType<typeof createJobs>; stops: Stop[]; app?: App }): Promise<void> {
  const { config, log, database } = running;
  const worker = await startWorker({ database, registry: at.registry, concurrency: WORKER_CONCURRENCY, timeZone: config.timeZone, log });
  at.stops.push(() => worker.stop());
  const follower = followCharges({ database, onFault: (err) => log.error({ err }, 'the journal could not be followed') });
  at.stops.push(() => follower.stop());
  at.app?.core.batcher.onPagesCommitted(() => follower.wake());
}

/** One sentence for what the person at the keyboard can mend; the whole error for a fault of ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${'port' in error ? error.port : ''} is taken by another program. Stop it, or choose another port: PORT=8081 npm start`;
  }
  return ['ConfigError', 'EmbeddedError', 'MigrationError', 'AppRoleError'].includes(error.name) ? error.message : (error.stack ?? error.message);
}

async function main(): Promise<void> {
  const stop = await start();
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await stop();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    console.error(`\n${explain(error)}\n`);
    process.exit(1);
  });
}
