import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import pg from 'pg';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { type Act, record } from './record.ts';
import { sealRecords } from './seal-records.ts';
import { type Anchor, beginWalk, type Walk, walkOn } from './walk-chain.ts';

export const SYSTEM = systemActor('test');

export function staffOf(organizationKind: 'operator' | 'merchant', name = '审计员'): Extract<Actor, { kind: 'staff' }> {
  return {
    kind: 'staff',
    userId: newId<'user'>(),
    staffId: newId<'staff'>(),
    name,
    organizationId: newId<'organization'>(),
    organizationKind,
    permissions: new Set(),
  };
}

export const asSystem = <Result>(database: Database, work: (ctx: Ctx) => Promise<Result>): Promise<Result> => database.transaction(SYSTEM, {}, work);

/** One record each, in transactions of their own. */
export async function write(database: Database, actions: readonly string[], act: Partial<Act> = {}): Promise<void> {
  for (const action of actions) await asSystem(database, (ctx) => record(ctx, { action, targetKind: 'thing', targetId: null, ...act }));
}

export async function sealAll(database: Database): Promise<number> {
  let sealed = 0;
  for (let more = 1; more > 0; sealed += more) more = await asSystem(database, sealRecords);
  return sealed;
}

/** A walk from end to end, as the job does it. */
export async function verify(database: Database, anchor?: Anchor): Promise<Walk> {
  let walk = await asSystem(database, (ctx) => beginWalk(ctx, anchor));
  while (walk.end === null) walk = await asSystem(database, (ctx) => walkOn(ctx, walk));
  return walk;
}

export async function headOf(database: Database): Promise<Anchor> {
  return asSystem(database, async (ctx) => {
    const { rows } = await sql<Anchor>`select seq, hash from audit.head`.execute(ctx.tx);
    const [head] = rows;
    if (!head) throw new Error('the chain has no head');
    return head;
  });
}

export async function idsOf(database: Database, actions: readonly string[]): Promise<string[]> {
  const { rows } = await asSystem(database, (ctx) =>
    sql<{ id: string; action: string }>`select id, action from audit.record where action = any (${[...actions]})`.execute(ctx.tx),
  );
  return actions.map((action) => rows.find((row) => row.action === action)?.id ?? '');
}

/** What somebody does who owns the database and means to hide it: row-level security off, triggers off. */
export async function tamper(database: Database, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const tables = ['record', 'pending', 'seal', 'head', 'tombstone'];
  try {
    await client.query(tables.map((table) => `alter table audit.${table} no force row level security`).join(';'));
    await client.query('alter table audit.record disable trigger record_pending');
    await client.query(statements);
  } finally {
    await client.query(tables.map((table) => `alter table audit.${table} force row level security`).join(';'));
    await client.query('alter table audit.record enable trigger record_pending');
    await client.end();
  }
}
