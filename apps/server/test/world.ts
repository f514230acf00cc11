import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataScope, type OrganizationKind, type Realm, ROLES, type Role } from '@tessera/contract';
import { type Client, createClient } from '@tessera/contract/client';
import { type Id, newId } from '@tessera/kernel';
import { makePayCode, payCodeStep } from '@tessera/rules';
import { sql } from 'kysely';
import { z } from 'zod';
import { type App, createApp } from '../src/app.ts';
import { backupPlaceOf } from '../src/backup-place.ts';
import { createCarrierJobs, createCarriers } from '../src/carriers.ts';
import { composeChannels } from '../src/channels.ts';
import { MEMBER_HOOKS } from '../src/import-kinds.ts';
import { createJobs } from '../src/jobs.ts';
import { nodeHmac } from '../src/modules/cards/index.ts';
import { type ChannelHooks, type ChannelsParts, createChannelsJobs } from '../src/modules/channels/index.ts';
import { createClosuresJobs } from '../src/modules/closures/index.ts';
import { hashPassword } from '../src/modules/identity/index.ts';
import { updatePassword } from '../src/modules/identity/queries.ts';
import { loginOf } from '../src/modules/identity/user.ts';
import {
  appointStaff,
  createDepartment,
  createGrant,
  createIssuer,
  createMerchant,
  createOperator,
  findReadyRole,
  type StaffRecordView,
} from '../src/modules/organizations/index.ts';
import { projectMovements } from '../src/modules/payments/index.ts';
import { createReconciliationJobs } from '../src/modules/reconciliation/index.ts';
import { followCash } from '../src/modules/sales/index.ts';
import { type Config, readConfig } from '../src/platform/config.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import type { AnyJob } from '../src/platform/jobs.ts';
import { type KeyRing, openKeyRing } from '../src/platform/keys/key-ring.ts';
import { createLog, type Logger } from '../src/platform/log.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { startWorker, type Worker } from '../src/platform/worker.ts';
import { cloneDatabase, TEST_SECRET } from './database.ts';

export const PASSWORD = 'correct horse battery';
const SYSTEM = systemActor('world');
const WAIT_MS = 40_000;

/** A person who is signed in, with a cookie jar of their own. */
export type Person = { client: Client; cookie: () => string };
export type StaffPerson = Person & { staffId: Id<'staff'>; organizationId: Id<'organization'> };
export type MemberPerson = Person & { memberId: Id<'member'>; memberNumber: string };
export type TillDevice = { client: Client; token: string; terminalId: Id<'terminal'>; merchantId: Id<'organization'> };

/**
 * The whole server on a port of loopback and a database of its own, with a clock that tests move. People sign in and devices enrol
 * through the contract, as they do in life.
 */
export type World = Awaited<ReturnType<typeof createWorld>>;

