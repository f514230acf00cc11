/**
 * What it costs that nobody sees what is not theirs: charges through HTTP, and lists of fifty rows, with row-level security on and off by
 * turns. `node --import tsx apps/server/bench/isolation-cost.ts [rounds]`, after `npm run build`.
 */
import type { Permission } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type pg from 'pg';
import { listCards } from '../src/modules/cards/list-cards.ts';
import { listMembers } from '../src/modules/members/list-members.ts';
import { appointStaff, createDepartment, createOperator } from '../src/modules/organizations/index.ts';
import { listPayments } from '../src/modules/payments/list-payments.ts';
import { projectMovements } from '../src/modules/payments/project-movements.ts';
import { type Actor, type Ctx, systemActor } from '../src/platform/ctx.ts';
import { withinScope } from '../src/platform/department-scope.ts';
import { startGenerator, startServer } from './children.ts';
import { type Ground, openGround } from './ground.ts';
import { seedCampus } from './seed-campus.ts';

const ROUNDS_DEFAULT = 8;
const SECONDS = 3;
const WARM_UP_SECONDS = 10;
const LISTS_PER_ROUND = 60;
const SYSTEM = systemActor('bench');
const RIGHTS = ['members.read', 'cards.read', 'payments.read'] as const satisfies readonly Permission[];

/** Takes row-level security off every table, and answers how to put it back. */
async function unguard(owner: pg.Pool): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity`,
  );
  for (const { name } of rows) await owner.query(`alter table ${name} disable row level security`);
  return async () => {
    for (const { name } of rows) await owner.query(`alter table ${name} enable row level security`);
  };
}

/** Somebody of the operator, and somebody who is bounded to a department in which a fifth of the members are. */
async function peopleOf({ database, owner }: Ground): Promise<Record<string, Actor>> {
  const [organizationId, departmentId, staffId] = await database.transaction(SYSTEM, {}, async (ctx) => {
    const { id } = await createOperator(ctx, { name: '一卡通中心' });
    const department = await createDepartment(ctx, { organizationId: id, parentId: null, name: '一部' });
    const staff = await appointStaff(ctx, { name: '周明', userName: 'bench-clerk', password: newId(), organizationId: id, role: 'administrator' });
    return [id, department.id, staff.id] as const;
  });
  await owner.query(`update members.member set department_id = $1 where hashtext(id::text) % 5 = 0`, [departmentId]);
  await owner.query('vacuum analyze members.member');
  const person = (departments?: Id<'department'>[]): Actor => ({
    kind: 'staff',
    userId: newId(),
    staffId,
    name: '周明',
    organizationId,
    organizationKind: 'operator',
    permissions: new Set(RIGHTS),
    ...(departments && { departmentsOf: new Map(RIGHTS.map((right) => [right, departments])) }),
  });
  return { 'the operator': person(), 'a bounded clerk': person([departmentId]) };
}

type List = { name: string; permission: Permission; run: (ctx: Ctx) => Promise<{ items: unknown[] }> };

function listsOf({ secrets }: Ground): List[] {
  return [
    { name: 'members', permission: 'members.read', run: (ctx) => listMembers(ctx, { limit: 50, sort: 'newest' }, secrets) },
    { name: 'cards', permission: 'cards.read', run: (ctx) => listCards(ctx, { limit: 50 }, secrets) },
    { name: 'payments', permission: 'payments.read', run: (ctx) => listPayments(ctx, { limit: 50 }) },
  ];
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Both ways by turns, so that what else the machine does falls on both alike. */
async function byTurns(owner: pg.Pool, rounds: number, measure: () => Promise<number>): Promise<{ guarded: number; open: number }> {
  const [guarded, open]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    guarded.push(await measure());
    const guard = await unguard(owner);
    open.push(await measure());
    await guard();
  }
  return { guarded: medianOf(guarded), open: medianOf(open) };
}

async function listMs(ground: Ground, actor: Actor, { permission, run }: List): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < LISTS_PER_ROUND; time += 1) {
    const startedAt = performance.now();
    const scoped = withinScope(actor, { permission });
    const { items } = await ground.database.transaction(scoped, { readOnly: true }, run);
    times.push(performance.now() - startedAt);
    if (items.length !== 50) throw new Error(`a list of ${items.length} rows`);
  }
  return medianOf(times);
}

async function measureCharges(ground: Ground, rounds: number): Promise<void> {
  const campus = await seedCampus(ground);
  const generator = startGenerator();
  const server = await startServer({ databaseUrl: ground.database.ownerUrl, secret: ground.secret, dataDir: ground.dataDir, role: 'web' });
  const pids = { ...(ground.postmaster !== undefined && { database: ground.postmaster }), server: server.pid };
  const { spreadTokens: tokens, uids } = campus;
  const task = { door: 'http' as const, port: server.port, tokens, uids, connections: 50, seconds: SECONDS, warmUpSeconds: 0.5 };
  try {
    // From here on the server remembers every payer.
    await generator.measure({ ...task, eachCardFirst: true, warmUpSeconds: 0.5, seconds: WARM_UP_SECONDS }, pids);
    const { guarded, open } = await byTurns(ground.owner, rounds, async () => {
      const { cpuMicros } = await generator.measure(task, pids);
      return (cpuMicros.database ?? 0) + (cpuMicros.server ?? 0);
    });
    const more = ((guarded / open - 1) * 100).toFixed(1);
    console.log(`a charge: ${guarded.toFixed(1)} µs of processor time with row-level security, ${open.toFixed(1)} µs without: ${more} % more`);
  } finally {
    await server.stop();
    await generator.stop();
  }
}

async function measureLists(ground: Ground, rounds: number): Promise<void> {
  for (let pages = 1; pages > 0; ) pages = await ground.database.transaction(SYSTEM, {}, projectMovements);
  await ground.owner.query('vacuum analyze');
  for (const [who, actor] of Object.entries(await peopleOf(ground))) {
    for (const list of listsOf(ground)) {
      await listMs(ground, actor, list);
      const { guarded, open } = await byTurns(ground.owner, rounds, () => listMs(ground, actor, list));
      const more = (guarded - open).toFixed(2);
      console.log(`50 ${list.name} for ${who}: ${guarded.toFixed(2)} ms with, ${open.toFixed(2)} ms without: ${more} ms more`);
    }
  }
}

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? ROUNDS_DEFAULT);
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  try {
    await measureCharges(ground, rounds);
    await measureLists(ground, rounds);
  } finally {
    await ground.close();
  }
}

await main();
