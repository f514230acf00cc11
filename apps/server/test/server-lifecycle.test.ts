/** The server as processes: what a person at a terminal, a power cut and a second machine do to it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@tessera/contract/client';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_MEMBERS, DEMO_PASSWORD } from '../seed/people.ts';
import { device, eventually, type Person, stranger } from './world.ts';

const START_WITHIN_MS = 90_000;
const MAIN = join(import.meta.dirname, '../src/main.ts');

type Server = { child: ChildProcess; origin: string; output: () => string; exited: Promise<number | null> };

let dataDir: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tessera-process-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve))));
  await rm(dataDir, { recursive: true, force: true });
});

function launch(port: number, role = 'all'): Server {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), ROLE: role, LOG_LEVEL: 'info', DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, origin: `http://127.0.0.1:${port}`, output: () => output, exited };
}

async function ready(server: Server, sign = 'Tessera is ready'): Promise<Server> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (!server.output().includes(sign)) {
    if (server.child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${server.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

async function signIn(origin: string, realm: 'console' | 'member', userName: string): Promise<Person> {
  const person = stranger(origin, realm);
  await person.client.identity.signInWithPassword({ userName, password: DEMO_PASSWORD });
  return person;
}

test('a demo campus is there after the first start, once, and survives kill -9 of the server in the middle of charges', {
  timeout: 240_000,
}, async () => {
  const first = await ready(launch(await freePort()));
  const admin = await signIn(first.origin, 'console', 'admin');
  const till = await enrol(first.origin, admin);
  const uid = DEMO_MEMBERS[0].uid;
  const keys = Array.from({ length: 30 }, () => newId<'payment'>());
  const charge = (origin: string, key: string) =>
    device(origin, till).payments.charge({ amountMinor: 10, credential: { kind: 'card', uid } }, { key });
  const member = await signIn(first.origin, 'member', DEMO_MEMBERS[0].memberNumber);
  const before = (await member.client.wallets.getOwnWallet()).balanceMinor;
  const attempts = keys.map((key) => charge(first.origin, key).catch(() => undefined));
  await Promise.race(attempts);
  first.child.kill('SIGKILL');
  await Promise.all(attempts);
  await first.exited;

  const second = await ready(launch(await freePort()));
  // The clients ask again with the keys they had; each charge happened once, whether or not its answer arrived.
  for (const key of keys) expect(await charge(second.origin, key)).toMatchObject({ outcome: 'approved' });
  const again = await signIn(second.origin, 'member', DEMO_MEMBERS[0].memberNumber);
  expect((await again.client.wallets.getOwnWallet()).balanceMinor).toBe(before - 300);
  const auditor = await signIn(second.origin, 'console', 'admin');
  expect(await auditor.client.ledger.verifyJournal()).toMatchObject({ sound: true });
  expect((await auditor.client.organizations.listOrganizations({ kind: 'operator' })).items).toHaveLength(1);
});

test('a second server process on the same data serves too, and what one charges the other shows', { timeout: 120_000 }, async () => {
  const web = await ready(launch(await freePort(), 'web'));
  const admin = await signIn(web.origin, 'console', 'admin');
  const till = await enrol(web.origin, admin);
  const key = newId<'payment'>();
  await device(web.origin, till).payments.charge({ amountMinor: 77, credential: { kind: 'card', uid: DEMO_MEMBERS[1].uid } }, { key });
  await eventually(async () => expect((await admin.client.payments.getPayment({ paymentId: key })).payment.amountMinor).toBe(77));
  web.child.kill('SIGTERM');
  expect(await web.exited).toBe(0);
});

test('a port that is taken is said in one sentence, with the way out', { timeout: 120_000 }, async () => {
  const occupant = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => occupant.listen(port, '127.0.0.1', resolve));
  const refused = launch(port);
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=8081 npm start`);
  expect(refused.output()).not.toContain('    at ');
  occupant.close();
});

test('a wrong setting is said in one sentence', { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: 'eighty' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  expect(output.trim().split('\n')).toEqual(['PORT is not a number.']);
});

async function enrol(origin: string, admin: Person): Promise<string> {
  const { items } = await admin.client.organizations.listOrganizations({ kind: 'merchant', limit: 1 });
  const organizationId = items[0]?.id;
  if (!organizationId) throw new Error('the demo has merchants');
  const { enrolmentCode } = await admin.client.terminals.createTerminal({ name: '测试', kind: 'till', organizationId });
  return (await createClient({ origin }).terminals.enrolTerminal({ enrolmentCode })).token;
}
