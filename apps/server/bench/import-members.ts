/**
 * An import of many members through the real server: how long each step takes, and what its two processes need of memory.
 * `node --import tsx apps/server/bench/import-members.ts [rows] [profile directory]`, after `npm run build`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '@tessera/kernel';
import { megabytesOf, signInAtDesk } from './bench-desk.ts';
import { type ServerProcess, startServer } from './children.ts';
import { type Ground, openGround } from './ground.ts';
import { startMeter } from './processor.ts';

const ROWS_DEFAULT = 100_000;
const LOOK_EVERY_MS = 200;
const LIMIT_MS = 30 * 60_000;

/** Five columns, a phone each, two hundred classes. */
function fileOf(rows: number): File {
  const lines = Array.from({ length: rows }, (_, at) => {
    const digits = String(at).padStart(8, '0');
    return `B${digits},李${'明华芳伟静'[at % 5]}${'强敏杰磊洋'[Math.floor(at / 5) % 5]},学生,${Math.floor(at / 500) % 200}班,138${digits}`;
  });
  return new File(['编号,姓名,类型,部门,手机\n', lines.join('\n'), '\n'], 'members.csv');
}

type Step = { name: string; run: () => Promise<unknown>; until: readonly string[] };

async function measure(ground: Ground, { web, worker }: { web: ServerProcess; worker: ServerProcess }, rows: number): Promise<void> {
  const client = await signInAtDesk(ground, web.port);
  const view: { id?: Id<'import'> } = {};
  const current = async () => {
    if (!view.id) throw new Error('nothing was sent yet');
    return client.imports.getImport({ importId: view.id });
  };
  const steps: Step[] = [
    {
      name: 'upload and read',
      run: async () => (view.id = (await client.imports.uploadImport({ kind: 'members', file: fileOf(rows) })).id),
      until: ['mapping'],
    },
    {
      name: 'check',
      run: async () => {
        const { id, mapping } = await current();
        await client.imports.checkImport({ importId: id, mapping: mapping ?? {}, options: { missingDepartments: 'create' } });
      },
      until: ['checked'],
    },
    { name: 'apply', run: async () => client.imports.confirmImport({ importId: (await current()).id }), until: ['done'] },
  ];
  for (const { name, run, until } of steps) {
    const meter = startMeter({
      ...(ground.postmaster !== undefined && { database: ground.postmaster }),
      server: web.pid,
      worker: worker.pid,
      bench: process.pid,
    });
    const startedAt = performance.now();
    await run();
    for (;;) {
      const { status } = await current();
      if (until.includes(status)) break;
      if (status === 'failed' || status === 'paused' || performance.now() - startedAt > LIMIT_MS) throw new Error(`the import is ${status}`);
      await sleep(LOOK_EVERY_MS);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const { micros, othersShare } = meter.stop();
    const used = Object.entries(micros).map(([party, spent]) => `${party} ${(spent / 1e6).toFixed(1)} s`);
    console.log(`${name}: ${seconds.toFixed(1)} s; processor time: ${used.join(', ')}; others took ${(othersShare * 100).toFixed(0)} %`);
  }
  const { newCount, wrongCount } = await current();
  if (newCount !== rows || wrongCount > 0) throw new Error(`${newCount} of ${rows} members were entered`);
  console.log(`most memory: worker ${megabytesOf(worker).toFixed(0)} MB, web ${megabytesOf(web).toFixed(0)} MB`);
}

async function main(): Promise<void> {
  const rows = Number(process.argv[2] ?? ROWS_DEFAULT);
  const ground = await openGround(undefined);
  const servers: ServerProcess[] = [];
  try {
    const setting = { databaseUrl: ground.database.ownerUrl, secret: ground.secret, dataDir: ground.dataDir, profileDirectory: process.argv[3] };
    const web = await startServer({ ...setting, role: 'web' });
    servers.push(web);
    const worker = await startServer({ ...setting, role: 'worker' });
    servers.push(worker);
    await measure(ground, { web, worker }, rows);
  } finally {
    for (const server of servers) await server.stop();
    await ground.close();
  }
}

await main();
