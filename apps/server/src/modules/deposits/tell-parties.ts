import type { LiveEvent } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { findStaffOfHouse } from '../organizations/index.ts';
import type { DepositView } from './deposit.ts';
import type { SlipView } from './slip.ts';

/** More people than sit at any desk. */
const DESK_MAX = 100;

/** Open screens of the operator and of the issuer look again. */
export function announceDeposits(ctx: Ctx, issuerId: Id<'organization'>): Promise<void> {
  const event: LiveEvent = { kind: 'deposits' };
  return notifyLiveAll(
    ctx,
    ['operator', `issuer:${issuerId}`].map((topic) => [topic, event] as const),
  );
}

/** A second person is needed: all who may be it, but not who entered it. */
export async function tellCheckers(ctx: Ctx, { issuerName: name, amountMinor: amount, id: key }: SlipView): Promise<void> {
  const people = await asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'deposits.approve', limit: DESK_MAX }));
  const others = people.filter((staffId) => ctx.actor.kind !== 'staff' || staffId !== ctx.actor.staffId);
  await notifyAll(
    ctx,
    others.map((staffId): News => ({ to: { staffId }, kind: 'deposit.waiting', params: { name, amount }, key })),
  );
}

/** Both sides hear that a deposit has become low. Ask as the system. */
export async function tellOfLow(ctx: Ctx, { issuerId, issuerName: name, availableMinor: amount, lowMinor: threshold }: DepositView): Promise<void> {
  const ours = await findStaffOfHouse(ctx, { permission: 'deposits.write', limit: DESK_MAX });
  const theirs = await findStaffOfHouse(ctx, { permission: 'deposits.read', organizationId: issuerId, limit: DESK_MAX });
  const key = newId(ctx.now.getTime());
  await notifyAll(
    ctx,
    [...ours, ...theirs].map((staffId): News => ({ to: { staffId }, kind: 'deposit.low', params: { name, amount, threshold }, key })),
  );
}
