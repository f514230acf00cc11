import { AppError } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { post } from '../ledger/index.ts';
import { readSetting } from '../settings/index.ts';
import { lockAccount } from './account-queries.ts';
import { type LotUse, planDraw } from './draw-order.ts';
import { insertDraw, selectDraw, selectUses } from './draw-queries.ts';
import { POINTS_CODES, tellHolders } from './give-lots.ts';
import { lockOpenLots, takeFromLots } from './lot-queries.ts';
import { selectProgrammesById } from './queries.ts';
import { refuseSuspendedDraw } from './suspended-issuers.ts';

export type Drawing = {
  readonly memberId: Id<'member'>;
  readonly programmeId: Id<'pointsProgramme'>;
  readonly points: number;
  /** UUIDv7 of whoever draws: the draw's id from now on, and the key of its transfer. */
  readonly key: string;
};
export type Drawn = { readonly points: number; readonly uses: readonly LotUse[]; readonly replayed: boolean };

/**
 * Takes points of a member out of the lots that end first (or were given first, as the setting says), in the caller's transaction. The caller
 * has decided that this actor may. The same key with the same content answers the same again.
 * @throws AppError `loyalty.points_short`, `deposits.points_suspended`, `request.key_reused`
 */
export function drawPoints(ctx: Ctx, drawing: Drawing): Promise<Drawn> {
  return asSystem(ctx, (system) => draw(system, drawing));
}

async function draw(ctx: Ctx, { memberId, programmeId, points, key }: Drawing): Promise<Drawn> {
  const account = await lockAccount(ctx, { programmeId, memberId });
  const before = await selectDraw(ctx, key);
  if (before) {
    const isSame = before.member_id === memberId && before.programme_id === programmeId && before.points === points;
    if (!isSame) throw new AppError('request.key_reused');
    return { points, uses: (await selectUses(ctx, key)).map((use) => ({ lotId: use.lot_id, points: use.points })), replayed: true };
  }
  const today = await businessDayNow(ctx);
  const lots = account === undefined ? [] : await lockOpenLots(ctx, { programmeId, memberId, today });
  const uses = planDraw(lots, points, await readSetting(ctx, 'loyalty.drawOrder'));
  const [programme] = await selectProgrammesById(ctx, [programmeId]);
  if (account === undefined || !programme || !uses) throw new AppError('loyalty.points_short', { pointsProgrammeId: programmeId });
  await refuseSuspendedDraw(ctx, programme);
  await takeFromLots(ctx, uses);
  await insertDraw(ctx, { id: key, programme_id: programmeId, member_id: memberId, points, drawn_at: ctx.now }, uses);
  await post(ctx, {
    businessOn: today,
    transfers: [{ id: key, debit: account, credit: programme.redeemed_account, amountMinor: toMinor(points), code: POINTS_CODES.draw }],
  });
  await tellHolders(ctx, [{ memberId }]);
  return { points, uses, replayed: false };
}
