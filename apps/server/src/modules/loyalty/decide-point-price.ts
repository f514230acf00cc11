import { AppError, type InputOf, type loyalty } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { startOfDay } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { mayDecide, type PriceView, priceView } from './price.ts';
import { announcePoints, lockedProgramme } from './programme.ts';
import { type PriceRow, type ProgrammeRow, selectPrice, updatePrice, updateProgramme } from './queries.ts';

/**
 * From now on, or from the wished day on, if that is later; what was redeemed before keeps its price. The first price holds at once and opens
 * the programme.
 * @throws AppError `loyalty.price_unknown`, `loyalty.price_not_now`, `loyalty.price_other_side`
 */
export async function agreePointPrice(ctx: Ctx, { pointPriceId }: InputOf<typeof loyalty.agreePointPrice>): Promise<PriceView> {
  const { price, programme } = await waiting(ctx, pointPriceId);
  if (!mayDecide(ctx.actor, price, programme)) throw new AppError('loyalty.price_other_side', { pointPriceId });
  const isFirst = programme.status === 'proposed';
  // Without any price nothing could be billed, so the first one does not wait.
  const wished = isFirst || price.wished_on === null ? ctx.now : await startOfDay(ctx, price.wished_on);
  const startsAt = wished > ctx.now ? wished : ctx.now;
  const view = await decide(ctx, { price, programme }, { state: 'agreed', starts_at: startsAt });
  if (isFirst) await updateProgramme(ctx, programme.id, { status: 'open' });
  await announcePoints(ctx, programme);
  return view;
}

/** Also by whoever proposed it, who thinks better of it. @throws AppError `loyalty.price_unknown`, `loyalty.price_not_now` */
export async function refusePointPrice(ctx: Ctx, { pointPriceId }: InputOf<typeof loyalty.refusePointPrice>): Promise<PriceView> {
  const { price, programme } = await waiting(ctx, pointPriceId);
  const view = await decide(ctx, { price, programme }, { state: 'refused' });
  await announcePoints(ctx, programme);
  return view;
}

type Waiting = { price: PriceRow; programme: ProgrammeRow };

/** The programme's lock keeps two from deciding. */
async function waiting(ctx: Ctx, pointPriceId: Id<'pointPrice'>): Promise<Waiting> {
  const seen = await selectPrice(ctx, pointPriceId);
  if (!seen) throw new AppError('loyalty.price_unknown', { pointPriceId });
  const programme = await lockedProgramme(ctx, seen.programme_id);
  const price = await selectPrice(ctx, pointPriceId);
  if (price?.state !== 'proposed') throw new AppError('loyalty.price_not_now', { pointPriceId });
  return { price, programme };
}

async function decide(ctx: Ctx, { price, programme }: Waiting, change: { state: 'agreed' | 'refused'; starts_at?: Date }): Promise<PriceView> {
  const { staffId, name } = staffOf(ctx);
  await updatePrice(ctx, price.id, { ...change, decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  await record(ctx, {
    action: change.state === 'agreed' ? 'loyalty.agreePointPrice' : 'loyalty.refusePointPrice',
    targetKind: 'pointsProgramme',
    targetId: programme.id,
    after: { pointPriceId: price.id, pricePerThousandPoints: price.price_per_thousand, proposedBy: price.proposed_by_name },
  });
  const row = await selectPrice(ctx, price.id);
  if (!row) throw new Error('a price that was decided is there');
  return priceView(ctx, row, programme);
}
