import type { cardCare, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { forgetEmergencyCode } from './emergency-queries.ts';
import { emergencyState } from './emergency-state.ts';
import { ownMemberId } from './staff-of.ts';

type State = OutputOf<typeof cardCare.getOwnEmergencyCode>;

export function getOwnEmergencyCode(ctx: Ctx): Promise<State> {
  return emergencyState(ctx, ownMemberId(ctx));
}

export async function removeOwnEmergencyCode(ctx: Ctx): Promise<State> {
  const memberId = ownMemberId(ctx);
  await forgetEmergencyCode(ctx, memberId);
  await record(ctx, { action: 'cards.removeOwnEmergencyCode', targetKind: 'member', targetId: memberId });
  return emergencyState(ctx, memberId);
}
