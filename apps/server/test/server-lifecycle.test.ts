/** The server as processes: what a person at a terminal, a power cut and a second machine do to it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_MEMBERS } from '../seed/people.ts';
import { enrol, freePort, launch, launchServer, signIn, stopLaunched } from './launch.ts';
import { device, eventually } from './world.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tessera-process-'));
});
afterAll(async () => {
  await stopLaunched();
  await rm(dataDir, { recursive: true, force: true });
});

const environment = (more: Record<string, string> = {}) => ({ DATA_DIR: dataDir, LOG_LEVEL: 'info', DATABASE_URL: '', ...more });

test('a demo campus is there after the first start, once, and survives kill -9 of the server in the middle of charges', {
  timeout: 240_000,
}, async () => {
  const first = await launchServer(environment());
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

  const second = await launchServer(environment());
  // The clients ask again with the keys they had; each charge happened once, whether or not its answer arrived.
  for (const key of keys) expect(await charge(second.origin, key)).toMatchObject({ outcome: 'approved' });
  const again = await signIn(second.origin, 'member', DEMO_MEMBERS[0].memberNumber);
  expect((await again.client.wallets.getOwnWallet()).balanceMinor).toBe(before - 300);
  const auditor = await signIn(second.origin, 'console', 'admin');
  expect(await auditor.client.ledger.verifyJournal()).toMatchObject({ sound: true });
  expect((await auditor.client.organizations.listOrganizations({ kind: 'operator' })).items).toHaveLength(1);
});

test('a second server process on the same data serves too, and what one charges the other shows', { timeout: 120_000 }, async () => {
  const web = await launchServer(environment({ ROLE: 'web' }));
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
  const refused = launch('main.ts', environment({ PORT: String(port) }));
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=8081 npm start`);
  expect(refused.output()).not.toContain('    at ');
  occupant.close();
});

test('a wrong setting is said in one sentence', { timeout: 60_000 }, async () => {
  const refused = launch('main.ts', environment({ PORT: 'eighty' }));
  expect(await refused.exited).toBe(1);
  expect(refused.output().trim().split('\n')).toEqual(['PORT is not a number.']);
});
