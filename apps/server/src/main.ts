import { join } from 'node:path';
import type { ChannelPeer } from '@tessera/channel-peer';
import { seedChannelDay } from '../seed/seed-channel-day.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { seedTillDay } from '../seed/seed-till-day.ts';
import { type App, createApp } from './app.ts';
import { backupPlaceOf } from './backup-place.ts';
import { createCarrierJobs, createCarriers } from './carriers.ts';
import { composeChannels } from './channels.ts';
import { createDemo } from './demo.ts';
import { offerDemoChannels, startDemoChannels } from './demo-channels.ts';
import { type DemoPeers, offerDemoPeers, startDemoPeers } from './demo-sign-in.ts';
import { MEMBER_HOOKS } from './import-kinds.ts';
import { openInstallation, type Stop, stopAll } from './installation.ts';
import { AUDIT_STEPS, createJobs, JOURNAL_STEPS } from './jobs.ts';
import { serveLanding } from './landing.ts';
import { createChannelsJobs } from './modules/channels/index.ts';
import { createClosuresJobs } from './modules/closures/index.ts';
import { createReconciliationJobs } from './modules/reconciliation/index.ts';
import { AppRoleError } from './platform/app-role.ts';
import { boundHeap } from './platform/bounded-heap.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { EmbeddedError } from './platform/embedded/start.ts';
import { serveWebApps } from './platform/http/web-apps.ts';
import { keepUp } from './platform/keep-up.ts';
import { type KeyRing, KeyRingError, openKeyRing } from './platform/keys/key-ring.ts';
import { createLiveHub } from './platform/live.ts';
import { createLog, type Logger } from './platform/log.ts';
import { MigrationError } from './platform/migrate.ts';
import { createSecretBox, type SecretBox } from './platform/secret-box.ts';
import { startWorker } from './platform/worker.ts';

/** Jobs that one process runs at the same time. */
const WORKER_CONCURRENCY = 4;
const REPOSITORY = join(import.meta.dirname, '../../..');
const JOURNAL_CHANNEL = 'tessera_journal';
const TELL_EVERY_MS = 100;
/** After this, a stop that hangs is cut short. */
const STOP_WITHIN_MS = 30_000;

type Running = { config: Config; log: Logger; database: Database; clock: () => Date; keys: KeyRing };

/** Starts what the role says, in order; `stops` gets how to stop each part. */
async function start(stops: Stop[]): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog({ level: config.logLevel });
  const clock = () => new Date();
  const database = await openInstallation(config, { log, clock, stops });
  const onFault = (err: unknown) => log.error({ err }, 'the keys of the sealed data could not be read again');
  const keys = await openKeyRing({ database, secret: config.secret, previousSecret: config.previousSecret, clock, onFault });
  stops.push(async () => keys.close());
  await run({ config, log, database, clock, keys }, stops);
}

async function run(running: Running, stops: Stop[]): Promise<void> {
  const { config, log, database } = running;
  const secrets = createSecretBox(running.keys);
  const onSkipped = (key: string, err: unknown) => log.warn({ err, key }, 'the demo of before does without a newer part');
  const seedParts = { database, secrets, timeZone: config.timeZone, clock: running.clock, onSkipped };
  const tills = config.seedDemo ? await seedDemo(seedParts) : [];
  if (config.role !== 'worker') {
    const peers = tills.length > 0 ? await openDemoPeers(running, { secrets, stops }) : undefined;
    const channels = tills.length > 0 ? await openDemoChannels(running, { secrets, stops, tills }) : undefined;
    const reaching = { ...running, config: reachingAlso(config, [...(peers?.hosts ?? []), ...(channels ? [channels.host] : [])]) };
    const app = await createApp(reaching);
    stops.push(app.stop);
    const outboxes = [config.smsOutbox, config.mailOutbox];
    const demo =
      tills.length > 0
        ? createDemo({ database, secrets, outboxes, tills, offersSignIn: peers !== undefined, channelsUrl: channels?.origin })
        : undefined;
    await listen(app, { config, demo });
    if (config.role === 'all') await work(running, { registry: registryOf(reaching, secrets), stops, app });
    else tellWorkers(app);
    console.log(`\n  Tessera is ready: ${config.publicUrl}\n`);
  } else {
    await work(running, { registry: registryOf(running, secrets), stops });
    log.info('worker started');
  }
}

