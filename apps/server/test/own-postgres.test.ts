/**
 * A PostgreSQL of one's own, in the oldest version that will do, as a distribution ships it: from the first start to a restore by one command.
 * Where no PostgreSQL 15 is installed there is nothing to play it on, and it is reported as skipped.
 */
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@tessera/kernel';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_MEMBERS } from '../seed/people.ts';
import { findBinaries } from '../src/platform/embedded/binaries.ts';
import { chooseRunAs, type RunAs, runProgram } from '../src/platform/embedded/run-as.ts';
import { enrol, freePort, launch, launchServer, signIn, stopLaunched } from './launch.ts';
import { device, eventually } from './world.ts';

const OLDEST = 15;
const folder = await mkdtemp(join(tmpdir(), 'tessera-own-'));
const cluster = join(folder, 'cluster');
const runAs: RunAs = chooseRunAs(cluster);
const binaries = await findBinaries(folder, runAs, OLDEST).catch(() => undefined);

describe.skipIf(binaries === undefined)(`on a PostgreSQL ${OLDEST} of one's own`, () => {
  let port: number;
  let environment: Record<string, string>;

  beforeAll(async () => {
    port = await freePort();
    await mkdir(cluster, { mode: 0o700 });
    if (runAs.kind === 'user') await chown(cluster, runAs.uid, runAs.gid);
    await program('initdb', '-D', cluster, '-U', 'admin', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync');
    const options = `-p ${port} -k ${cluster} -c listen_addresses=127.0.0.1 -c fsync=off`;
    await program('pg_ctl', 'start', '-D', cluster, '-w', '-s', '-l', join(cluster, 'server.log'), '-o', options);
    // What the documents ask an administrator for, and no more.
    await asAdministrator('create role tessera_owner login createrole createdb');
    await asAdministrator('create database tessera owner tessera_owner');
    environment = { DATA_DIR: join(folder, 'data'), DATABASE_URL: `postgresql://tessera_owner@127.0.0.1:${port}/tessera`, SECRET: '' };
  }, 90_000);
  afterAll(async () => {
    await stopLaunched();
    await program('pg_ctl', 'stop', '-D', cluster, '-m', 'immediate', '-w', '-s');
  }, 60_000);

  async function program(name: string, ...words: string[]): Promise<void> {
    const { code, output } = await runProgram(runAs, [join(binaries?.directory ?? '', name), ...words], { cwd: folder, timeoutMs: 60_000 });
    if (code !== 0) throw new Error(`${name}: ${output}`);
  }

  async function asAdministrator(statement: string): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: `postgresql://admin@127.0.0.1:${port}/postgres` });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** A command that has to end well; answers what it said. */
  async function command(name: string, ...words: string[]): Promise<string> {
    const { exited, output } = launch(name, environment, words);
    if ((await exited) !== 0) throw new Error(output());
    return output();
  }

  test('a demo, a payment, a backup while people pay, a restore by one command, and the audit log verifies', { timeout: 300_000 }, async () => {
    expect(Number((await asAdministrator('show server_version_num')).rows[0]?.server_version_num)).toBeLessThan((OLDEST + 1) * 10_000);
    const uid = DEMO_MEMBERS[0].uid;
    const first = await launchServer(environment);
    const token = await enrol(first.origin, await signIn(first.origin, 'console', 'admin'));
    const pay = (key: string) => device(first.origin, token).payments.charge({ amountMinor: 123, credential: { kind: 'card', uid } }, { key });
    const [before, after] = [newId<'payment'>(), newId<'payment'>()];
    expect(await pay(before)).toMatchObject({ outcome: 'approved' });
    const member = await signIn(first.origin, 'member', DEMO_MEMBERS[0].memberNumber);
    const { balanceMinor } = await member.client.wallets.getOwnWallet();

    const name = /The backup (\S+) is made/.exec(await command('back-up.ts'))?.[1] ?? 'none';
    expect(await command('back-up.ts', '--verify', `--backup=${name}`)).toContain(`The backup ${name} is good`);
    expect(await pay(after)).toMatchObject({ outcome: 'approved' });
    first.child.kill('SIGTERM');
    expect(await first.exited).toBe(0);

    expect(await command('restore.ts', `--backup=${name}`, '--yes')).toContain('every unit sums to zero');
    expect(await command('verify-audit.ts')).toContain('The audit log is sound');

    const second = await launchServer(environment);
    const again = await signIn(second.origin, 'member', DEMO_MEMBERS[0].memberNumber);
    expect((await again.client.wallets.getOwnWallet()).balanceMinor).toBe(balanceMinor);
    const admin = await signIn(second.origin, 'console', 'admin');
    await eventually(async () => expect((await admin.client.payments.getPayment({ paymentId: before })).payment.amountMinor).toBe(123));
    await expect(admin.client.payments.getPayment({ paymentId: after })).rejects.toMatchObject({ status: 404 });
    expect(await admin.client.ledger.verifyJournal()).toMatchObject({ sound: true, faults: [] });
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));
