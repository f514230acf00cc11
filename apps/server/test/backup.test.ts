/** An accident, rehearsed: a backup made at noon while people pay, and what becomes of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupView } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupPlaceOf } from '../src/backup-place.ts';
import { restoreBackup } from '../src/modules/backup/index.ts';
import { backupPath } from '../src/platform/backup/backup-file.ts';
import { dropSibling, siblingUrl } from '../src/platform/backup/sibling-database.ts';
import { systemActor } from '../src/platform/ctx.ts';
import { openDatabase } from '../src/platform/database.ts';
import { openKeyRing } from '../src/platform/keys/key-ring.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { asOwner, createDatabase, TEST_APP_ROLE } from './database.ts';
import { createWorld, eventually, type MemberPerson, type Person, type TillDevice, type World } from './world.ts';

const SYSTEM = systemActor('test');

let world: World;
let admin: Person;
let till: TillDevice;
let members: MemberPerson[];
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  members = await Promise.all([1, 2, 3, 4].map(() => world.member(admin, { balanceMinor: 100_000 })));
}, 60_000);
afterAll(() => world?.close());

const one = async (id: string): Promise<BackupView> => {
  const found = (await admin.client.backup.listBackups({ limit: 200 })).items.find((item) => item.id === id);
  if (!found) throw new Error('the backup is not listed');
  return found;
};
const made = async (): Promise<BackupView> => {
  const { id } = await admin.client.backup.makeBackup({}, { key: newId() });
  return ended(id);
};
/** Once neither is under way; a whole database is restored meanwhile. */
const ended = async (id: string): Promise<BackupView> => {
  await expect.poll(async () => (await admin.client.backup.getBackupOverview({})).running, { timeout: 45_000, interval: 200 }).toBeNull();
  return one(id);
};
const drilled = async (id: BackupView['id']): Promise<BackupView> => {
  await admin.client.backup.drillBackup({ backupId: id });
  return ended(id);
};
const place = () => backupPlaceOf(world.config);
const fileOf = ({ name }: BackupView) => backupPath(world.config.backupDir, name);

/** Pays until told to stop; answers how many charges went through. */
function payOn(): { stop: () => Promise<number> } {
  let goesOn = true;
  let approved = 0;
  const pay = async (member: MemberPerson) => {
    while (goesOn) {
      const credential = { kind: 'member' as const, memberNumber: member.memberNumber };
      const answer = await till.client.payments.charge({ amountMinor: 1, credential }, { key: newId() });
      if (answer.outcome === 'approved') approved += 1;
    }
  };
  const all = Promise.all(members.map(pay));
  return {
    stop: async () => {
      goesOn = false;
      await all;
      return approved;
    },
  };
}

