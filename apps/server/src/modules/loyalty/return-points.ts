import { AppError } from '@tessera/contract';
import { type BusinessDay, dayAfter, newId, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { type PostTransfer, post } from '../ledger/index.ts';
import { readSetting } from '../settings/index.ts';
import { lockAccount } from './account-queries.ts';
import { insertReturn, selectDraw, selectReturn, selectUses } from './draw-queries.ts';
import { POINTS_CODES, tellHolders } from './give-lots.ts';
import { type LotChange, type LotRow, lockLots, saveLots } from './lot-queries.ts';
import { lowerReturned } from './lower-earnings.ts';
import { type ProgrammeRow, selectProgrammesById } from './queries.ts';

export type Returning = {
  /** The key of the draw. */
  readonly drawId: string;
  readonly points: number;
  /** UUIDv7 of whoever gives back; the key of the transfer. */
  readonly key: string;
  /** Of lots that ended meanwhile, where nobody but the other side caused the return: so many days at least, whatever the setting. */
  readonly leastGraceDays?: number;
};
/** `forfeited`: of lots that had ended meanwhile and have no grace. */
export type Returned = { readonly points: number; readonly forfeited: number; readonly replayed: boolean };

/**
 * Gives drawn points back to their own lots, the last drawn first, in the caller's transaction. Of a lot that has ended meanwhile, the grace
 * setting decides: none, and they end again at once; some days, and they are good for so long from today. Points of a lot that its issuer took
 * back meanwhile go back to the issuer, and so do points whose payment was given back while they were spent.
 * @throws AppError `loyalty.draw_unknown`, `loyalty.return_too_much`, `request.key_reused`
 */
export function returnPoints(ctx: Ctx, returning: Returning): Promise<Returned> {
  return asSystem(ctx, (system) => giveBack(system, returning));
}

async function giveBack(ctx: Ctx, { drawId, points, key, leastGraceDays = 0 }: Returning): Promise<Returned> {
  const known = await selectDraw(ctx, drawId);
  if (!known) throw new AppError('loyalty.draw_unknown', { drawId });
  const account = await lockAccount(ctx, { programmeId: known.programme_id, memberId: known.member_id });
  const before = await selectReturn(ctx, key);
  if (before) {
    if (before.draw_id !== drawId || before.points !== points) throw new AppError('request.key_reused');
    return { points, forfeited: before.forfeited, replayed: true };
  }
  const draw = await selectDraw(ctx, drawId);
  const [programme] = await selectProgrammesById(ctx, [known.programme_id]);
  if (!draw || !programme || account === undefined) throw new Error(`a draw without an account: ${drawId}`);
  if (points > draw.points - draw.returned) throw new AppError('loyalty.return_too_much', { drawId });
  const back = lastFirst(await selectUses(ctx, drawId), points);
  const today = await businessDayNow(ctx);
  const graceDays = Math.max(leastGraceDays, await readSetting(ctx, 'loyalty.returnGraceDays'));
  const lots = new Map(
    (
      await lockLots(
        ctx,
        back.map(({ lotId }) => lotId),
      )
    ).map((lot) => [lot.id, lot]),
  );
  const fates = back.flatMap(({ lotId, points: share }) => {
    const lot = lots.get(lotId);
    return lot ? [fateOf(lot, { points: share, today, graceDays, now: ctx.now })] : [];
  });
  const forfeited = fates.reduce((sum, fate) => sum + fate.forfeited, 0);
  await post(ctx, { id: newId(ctx.now.getTime()), businessOn: today, transfers: transfersOf(ctx, { programme, account, points, key, fates }) });
  await saveLots(
    ctx,
    fates.map(({ change }) => change),
  );
  await insertReturn(ctx, { id: key, draw_id: drawId, member_id: draw.member_id, points, forfeited, returned_at: ctx.now }, back);
  await lowerReturned(
    ctx,
    back.map(({ lotId }) => lotId),
  );
  await tellHolders(ctx, [{ memberId: draw.member_id }]);
  return { points, forfeited, replayed: false };
}

type Use = Awaited<ReturnType<typeof selectUses>>[number];

function lastFirst(uses: readonly Use[], points: number) {
  let left = points;
  return [...uses].reverse().flatMap((use) => {
    const share = Math.min(left, use.points - use.returned);
    left -= share;
    return share > 0 ? [{ ordinal: use.ordinal, lotId: use.lot_id, points: share }] : [];
  });
}

/** What becomes of a lot to which points come back. `swept` was left in it past its last day, until the job would have come by. */
type Fate = { change: LotChange; forfeited: number; withdrawn: number; swept: number };

/** Pure. */
export function fateOf(lot: LotRow, of: { points: number; today: BusinessDay; graceDays: number; now: Date }): Fate {
  const { points, today, graceDays, now } = of;
  if (lot.state === 'taken_back') {
    return { change: { ...lot, taken_back: lot.taken_back + points, ended_at: now }, forfeited: 0, withdrawn: points, swept: 0 };
  }
  if (lot.state === 'active' && lot.expires_on >= today) {
    return { change: { ...lot, remaining: lot.remaining + points }, forfeited: 0, withdrawn: 0, swept: 0 };
  }
  const swept = lot.remaining;
  const expired = lot.expired + swept;
  if (graceDays === 0) {
    const change = { ...lot, state: 'expired' as const, remaining: 0, expired: expired + points, ended_at: now };
    return { change, forfeited: points, withdrawn: 0, swept };
  }
  const expires_on = dayAfter(today, graceDays);
  return { change: { ...lot, state: 'active', remaining: points, expired, expires_on, ended_at: now }, forfeited: 0, withdrawn: 0, swept };
}

type Back = { programme: ProgrammeRow; account: number; points: number; key: string; fates: readonly Fate[] };

function transfersOf(ctx: Ctx, { programme, account, points, key, fates }: Back): PostTransfer[] {
  const sum = (of: (fate: Fate) => number) => fates.reduce((total, fate) => total + of(fate), 0);
  const out = (credit: number, code: number, amount: number): PostTransfer[] =>
    amount === 0 ? [] : [{ id: newId(ctx.now.getTime()), debit: account, credit, amountMinor: toMinor(amount), code }];
  return [
    { id: key, debit: programme.redeemed_account, credit: account, amountMinor: toMinor(points), code: POINTS_CODES.return },
    ...out(
      programme.expired_account,
      POINTS_CODES.expiry,
      sum(({ forfeited, swept }) => forfeited + swept),
    ),
    ...out(
      programme.issued_account,
      POINTS_CODES.takeBack,
      sum(({ withdrawn }) => withdrawn),
    ),
  ];
}
