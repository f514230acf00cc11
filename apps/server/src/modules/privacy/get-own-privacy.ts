import type { OutputOf, privacy } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { PersonalRecords } from '../../platform/personal.ts';
import { findUserOfMember } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { agreedVersion, purposeStates } from './consent.ts';
import { findObstacles, knownObstacles } from './erasure.ts';
import { selectOpenErasure } from './erasure-queries.ts';
import { exportView } from './export.ts';
import { selectExports } from './export-queries.ts';
import { noticeView } from './notice.ts';
import { selectCurrentNotice, selectNotices, selectStanding } from './notice-queries.ts';
import { ownMemberId } from './own-member.ts';

type OwnPrivacy = OutputOf<typeof privacy.getOwnPrivacy>;
const EXPORTS_SHOWN = 3;

export async function getOwnPrivacy(ctx: Ctx, personal: readonly PersonalRecords[]): Promise<OwnPrivacy> {
  const memberId = ownMemberId(ctx);
  const current = await selectCurrentNotice(ctx);
  const standing = await selectStanding(ctx, memberId);
  const agreed = agreedVersion(standing);
  const [newest] = await selectNotices(ctx);
  const erasure = await selectOpenErasure(ctx, memberId);
  const { obstacles, coolingOffDays } = await asSystem(ctx, async (system) => {
    const userId = await findUserOfMember(system, memberId);
    return {
      obstacles: userId ? await findObstacles(system, personal, { memberId, userId }) : [],
      coolingOffDays: await readSetting(system, 'privacy.coolingOffDays'),
    };
  });
  return {
    notice: current ? noticeView(current) : null,
    agreedVersion: agreed,
    needsAnswer: current !== undefined && agreed !== current.version,
    upcoming: newest && newest.version !== current?.version && newest.status === 'published' ? noticeView(newest) : null,
    purposes: purposeStates(standing, current?.version ?? null),
    exports: (await selectExports(ctx, memberId, EXPORTS_SHOWN)).map((row) => exportView(row, ctx.now)),
    erasure: erasure
      ? {
          id: erasure.id,
          status: erasure.status,
          origin: erasure.origin,
          requestedAt: erasure.requested_at,
          dueAt: erasure.due_at,
          obstacles: knownObstacles(erasure.obstacles),
        }
      : null,
    erasureObstacles: obstacles,
    coolingOffDays,
  };
}
