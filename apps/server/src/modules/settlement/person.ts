import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';

/** Whoever decides about money is one of the operator's people, whom another can be held against. @throws AppError `request.forbidden` */
export function personOf({ actor }: Ctx): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff' || actor.organizationKind !== 'operator') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

/** Open screens of the operator look again. */
export function announceSettlement(ctx: Ctx): Promise<void> {
  return notifyLive(ctx, 'operator', { kind: 'settlement' });
}
