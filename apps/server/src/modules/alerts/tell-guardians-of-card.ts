import type { Ctx } from '../../platform/ctx.ts';
import type { CardTurned } from '../cards/index.ts';
import { findGuardians } from '../guardians/index.ts';
import { findMembers } from '../members/index.ts';
import { type News, notifyAll } from '../notifications/index.ts';

/** Every guardian but the one who did it; the key names the child, whose being forgotten takes the news back. */
export async function tellGuardiansOfCard(ctx: Ctx, kind: 'child.cardFrozen' | 'child.cardUnfrozen', turned: CardTurned): Promise<void> {
  const { cardId, memberId: childId, tail, at, guardianId } = turned;
  const others = ((await findGuardians(ctx, [childId])).get(childId) ?? []).filter((memberId) => memberId !== guardianId);
  if (others.length === 0) return;
  const name = (await findMembers(ctx, [childId])).get(childId)?.name ?? '';
  await notifyAll(
    ctx,
    others.map((memberId): News => ({ to: { memberId }, kind, params: { name, tail, at }, key: `${childId} ${cardId} ${at}` })),
  );
}