export async function createWorld(
  options: {
    withWorker?: boolean;
    environment?: Record<string, string>;
    over?: (database: Database) => Database;
    log?: Logger;
    channelHooks?: ChannelHooks;
  } = {},
) {
  const time = { nowMs: Date.now() };
  const clock = () => new Date(time.nowMs);
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-world-'));
  const config = readConfig({
    DATA_DIR: dataDir,
    SECRET: TEST_SECRET,
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    PORT: '0',
    ...options.environment,
  });
  const log = options.log ?? createLog({ level: config.logLevel });
  const cloned = await cloneDatabase({ clock });
  // A test may stand between the server and its database.
  const database = options.over?.(cloned) ?? cloned;
  const keys = await openKeyRing({ database, secret: config.secret, clock, onFault: (err) => log.error({ err }, 'the keys could not be read') });
  const secrets = createSecretBox(keys);
  const { channelHooks } = options;
  const hooks = channelHooks && { hooks: channelHooks };
  const channels = composeChannels({ config, database, secrets, clock, log, ...hooks });
  const registry = jobsOf({ database, config, keys, channels, clock });
  const app = await createApp({ config, database, log, clock, keys, strictContract: true, ...(channelHooks && { channelHooks }) });
  const origin = await app.http.listen({ port: 0, host: '127.0.0.1' });
  const worker: Worker | undefined =
    options.withWorker === false ? undefined : await startWorker({ database, registry, concurrency: 2, timeZone: config.timeZone, log });
  const operatorId = await database.transaction(SYSTEM, {}, async (ctx) => (await createOperator(ctx, { name: '测试运营方' })).id);
  const world = {
    app,
    database,
    origin,
    clock,
    config,
    keys,
    log,
    operatorId,
    /** Moves the clock of the server. */
    pass: (seconds: number) => {
      time.nowMs += seconds * 1_000;
    },
    /** Another server process on the same database would behave like this one. */
    secondApp: (): Promise<App> => createApp({ config, database, log, clock, keys, strictContract: true }),
    close: async () => {
      await worker?.stop();
      await app.stop();
      keys.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return { ...world, ...peopleOf(world), ...devicesOf(world), readMessages: () => readMessages(config.smsOutbox) };
}

type Workshop = { database: Database; config: Config; keys: KeyRing; channels: ChannelsParts; clock: () => Date };

/** Everything that the worker of a real server does. */
function jobsOf({ database, config, keys, channels, clock }: Workshop): AnyJob[] {
  const secrets = createSecretBox(keys);
  const carriers = createCarriers({ config, secrets, clock });
  return [
    ...createJobs(secrets, keys, backupPlaceOf(config)),
    ...createCarrierJobs(carriers),
    ...createChannelsJobs(channels),
    ...createClosuresJobs({ channels, hooks: MEMBER_HOOKS }),
    ...createReconciliationJobs({ database, channels }),
  ];
}

type Ground = { app: App; database: Database; origin: string; clock: () => Date; operatorId: Id<'organization'> };

function peopleOf(world: Ground) {
  /** Of the operator, or of a new organisation of the kind that the role is made for, unless it is said of which. */
  const staff = async (role: Role, of?: Id<'organization'>): Promise<StaffPerson> => {
    const organizationId = of ?? (await organizationFor(world, ROLES[role].organizationKind));
    const userName = `${role.toLowerCase()}-${randomBytes(4).toString('hex')}`;
    const entered = await world.database.transaction(SYSTEM, {}, (ctx) => appointStaff(ctx, { name: role, userName, organizationId, role }));
    const person = await signedIn(world, 'console', userName);
    return { ...person, staffId: entered.id, organizationId };
  };
  /** A member with a wallet and a virtual card, signed in; with `balanceMinor` topped up. */
  const member = async (admin: Person, input: { name?: string; balanceMinor?: number; phone?: string } = {}): Promise<MemberPerson> => {
    const memberNumber = `M${randomBytes(5).toString('hex')}`;
    const { name = '王小明', balanceMinor = 0, phone } = input;
    const created = await admin.client.members.createMember({ memberNumber, name, kind: 'student', ...(phone && { phone }) });
    const person = await signedIn(world, 'member', memberNumber);
    // Asked of the list: opening a code is limited to once a second, and the clock stands still here.
    await eventually(async () => {
      if ((await person.client.cards.listOwnCards()).items.length === 0) throw new Error('the member has no card yet');
    });
    if (balanceMinor > 0) await admin.client.payments.topUp({ memberId: created.id, amountMinor: balanceMinor });
    return { ...person, memberId: created.id, memberNumber };
  };
  const issuer = (name = `发行方 ${randomBytes(3).toString('hex')}`): Promise<Id<'organization'>> =>
    world.database.transaction(SYSTEM, {}, async (ctx) => (await createIssuer(ctx, { name })).id);
  /** Of the operator, unless it is said of which; below the organisation itself, unless it is said below what. */
  const department = (name: string, below: { organizationId?: Id<'organization'>; parentId?: Id<'department'> } = {}): Promise<Id<'department'>> => {
    const { organizationId = world.operatorId, parentId = null } = below;
    return world.database.transaction(SYSTEM, {}, async (ctx) => (await createDepartment(ctx, { name, organizationId, parentId })).id);
  };
  /** Another ready-made role for a person: for the whole organisation and for ever, unless the terms say otherwise. */
  const grant = (person: Pick<StaffPerson, 'staffId'>, role: Role, terms: GrantTerms = {}): Promise<StaffRecordView> =>
    world.database.transaction(SYSTEM, {}, async (ctx) => {
      const roleId = await findReadyRole(ctx, role);
      return createGrant(ctx, { staffId: person.staffId, roleId, scope: 'organization', departmentId: null, endsAt: null, reason: '', ...terms });
    });
  return { staff, member, issuer, department, grant, stranger: (realm: Realm) => stranger(world.origin, realm) };
}

type GrantTerms = { scope?: DataScope; departmentId?: Id<'department'> | null; startsAt?: Date; endsAt?: Date | null; reason?: string };

async function organizationFor(world: Ground, kind: OrganizationKind): Promise<Id<'organization'>> {
  if (kind === 'operator') return world.operatorId;
  const name = `${kind} ${randomBytes(4).toString('hex')}`;
  const made = await world.database.transaction(SYSTEM, {}, (ctx) =>
    kind === 'merchant' ? createMerchant(ctx, { name, category: 'canteen' }) : createIssuer(ctx, { name }),
  );
  return made.id;
}

function devicesOf(world: Ground) {
  const merchant = (name = `食堂 ${randomBytes(3).toString('hex')}`): Promise<Id<'organization'>> =>
    world.database.transaction(SYSTEM, {}, async (ctx) => (await createMerchant(ctx, { name, category: 'canteen' })).id);
  const till = async (admin: Person, merchantId?: Id<'organization'>): Promise<TillDevice> => {
    const organizationId = merchantId ?? (await merchant());
    const { enrolmentCode } = await admin.client.terminals.createTerminal({ name: '一号窗口', kind: 'till', organizationId });
    const enrolled = await createClient({ origin: world.origin }).terminals.enrolTerminal({ enrolmentCode });
    return { client: device(world.origin, enrolled.token), token: enrolled.token, terminalId: enrolled.terminal.id, merchantId: organizationId };
  };
  /** The code that the member's phone would show now. */
  const payCode = async (member: Person, index = 0): Promise<string> => {
    const { handle, seed } = await member.client.cards.openPayCode();
    return makePayCode(nodeHmac, Buffer.from(seed, 'base64'), { handle, step: payCodeStep(world.clock().getTime()), index });
  };
  /** Carries all charges and movements of cash into the lists, as the worker's followers do. */
  const settle = async (): Promise<void> => {
    for (const follow of [projectMovements, followCash]) while ((await world.database.transaction(SYSTEM, {}, follow)) > 0);
  };
  return { merchant, till, payCode, settle };
}

let passwordHash: Promise<string> | undefined;

/**
 * Somebody whose own password is `PASSWORD`, with a session. Passwords are meant to cost much: proving and changing them for everybody would take a
 * third of the tests' time, so all share one hash, and how people sign in is for the tests of identity.
 */
async function signedIn(world: Ground, realm: Realm, userName: string): Promise<Person> {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const userId = await world.database.transaction(SYSTEM, {}, async (ctx) => {
    const { rows } = await sql<{
      id: Id<'user'>;
    }>`select id from identity.user where realm = ${realm} and login = ${loginOf(realm, userName)}`.execute(ctx.tx);
    const [user] = rows;
    if (!user) throw new Error(`nobody is ${userName}`);
    await updatePassword(ctx, { userId: user.id, hash, is: 'own' });
    return user.id;
  });
  const origin = { headers: new Headers(), requestId: newId(), address: '127.0.0.1' };
  const { cookies } = await world.app.core.identity.openSession({ realm, userId, by: 'password' }, origin);
  return stranger(world.origin, realm, cookies);
}

/** Somebody who has not signed in, or who brings the cookies of a session. */
export function stranger(origin: string, realm: Realm, given: readonly string[] = []): Person {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (texts: readonly string[]) => {
    for (const text of texts) {
      const [name = '', value = ''] = text.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      if (value === '' || /max-age=0/i.test(text)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  keep(given);
  const client = createClient({
    origin,
    headers: () => ({ 'x-tessera-app': realm, ...(cookies.size > 0 && { cookie: cookie() }) }),
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      keep(response.headers.getSetCookie());
      return response;
    },
  });
  return { client, cookie };
}

export function device(origin: string, token: string): Client {
  return createClient({ origin, headers: () => ({ authorization: `Bearer ${token}` }) });
}

/** Tries until it succeeds; for what a job or a notice brings about. @throws the last error, after forty seconds unless told otherwise */
export async function eventually<Result>(attempt: () => Promise<Result>, waitMs = WAIT_MS): Promise<Result> {
  const deadline = Date.now() + waitMs;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 1.2, 250)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function readMessages(outbox: string): Promise<{ to: string; text: string }[]> {
  const files = (await readdir(outbox).catch(() => [])).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(outbox, file), 'utf8'))));
}

const problemShape = z.object({
  code: z.string(),
  requestId: z.string(),
  params: z.looseObject({ issues: z.array(z.object({ path: z.string(), problem: z.string() })).default([]) }),
});

/** A refusal as it left the server, with its HTTP status and media type. */
export async function problemOf(response: Response) {
  return { ...problemShape.parse(await response.json()), status: response.status, mediaType: response.headers.get('content-type') };
}

/** The code of a refusal, for an assertion in one line: `await codeOf(call)`. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
