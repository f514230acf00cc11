import { hash, randomBytes } from 'node:crypto';
import { AppError, type ContentOf, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { record } from '../audit/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { issuerOf } from './create-points-programme.ts';
import { insertKey, type KeyRow, lockKey, selectKeys, updateKey } from './event-queries.ts';
import { issuerNames } from './programme.ts';

type List = typeof loyalty.listIssuerKeys;
type KeyView = OutputOf<typeof loyalty.revokeIssuerKey>;
const TOKEN_BYTES = 32;

/** Random enough that its hash needs no salt, and nobody finds the one by the other. */
export function tokenHashOf(token: string): string {
  return hash('sha256', token, 'hex');
}

/** Newest first. */
export async function listIssuerKeys(ctx: Ctx, { limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectKeys(ctx, { beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeKeys(ctx, items), nextCursor };
}

/** @throws AppError `loyalty.issuer_unknown` */
export async function createIssuerKey(ctx: Ctx, input: ContentOf<typeof loyalty.createIssuerKey>): Promise<OutputOf<typeof loyalty.createIssuerKey>> {
  const issuerId = await issuerOf(ctx, input.issuerId);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { actor } = ctx;
  const mayTopUp = actor.kind === 'staff' && actor.organizationKind === 'issuer' && actor.permissions.has('deposits.topUp');
  const row = await insertKey(ctx, {
    id: newId<'issuerKey'>(ctx.now.getTime()),
    issuer_id: issuerId,
    name: input.name,
    token_hash: tokenHashOf(token),
    may_top_up: mayTopUp,
    created_by_name: staffOf(ctx).name,
    created_at: ctx.now,
  });
  await record(ctx, { action: 'loyalty.createIssuerKey', targetKind: 'issuerKey', targetId: row.id, after: { name: row.name, issuerId, mayTopUp } });
  return { issuerKey: await keyView(ctx, row), token };
}

/** One that is out of use already stays so. @throws AppError `loyalty.key_unknown` */
export async function revokeIssuerKey(ctx: Ctx, { issuerKeyId }: { issuerKeyId: Id<'issuerKey'> }): Promise<KeyView> {
  const before = await lockKey(ctx, issuerKeyId);
  if (!before) throw new AppError('loyalty.key_unknown', { issuerKeyId });
  if (before.revoked_at !== null) return keyView(ctx, before);
  const row = await updateKey(ctx, issuerKeyId, { revoked_at: ctx.now });
  await record(ctx, { action: 'loyalty.revokeIssuerKey', targetKind: 'issuerKey', targetId: issuerKeyId, after: { name: row.name } });
  return keyView(ctx, row);
}

async function keyView(ctx: Ctx, row: KeyRow): Promise<KeyView> {
  const [view] = await describeKeys(ctx, [row]);
  if (!view) throw new Error('one key has one description');
  return view;
}

async function describeKeys(ctx: Ctx, rows: readonly KeyRow[]): Promise<KeyView[]> {
  const issuerName = await issuerNames(
    ctx,
    rows.map((row) => row.issuer_id),
  );
  return rows.map((row) => ({
    id: row.id,
    issuerId: row.issuer_id,
    issuerName: issuerName(row.issuer_id),
    name: row.name,
    createdByName: row.created_by_name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}
