import { createHash } from 'node:crypto';
import { AppError } from '@tessera/contract';
import { idTimeMs } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';

/** The key was used before, for another request. */
export class KeyReused extends Error {
  override name = 'KeyReused';
}

/** A key is a UUIDv7 of about now: so long may it have waited at a till that was cut off, and so far may a clock be ahead. */
const KEY_AGE_MAX_MS = 7 * 24 * 60 * 60 * 1000;
const KEY_AHEAD_MAX_MS = 5 * 60 * 1000;

/** What is older has been forgotten, so it could not be known again. @throws AppError `request.invalid` */
export function checkKeyAge(key: string, now: Date): void {
  const ageMs = now.getTime() - idTimeMs(key);
  if (ageMs > KEY_AGE_MAX_MS || ageMs < -KEY_AHEAD_MAX_MS) throw new AppError('request.invalid', { path: 'key' });
}

export type Claim = {
  /** Who the key belongs to: two callers may use the same key. At most 200 characters. */
  scope: string;
  /** 1 to 200 characters. */
  key: string;
  /** What was asked for, as JSON; only its hash is kept. */
  fingerprint: unknown;
};

/**
 * Runs `fn` once per scope and key, and returns its stored response ever after. A second request with the same key waits until the
 * first has committed or failed; when it failed, the second runs. `fn` returns JSON.
 * @throws KeyReused
 */
export async function once<Response>(ctx: Ctx, claim: Claim, fn: () => Promise<Response>): Promise<{ response: Response; replayed: boolean }> {
  const fingerprint = fingerprintOf(claim.fingerprint);
  for (let attempt = 1; ; attempt += 1) {
    if (await insertKey(ctx, claim, fingerprint)) {
      const response = await fn();
      await storeResponse(ctx, claim, response);
      return { response, replayed: false };
    }
    const known = await findKey<Response>(ctx, claim);
    if (known && known.fingerprint !== fingerprint) throw new KeyReused(`the key was used for another request: ${claim.key}`);
    if (known) return { response: known.response, replayed: true };
    // The row that was in the way has been forgotten meanwhile.
    if (attempt === MAX_ATTEMPTS) throw new Error('an idempotency key appears and disappears');
  }
}

const MAX_ATTEMPTS = 3;

/** sha256, hexadecimal, of the JSON of `value` with the keys of its objects in order. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function canonicalJson(value: unknown): string {
  const inOrder = (_key: string, item: unknown): unknown =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return JSON.stringify(value, inOrder) ?? 'null';
}

/** Waits for another transaction that has the same key. */
async function insertKey(ctx: Ctx, { scope, key }: Claim, fingerprint: string): Promise<boolean> {
  const { rows } = await sql`
    insert into platform.idempotency (scope, key, fingerprint, at) values (${scope}, ${key}, ${fingerprint}, ${ctx.now})
    on conflict (scope, key) do nothing returning key`.execute(ctx.tx);
  return rows.length === 1;
}

/** Whether the key has its answer already. */
export async function isKnown(ctx: Ctx, claim: Pick<Claim, 'scope' | 'key'>): Promise<boolean> {
  return (await findKey(ctx, claim)) !== undefined;
}

async function findKey<Response>(
  ctx: Ctx,
  { scope, key }: Pick<Claim, 'scope' | 'key'>,
): Promise<{ fingerprint: string; response: Response } | undefined> {
  const { rows } = await sql<{ fingerprint: string; response: Response }>`
    select fingerprint, response from platform.idempotency where scope = ${scope} and key = ${key}`.execute(ctx.tx);
  return rows[0];
}

async function storeResponse(ctx: Ctx, { scope, key }: Claim, response: unknown): Promise<void> {
  const json = JSON.stringify(response) ?? 'null';
  await sql`update platform.idempotency set response = ${json}::jsonb where scope = ${scope} and key = ${key}`.execute(ctx.tx);
}

/** Forgets all that one caller was answered. */
export async function forgetKeysOf(ctx: Ctx, scope: string): Promise<void> {
  await sql`delete from platform.idempotency where scope = ${scope}`.execute(ctx.tx);
}

/** Forgets up to `limit` keys from before `before`; returns how many. */
export async function forgetKeys(ctx: Ctx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from platform.idempotency where (scope, key) in (
      select scope, key from platform.idempotency where at < ${before} limit ${limit} for update skip locked)`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}
