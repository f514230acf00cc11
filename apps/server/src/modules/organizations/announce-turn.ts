import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { grantBegan, grantEnded } from './events.ts';
import type { TurnedGrant } from './grant-queries.ts';

/** Tells the audit log, and whoever listens, that a grant begins or ends by itself. */
export async function announceTurn(ctx: Ctx, turn: 'begin' | 'end', grant: TurnedGrant): Promise<void> {
  const { id: grantId, staff_id: staffId, role_id: roleId, starts_at, ends_at } = grant;
  await record(ctx, {
    action: turn === 'begin' ? 'organizations.beginGrant' : 'organizations.endGrant',
    targetKind: 'staff',
    targetId: staffId,
    after: { grantId, roleId, startsAt: starts_at, endsAt: ends_at },
  });
  await publish(ctx, turn === 'begin' ? grantBegan : grantEnded, { grantId, staffId, roleId });
}
