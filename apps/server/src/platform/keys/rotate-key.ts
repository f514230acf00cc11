import { type Ctx, systemActor } from '../ctx.ts';
import { insertKey, type KeyRow, lockKeys, selectKeys, shredKey } from './key-queries.ts';
import { type KeyRing, newMaterial } from './key-ring.ts';

/** A new key seals only after this, when every server has read it: several times as long as a server waits between two looks. */
export const LEAD_MS = 60_000;
/** An old key is kept this long behind its successor's beginning, so that a transaction that began before it has long ended. */
export const RETIRE_AFTER_MS = 10 * 60_000;

export type KeyState = 'waiting' | 'current' | 'old' | 'retired';
export type DataKeyView = Pick<KeyRow, 'version' | 'createdAt' | 'activeAt' | 'retiredAt'> & { state: KeyState };

/** Every data key there ever was, oldest first. The caller's actor has to be the system. */
export async function listDataKeys(ctx: Ctx): Promise<DataKeyView[]> {
  const keys = (await selectKeys(ctx)).filter((key) => key.use === 'seal');
  const current = keys.findLast((key) => key.activeAt <= ctx.now && key.retiredAt === null);
  const stateOf = (key: KeyRow): KeyState => {
    if (key.retiredAt !== null) return 'retired';
    if (key === current) return 'current';
    return key.activeAt > ctx.now ? 'waiting' : 'old';
  };
  return keys.map((key) => ({
    version: key.version,
    createdAt: key.createdAt,
    activeAt: key.activeAt,
    retiredAt: key.retiredAt,
    state: stateOf(key),
  }));
}

/** Makes the next data key. Null while an earlier rotation is under way. */
export async function rotateDataKey(ctx: Ctx, ring: Pick<KeyRing, 'wrap'>): Promise<{ version: number; activeAt: Date } | null> {
  await lockKeys(ctx);
  const keys = await listDataKeys(ctx);
  if (keys.filter((key) => key.state !== 'retired').length > 1) return null;
  const version = Math.max(...keys.map((key) => key.version)) + 1;
  const activeAt = new Date(ctx.now.getTime() + LEAD_MS);
  await insertKey(ctx, { use: 'seal', version, wrapped: ring.wrap(newMaterial()), activeAt });
  return { version, activeAt };
}

/** Forgets the old keys that nothing uses; `usesOf` counts what each version has sealed. Answers the versions that are gone. */
export async function retireDataKeys(ctx: Ctx, usesOf: (ctx: Ctx) => Promise<ReadonlyMap<number, number>>): Promise<number[]> {
  await lockKeys(ctx);
  const keys = await listDataKeys(ctx);
  const current = keys.find((key) => key.state === 'current');
  const old = keys.filter((key) => key.state === 'old');
  if (!current || old.length === 0 || ctx.now.getTime() < current.activeAt.getTime() + RETIRE_AFTER_MS) return [];
  const uses = await usesOf({ ...ctx, actor: systemActor('keys') });
  const unused = old.filter((key) => (uses.get(key.version) ?? 0) === 0).map((key) => key.version);
  for (const version of unused) await shredKey(ctx, version);
  return unused;
}
