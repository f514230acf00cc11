import { randomBytes } from 'node:crypto';
import { type Ctx, systemActor } from '../ctx.ts';
import type { Database } from '../database.ts';
import { createSecretBox, type DataKey, type KeySource, SecretBoxBroken } from '../secret-box.ts';
import { insertKey, type KeyRow, lockKeys, selectKeys, selectOrigin, updateWrapped } from './key-queries.ts';

/** Thrown when neither `SECRET` nor `SECRET_PREVIOUS` opens the keys of this database. */
export class KeyRingError extends Error {
  override name = 'KeyRingError';
}

export type Secrets = { secret: string; previousSecret?: string | undefined };
export type KeyRing = KeySource & {
  /** Reads the keys again; done every few seconds by itself. */
  reload: () => Promise<void>;
  /** Wraps a new key as the others are. */
  wrap: (material: string) => string;
  close: () => void;
};
export type KeyRingParts = Secrets & { database: Database; clock: () => Date; onFault: (error: unknown) => void };

/** Servers look for new keys this often; a new key seals only when each has surely looked: see `LEAD_MS` in rotate-key.ts. */
const RELOAD_EVERY_MS = 15_000;
const KEY_BYTES = 32;
const WRAP_PURPOSE = 'platform.data_key';
const SYSTEM = systemActor('keys');

/**
 * The keys of this installation, unwrapped: made when there are none yet, wrapped anew when `SECRET` has changed.
 * @throws KeyRingError
 */
export async function openKeyRing(parts: KeyRingParts): Promise<KeyRing> {
  const { database, clock, onFault, ...secrets } = parts;
  const box = createSecretBox(secrets.secret);
  let known = await database.transaction(SYSTEM, {}, (ctx) => readKeys(ctx, secrets));
  const reload = async () => {
    known = await database.transaction(SYSTEM, { readOnly: true }, async (ctx) => unwrapAll(await selectKeys(ctx), secrets).keys);
  };
  const timer = setInterval(() => void reload().catch(onFault), RELOAD_EVERY_MS).unref();
  return {
    current: () => currentOf(known.seal, clock()),
    find: (version) => known.seal.find((key) => key.version === version),
    indexMaterial: () => known.index,
    reload,
    wrap: (material) => box.seal(WRAP_PURPOSE, material),
    close: () => clearInterval(timer),
  };
}

/** Key material nobody has seen. */
export function newMaterial(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

type ActiveKey = DataKey & { activeAt: Date };
type Keys = { seal: ActiveKey[]; index: string };

/** The newest key that has begun. */
function currentOf(keys: readonly ActiveKey[], now: Date): DataKey {
  const current = keys.findLast((key) => key.activeAt <= now) ?? keys[0];
  if (!current) throw new KeyRingError('the database has no data key that is in use');
  return current;
}

async function readKeys(ctx: Ctx, secrets: Secrets): Promise<Keys> {
  await lockKeys(ctx);
  const rows = await selectKeys(ctx);
  if (rows.length === 0) return foundRing(ctx, secrets);
  const { keys, stale } = unwrapAll(rows, secrets);
  const box = createSecretBox(secrets.secret);
  for (const { use, version, material } of stale) await updateWrapped(ctx, { use, version, wrapped: box.seal(WRAP_PURPOSE, material) });
  return keys;
}

/** The first keys: random ones, or the secret itself where it has sealed already. */
async function foundRing(ctx: Ctx, secrets: Secrets): Promise<Keys> {
  const founder = (await selectOrigin(ctx)) ? (secrets.previousSecret ?? secrets.secret) : undefined;
  const box = createSecretBox(secrets.secret);
  const seal = { version: 1, material: founder ?? newMaterial(), activeAt: ctx.now };
  const index = founder ?? newMaterial();
  await insertKey(ctx, { use: 'seal', version: 1, wrapped: box.seal(WRAP_PURPOSE, seal.material), activeAt: ctx.now });
  await insertKey(ctx, { use: 'index', version: 1, wrapped: box.seal(WRAP_PURPOSE, index), activeAt: ctx.now });
  return { seal: [seal], index };
}

type Unwrapped = Pick<KeyRow, 'use' | 'version'> & { material: string };

/** `stale` are those that only the former secret opened. */
function unwrapAll(rows: readonly KeyRow[], { secret, previousSecret }: Secrets): { keys: Keys; stale: Unwrapped[] } {
  const boxes = [secret, ...(previousSecret === undefined ? [] : [previousSecret])].map(createSecretBox);
  const keys: Keys = { seal: [], index: '' };
  const stale: Unwrapped[] = [];
  for (const { use, version, wrapped, activeAt } of rows) {
    if (wrapped === null) continue;
    const tried = boxes.map((box) => tryOpen(() => box.open(WRAP_PURPOSE, wrapped)));
    const material = tried.find((text) => text !== undefined);
    if (material === undefined) {
      throw new KeyRingError('SECRET does not open the keys of this database. If it was changed, start once with the former one as SECRET_PREVIOUS.');
    }
    if (tried[0] === undefined) stale.push({ use, version, material });
    if (use === 'index') keys.index = material;
    else keys.seal.push({ version, material, activeAt });
  }
  return { keys, stale };
}

function tryOpen(open: () => string): string | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof SecretBoxBroken) return undefined;
    throw error;
  }
}
