import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../test/database.ts';
import { systemActor } from './ctx.ts';
import type { Database } from './database.ts';

let database: Database;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.close());

/** How the planner takes a call: by its name, or written out as the function's body. */
const planOf = (call: string): Promise<string> =>
  database.transaction(systemActor("the tests' own"), { readOnly: true }, async (ctx) => {
    const { rows } = await sql<Record<string, string>>`explain (verbose, costs off) select ${sql.raw(call)}`.execute(ctx.tx);
    return rows.flatMap((row) => Object.values(row)).join('\n');
  });

test('no function that tells who the actor is gets written into the plans of all the policies that ask it', async () => {
  const { rows } = await database.pool.query<{ call: string }>(
    `select format('platform.%I()', proname) as call from pg_proc where pronamespace = 'platform'::regnamespace and proname ~ '^(actor|is|staff)_'`,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { call } of rows) expect(await planOf(call)).toContain(call);
});