describe('a backup made while people pay', () => {
  let backup: BackupView;
  test('is complete, of one instant, and says what it holds', async () => {
    const paying = payOn();
    backup = await made();
    const approved = await paying.stop();
    expect(backup).toMatchObject({
      state: 'complete',
      kind: 'manual',
      requestedBy: 'administrator',
      fault: null,
      productVersion: expect.any(String),
    });
    expect(backup.rows).toBeGreaterThan(100);
    expect((await stat(fileOf(backup))).size).toBe(backup.size);
    expect(approved).toBeGreaterThan(0);
  }, 60_000);

  test('is rehearsed: restored beside the running system, its books, audit log and keys verified, and dropped', async () => {
    const view = await drilled(backup.id);
    expect(view.drill).toMatchObject({ state: 'passed', faults: [], pages: backup.pages });
    expect(view.drill?.transfers).toBeGreaterThan(0);
    expect(await databasesLike('_drill_')).toEqual([]);
    expect(await admin.client.backup.getBackupOverview({})).toMatchObject({
      lastGoodAt: backup.startedAt,
      lastDrillAt: expect.any(String),
      running: null,
    });
  }, 60_000);

  test('is restored into another installation by the recovery key alone, and sealed fields open there', async () => {
    const target = await createDatabase();
    const said: string[] = [];
    const otherSecret = 'the secret of another machine, forty letters';
    const result = await restoreInto(target.ownerUrl, fileOf(backup), {
      say: (sentence) => said.push(sentence),
      secretOf: () => otherSecret,
      // Another installation on one cluster has another role.
      appRole: 'tessera_elsewhere',
    });
    expect(result).toMatchObject({ outcome: 'restored', check: { faults: [], pages: backup.pages } });
    expect(said.join(' ')).toContain('whole');
    const restored = await openDatabase({
      ownerUrl: target.ownerUrl,
      appRole: 'tessera_elsewhere',
      secret: otherSecret,
      timeZone: 'Asia/Shanghai',
      poolSize: 2,
    });
    const people = (from: typeof restored) =>
      from.transaction(SYSTEM, {}, (ctx) =>
        sql`select id from organizations.staff union all select id from organizations.staff_grant order by 1`.execute(ctx.tx),
      );
    expect((await people(restored)).rows.length).toBeGreaterThan(1);
    expect((await people(restored)).rows).toEqual((await people(world.database)).rows);
    const keys = await openKeyRing({ database: restored, secret: otherSecret, clock: world.clock, onFault: () => undefined });
    const { rows } = await restored.transaction(SYSTEM, {}, (ctx) =>
      sql<{ sealed: string }>`select seed_sealed as sealed from cards.card where seed_sealed is not null limit 1`.execute(ctx.tx),
    );
    expect(createSecretBox(keys).open('cards.seed', rows[0]?.sealed ?? '')).not.toBe('');
    keys.close();
    await restored.close();
    const kept = result.outcome === 'restored' ? result.keptDatabase : '';
    await dropSibling(siblingUrl(target.ownerUrl, 'postgres'), kept);
    await target.drop();
  }, 60_000);

  test('is fetched by who may change backups only, and that is recorded', async () => {
    const auditor = await world.staff('auditor');
    await expect(auditor.client.backup.downloadBackup({ backupId: backup.id })).rejects.toMatchObject({ code: 'request.forbidden' });
    const file = await admin.client.backup.downloadBackup({ backupId: backup.id });
    expect(file.size).toBe(backup.size);
    const { items } = await admin.client.audit.listRecords({ q: backup.id });
    expect(items.map((item) => item.action)).toEqual(expect.arrayContaining(['backup.makeBackup', 'backup.completeBackup', 'backup.downloadBackup']));
  });

  test('is watched by how old it is', async () => {
    world.pass(60);
    const text = await (await fetch(`${world.origin}/metrics`)).text();
    expect(Number(/^tessera_backup_age_seconds (\S+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(60);
  });
});

describe('what goes wrong', () => {
  test('two at once: the second is told to wait', async () => {
    const answers = await Promise.allSettled([1, 2, 3].map(() => admin.client.backup.makeBackup({}, { key: newId() })));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(2);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'backup.running' });
    await expect.poll(async () => (await admin.client.backup.getBackupOverview({})).running, { timeout: 45_000 }).toBeNull();
  }, 60_000);

  test('a folder that cannot be written to: the backup fails, says why, and leaves nothing', async () => {
    const { backupDir } = world.config;
    await rm(backupDir, { recursive: true });
    await writeFile(backupDir, 'in the way');
    const view = await made();
    expect(view).toMatchObject({ state: 'failed', fault: 'folder_unwritable' });
    await rm(backupDir);
  }, 60_000);

  test.skipIf(!mayMount())(
    'a disk that is full: the backup fails, says why and leaves nothing, who keeps the backups hears of it, and the next one works',
    async () => {
      const { backupDir } = world.config;
      await mkdir(backupDir, { recursive: true });
      mount('-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', backupDir);
      try {
        const view = await made();
        expect(view).toMatchObject({ state: 'failed', fault: 'disk_full', size: null });
        expect(await readdir(backupDir)).toEqual([]);
        await eventually(async () => {
          const { items } = await admin.client.notifications.listOwnNotices({ limit: 50, language: 'en' });
          expect(items.filter(({ kind, text }) => kind === 'backup.failed' && text.includes(view.name))).toHaveLength(1);
        });
        mount('-o', 'remount,size=64m', backupDir);
        const next = await made();
        expect(next).toMatchObject({ state: 'complete', fault: null });
        expect(await readdir(backupDir)).toEqual([`${next.name}.tessera-backup`]);
      } finally {
        execFileSync('umount', ['-l', backupDir]);
      }
    },
    60_000,
  );

  test('a damaged or missing file: the drill says so', async () => {
    const view = await made();
    const whole = await readFile(fileOf(view));
    await writeFile(fileOf(view), whole.subarray(0, whole.length - 1_000));
    expect((await drilled(view.id)).drill).toMatchObject({ state: 'failed', faults: ['file_damaged'] });
    await rm(fileOf(view));
    expect((await drilled(view.id)).drill).toMatchObject({ state: 'failed', faults: ['file_missing'] });
  }, 60_000);

  test('books that somebody has changed: the drill does not pass, and a restore changes nothing', async () => {
    await asOwner(
      world.database.ownerUrl,
      `update ledger.account set balance = balance + 1 where id = (select max(id) from ledger.account where not hot)`,
    );
    const view = await made();
    expect((await drilled(view.id)).drill).toMatchObject({ state: 'failed', faults: ['books_broken'] });
    const target = await createDatabase();
    await asOwner(target.ownerUrl, 'create table public.mine (id int)');
    expect(await restoreInto(target.ownerUrl, fileOf(view))).toMatchObject({ outcome: 'refused', faults: ['books_broken'] });
    await asOwner(target.ownerUrl, 'select id from public.mine');
    expect(await databasesLike('_restore_')).toEqual([]);
    await target.drop();
    await asOwner(
      world.database.ownerUrl,
      `update ledger.account set balance = balance - 1 where id = (select max(id) from ledger.account where not hot)`,
    );
  }, 60_000);

  test('somebody who is connected: the restore begins nothing', async () => {
    const view = await made();
    const target = await createDatabase();
    // As a server would be: by the application's role, of which the owner may not see everything.
    const asServer = new URL(world.database.appUrl);
    asServer.pathname = new URL(target.ownerUrl).pathname;
    const client = new pg.Client({ connectionString: asServer.href, application_name: 'tessera' });
    await client.connect();
    await expect(restoreInto(target.ownerUrl, fileOf(view))).rejects.toThrow(/tessera \(1\)/);
    await client.end();
    await eventually(async () =>
      expect(await restoreInto(target.ownerUrl, fileOf(view), { confirm: async () => false })).toEqual({ outcome: 'not_confirmed' }),
    );
    await target.drop();
  }, 60_000);
});

const restoreInto = (ownerUrl: string, path: string, change: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({
    path,
    key: place().key(),
    ownerUrl,
    appRole: TEST_APP_ROLE,
    timeZone: 'Asia/Shanghai',
    sources: place().sources,
    dataDir: join(world.config.dataDir, 'elsewhere'),
    secretOf: (manifest) => manifest.secret,
    stamp: newId().slice(-12),
    say: () => undefined,
    onProgress: () => undefined,
    confirm: async () => true,
    ...change,
  });

const mount = (...words: string[]) => execFileSync('mount', words, { stdio: 'pipe' });

/** Whether this machine lets the test make a small disk: as root, outside most containers. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', folder], { stdio: 'ignore' });
  if (status === 0) execFileSync('umount', [folder]);
  rmdirSync(folder);
  return status === 0;
}

async function databasesLike(part: string): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ name: string }>('select datname as name from pg_database where position($1 in datname) > 0', [
    `${new URL(world.database.ownerUrl).pathname.slice(1)}${part}`,
  ]);
  return rows.map(({ name }) => name);
}
