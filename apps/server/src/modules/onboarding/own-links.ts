import { AppError, type OutputOf, type onboarding, type Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type Origin, waysInOf } from '../identity/index.ts';
import type { Parts } from './parts.ts';
import { isFor } from './provider.ts';
import { deleteLink, selectLinks, selectProviders } from './queries.ts';

const SYSTEM = systemActor('onboarding');
type Own = { realm: Realm; userId: Id<'user'>; origin: Origin };

export function listSignInProviders(parts: Parts, of: { realm: Realm; origin: Origin }): Promise<OutputOf<typeof onboarding.listSignInProviders>> {
  return parts.database.transaction(SYSTEM, of.origin, async (ctx) => {
    const rows = (await selectProviders(ctx)).filter((row) => isFor(row, of.realm));
    return { items: rows.map((row) => ({ key: row.key, kind: row.kind, nameZh: row.name_zh, nameEn: row.name_en })) };
  });
}

export function listOwnLinks(parts: Parts, { realm, userId, origin }: Own): Promise<OutputOf<typeof onboarding.listOwnLinks>> {
  return parts.database.transaction(SYSTEM, origin, async (ctx) => {
    const links = new Map((await selectLinks(ctx, userId)).map((row) => [row.provider_key, row]));
    const rows = (await selectProviders(ctx)).filter((row) => isFor(row, realm) || links.has(row.key));
    return {
      items: rows.map((row) => {
        const linked = links.get(row.key);
        const names = { provider: row.key, kind: row.kind, nameZh: row.name_zh, nameEn: row.name_en };
        return { ...names, linkedAt: linked?.linked_at ?? null, label: linked?.label ?? null };
      }),
    };
  });
}

/** @throws AppError `onboarding.last_way_in` for somebody who could not sign in any more, `onboarding.provider_unknown` */
export function removeOwnLink(parts: Parts, of: Own & { provider: string }): Promise<void> {
  const { userId, provider } = of;
  return parts.database.transaction(SYSTEM, of.origin, async (ctx) => {
    const others = (await selectLinks(ctx, userId)).filter((row) => row.provider_key !== provider);
    if (others.length === 0 && !(await waysInOf(ctx, userId))) throw new AppError('onboarding.last_way_in');
    if (!(await deleteLink(ctx, userId, provider))) throw new AppError('onboarding.provider_unknown');
    await record(ctx, { action: 'onboarding.removeLink', targetKind: 'user', targetId: userId, after: { provider } });
  });
}