/** Everything that a worker does. */
function registryOf(running: Running, secrets: SecretBox): ReturnType<typeof createJobs> {
  const { config, clock, keys } = running;
  const channels = composeChannels({ ...running, secrets });
  const carriers = createCarriers({ config, secrets, clock });
  return [
    ...createJobs(secrets, keys, backupPlaceOf(config)),
    ...createCarrierJobs(carriers),
    ...createChannelsJobs(channels),
    ...createClosuresJobs({ channels, hooks: MEMBER_HOOKS }),
    ...createReconciliationJobs({ database: running.database, channels }),
  ];
}

async function openDemoChannels(
  running: Running,
  at: { secrets: SecretBox; stops: Stop[]; tills: Awaited<ReturnType<typeof seedDemo>> },
): Promise<ChannelPeer | undefined> {
  const { config, log, database } = running;
  const demo = await startDemoChannels(config, log);
  if (!demo) return undefined;
  const { peer, clock, goTo } = demo;
  at.stops.push(peer.close);
  await offerDemoChannels({ database, secrets: at.secrets, publicUrl: config.publicUrl }, peer);
  const past = { ...running, secrets: at.secrets, clock, database: atInstant(database, clock), config: reachingAlso(config, [peer.host]) };
  const channels = composeChannels(past);
  await seedChannelDay(past.database, { channels, peer, goTo }, running.clock());
  await seedTillDay({ database: past.database, timeZone: config.timeZone, channels, peer, goTo, tills: at.tills }, running.clock());
  goTo(undefined);
  return peer;
}

/** The same database, in which it is another time. */
function atInstant(database: Database, clock: () => Date): Database {
  return { ...database, transaction: (actor, options, work) => database.transaction(actor, { now: clock(), ...options }, work) };
}

/** The demo's own systems are the only private hosts that nobody has named. */
function reachingAlso(config: Config, hosts: readonly string[]): Config {
  return { ...config, outboundPrivateHosts: [...config.outboundPrivateHosts, ...hosts] };
}

async function openDemoPeers(running: Running, at: { secrets: SecretBox; stops: Stop[] }): Promise<DemoPeers | undefined> {
  const { config, log, database } = running;
  const peers = await startDemoPeers(config, log);
  if (!peers) return undefined;
  at.stops.push(peers.close);
  await offerDemoPeers({ database, secrets: at.secrets, publicUrl: config.publicUrl }, peers);
  return peers;
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
  const onFault = (err: unknown) => log.error({ err }, 'the journal could not be followed');
  const follower = keepUp({ database, steps: JOURNAL_STEPS, onFault });
  at.stops.push(() => follower.stop());
  const sealer = keepUp({ database, steps: AUDIT_STEPS, onFault: (err) => log.error({ err }, 'the audit log could not be sealed') });
  at.stops.push(() => sealer.stop());
  if (at.app) return void at.app.core.batcher.onPagesCommitted(() => follower.wake());
  const hub = await createLiveHub({ appUrl: database.appUrl, onError: onFault });
  at.stops.push(() => hub.close());
  hub.onNotify(JOURNAL_CHANNEL, () => follower.wake());
}

/** Tells workers in other processes of new pages, ten times a second at most, outside the charges' own transactions. */
function tellWorkers(app: App): void {
  let waiting = false;
  app.core.batcher.onPagesCommitted(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      app.core.database.pool.query('select pg_notify($1, $2)', [JOURNAL_CHANNEL, '']).catch(app.core.onFault);
    }, TELL_EVERY_MS);
  });
}

/** Errors whose message is all that the person at the keyboard needs. */
const PLAIN = [ConfigError, EmbeddedError, MigrationError, AppRoleError, KeyRingError];

/** One sentence for what the person at the keyboard can mend; the whole error for a fault of ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${'port' in error ? error.port : ''} is taken by another program. Stop it, or choose another port: PORT=8081 npm start`;
  }
  return PLAIN.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}

/** Parts are stopped in the opposite order of their start, also when the start itself is interrupted or fails. */
async function main(): Promise<void> {
  boundHeap();
  const stops: Stop[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll(stops));
  const end = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    await start(stops);
  } catch (error) {
    if (stopping) return;
    console.error(`\n${explain(error)}\n`);
    await stop().catch(() => undefined);
    process.exit(1);
  }
}

if (process.argv[1] === import.meta.filename) await main();
