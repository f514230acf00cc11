import { randomBytes } from 'node:crypto';
import { businessDayOf, newId, toMinor } from '@tessera/kernel';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { dropSibling } from '../../platform/backup/sibling-database.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { readFunctions, readMigrations } from '../../platform/migration-files.ts';
import { parserOf } from '../../platform/parsers.ts';
import type { Account, OpenAccount } from './account.ts';
import { type BatcherOptions, createBatcher } from './batcher.ts';
import type { ChargeAnswer, ChargeInput } from './charge.ts';
import { openAccount } from './open-account.ts';
import { post } from './post.ts';
import { LedgerRefusal } from './refusal.ts';
import { TRANSFER_CODES } from './transfer.ts';

/** Noon of a Monday in Shanghai. */
export const NOON = new Date('2026-03-02T04:00:00Z');
export const TODAY = dayOf(NOON);

export function dayOf(at: Date): string {
  return businessDayOf(at, 'Asia/Shanghai');
}

/** A database of its own, used with the rights of the application. */
export type TestDatabase = {
  readonly connection: pg.ClientConfig;
  /** The owner's connection: for tampering, and for killing sessions. */
  readonly owner: pg.Pool;
  run<Result>(work: (ctx: Ctx) => Promise<Result>, now?: Date): Promise<Result>;
  drop(): Promise<void>;
};

/** A fresh database on the server of `TEST_DATABASE_URL`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
  const name = `ledger_${randomBytes(6).toString('hex')}`;
  await once(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const db = await openTestDatabase(url.href);
  return {
    ...db,
    async drop() {
      await db.drop();
      await dropSibling(server, name);
    },
  };
}

/** Brings the ledger into an empty database; `drop` only closes the connections. */
export async function openTestDatabase(url: string): Promise<TestDatabase> {
  const owner = openPool({ connectionString: url, max: 4 });
  await owner.query(`do $$ begin create role tessera_app login; exception when duplicate_object or unique_violation then null; end $$`);
  await owner.query('grant tessera_app to current_user').catch(() => undefined); // Several files start at once; one of them succeeds.
  const ledger = { module: 'ledger', directory: import.meta.dirname };
  for (const file of [...readMigrations(ledger), readFunctions(ledger)]) if (file) await owner.query(file.text);

  const connection = { connectionString: url, options: '-c role=tessera_app' };
  const kysely = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool: openPool({ ...connection, max: 24 }) }) });
  return {
    connection,
    owner,
    run: (work, now = NOON) =>
      kysely.transaction().execute((tx) => work({ tx, now, requestId: 'test', actor: { kind: 'system', name: 'test', permissions: new Set() } })),
    async drop() {
      await kysely.destroy();
      await owner.end();
    },
  };
}

/** Sessions are killed, by tests and by the final drop; an idle one that dies is no error. */
function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ types: { getTypeParser: parserOf }, ...config });
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** One server process' batcher, with a clock that stands still until it is moved. */
export function testBatcher(db: TestDatabase, clock: { now: Date } = { now: NOON }, options: Partial<BatcherOptions> = {}) {
  return createBatcher({ connection: db.connection, clock: () => clock.now, businessDay: dayOf, ...options });
}

export type TestBooks = { readonly bank: Account; readonly merchant: Account };

/** A bank account that money comes from, and a merchant that it goes to. */
export async function openBooks(db: TestDatabase): Promise<TestBooks> {
  return db.run(async (ctx) => ({
    bank: await openAccount(ctx, { owner: newId(), kind: 'channel', hot: true }),
    merchant: await openAccount(ctx, { owner: newId(), kind: 'merchant', hot: true }),
  }));
}

/** A wallet with money in it, from the bank, so that the books balance. */
export async function openWallet(
  db: TestDatabase,
  wallet: { readonly books: TestBooks; readonly balance: number } & Partial<OpenAccount>,
): Promise<Account> {
  const { books, balance, ...terms } = wallet;
  return db.run(async (ctx) => {
    const account = await openAccount(ctx, { owner: newId(), kind: 'wallet', ...terms });
    if (balance > 0)
      await post(ctx, {
        businessOn: dayOf(ctx.now),
        transfers: [{ id: newId(), debit: books.bank.id, credit: account.id, amountMinor: toMinor(balance), code: TRANSFER_CODES.topUp }],
      });
    return account;
  });
}

/** A charge of 10.00 unless told otherwise. */
export function chargeOf(
  parties: { readonly wallet: Account; readonly books: TestBooks },
  terms: Partial<Omit<ChargeInput, 'amountMinor'>> & { readonly amount?: number } = {},
): ChargeInput {
  const { amount = 1_000, ...rest } = terms;
  return {
    id: newId(),
    debit: parties.wallet.id,
    credit: parties.books.merchant.id,
    amountMinor: toMinor(amount),
    code: TRANSFER_CODES.payment,
    ...rest,
  };
}

/** Sends a charge again while it is told `busy`, as a till does, with the same key. */
export const asTillsDo = (charge: () => Promise<ChargeAnswer>): Promise<ChargeAnswer> =>
  again(charge, (error) => error instanceof LedgerRefusal && error.reason === 'busy');

/** Five tries at most. */
export async function again<Result>(work: () => Promise<Result>, isPassing: (error: unknown) => boolean): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 5 || !isPassing(error)) throw error;
    }
  }
}
