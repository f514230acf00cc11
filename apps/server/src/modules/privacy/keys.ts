import { AppError, type OutputOf, type privacy } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import type { KeyRing } from '../../platform/keys/key-ring.ts';
import { listDataKeys, retireDataKeys, rotateDataKey } from '../../platform/keys/rotate-key.ts';
import { countUses, listProgress, nameOf, resealBatch, type SealedColumn, walkAgain } from '../../platform/keys/sealed-column.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';

export type KeyParts = { keys: KeyRing; columns: readonly SealedColumn[]; secrets: SecretBox };
type KeysView = OutputOf<typeof privacy.getKeys>;

/** A key is renewed yearly. */
const KEY_LIFE_MS = 365 * 24 * 60 * 60 * 1000;
/** Batches in one run of the job; the next minute goes on. */
const BATCHES_A_RUN = 400;
const SYSTEM = systemActor('keys');

/** Who asks was allowed by the route; the keys themselves are the system's. */
export async function getKeys(ctx: Ctx, { columns }: KeyParts): Promise<KeysView> {
  return asSystem(ctx, async (system) => {
    const keys = await listDataKeys(system);
    const uses = await countUses(system, columns);
    const newest = keys.at(-1);
    const known = new Set(columns.map(nameOf));
    const progress = (await listProgress(system)).filter((one) => known.has(one.column) && one.version === newest?.version);
    return {
      keys: keys.map((key) => ({ ...key, uses: uses.get(key.version) ?? 0 })),
      columns: progress.map(({ version: _, ...one }) => one),
      rotationDueAt: new Date((newest?.createdAt ?? ctx.now).getTime() + KEY_LIFE_MS),
      isUnderWay: keys.filter((key) => key.state !== 'retired').length > 1,
    };
  });
}

/** @throws AppError `privacy.rotation_under_way` */
export async function rotateKey(ctx: Ctx, parts: KeyParts): Promise<KeysView> {
  const made = await asSystem(ctx, (system) => rotateDataKey(system, parts.keys));
  if (!made) throw new AppError('privacy.rotation_under_way');
  await record(ctx, {
    action: 'privacy.rotateKey',
    targetKind: 'key',
    targetId: String(made.version),
    after: { activeAt: made.activeAt.toISOString() },
  });
  await notifyLive(ctx, 'operator', { kind: 'privacy' });
  return getKeys(ctx, parts);
}

/** Goes on sealing anew where a new key has begun, and retires the old one when nothing uses it. Cut off anywhere, it goes on from there. */
export async function sealAnew(parts: KeyParts, errand: Errand): Promise<void> {
  const { database, requestId } = errand;
  const asSelf = <T>(work: (ctx: Ctx) => Promise<T>) => database.transaction(SYSTEM, { requestId }, work);
  const keys = await asSelf(listDataKeys);
  const current = keys.find((key) => key.state === 'current');
  if (!current || !keys.some((key) => key.state === 'old')) return;
  await parts.keys.reload();
  if (!(await walkAll(parts, current.version, asSelf))) return;
  await asSelf((ctx) => retire(ctx, parts.columns, current.version));
}

/** False when the run's share was done before the end was reached. */
async function walkAll(parts: KeyParts, version: number, run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>): Promise<boolean> {
  let left = BATCHES_A_RUN;
  for (const column of parts.columns) {
    while (!(await run((ctx) => resealBatch(ctx, { column, version, secrets: parts.secrets })))) {
      left -= 1;
      if (left === 0) return false;
    }
    await run((ctx) => notifyLive(ctx, 'operator', { kind: 'privacy' }));
  }
  return true;
}

async function retire(ctx: Ctx, columns: readonly SealedColumn[], version: number): Promise<void> {
  const gone = await retireDataKeys(ctx, (system) => countUses(system, columns));
  for (const one of gone) {
    await record(ctx, { action: 'privacy.retireKey', targetKind: 'key', targetId: String(one), after: { by: version } });
  }
  if (gone.length > 0) return notifyLive(ctx, 'operator', { kind: 'privacy' });
  // Something may have been sealed under the old key while it was being replaced: the walk looks once more.
  const uses = await countUses(ctx, columns);
  const broken = (await listProgress(ctx)).reduce((sum, one) => sum + one.broken, 0);
  const old = [...uses].reduce((sum, [used, count]) => (used === version ? sum : sum + count), 0);
  if (old > broken) await walkAgain(ctx);
}
