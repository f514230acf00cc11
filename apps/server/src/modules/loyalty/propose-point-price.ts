import { AppError, type ContentOf, type loyalty } from '@tessera/contract';
import { type BusinessDay, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { type PriceView, priceView, sideOf } from './price.ts';
import { announcePoints, lockedProgramme } from './programme.ts';
import { insertPrice, type ProgrammeRow, selectPrice } from './queries.ts';

/** @throws AppError `loyalty.programme_unknown`, `loyalty.price_waits` */
export async function proposePointPrice(ctx: Ctx, input: ContentOf<typeof loyalty.proposePointPrice>): Promise<PriceView> {
  const programme = await lockedProgramme(ctx, input.pointsProgrammeId);
  const view = await addProposal(ctx, programme, input);
  await announcePoints(ctx, programme);
  return view;
}

type Wish = { pricePerThousandPoints: number; wishedOn: BusinessDay | null };

/** Of a locked programme. @throws AppError `loyalty.price_waits` */
export async function addProposal(ctx: Ctx, programme: ProgrammeRow, { pricePerThousandPoints, wishedOn }: Wish): Promise<PriceView> {
  const side = sideOf(ctx.actor);
  if (side === undefined) throw new AppError('request.forbidden');
  const { staffId, name } = staffOf(ctx);
  const id = newId<'pointPrice'>(ctx.now.getTime());
  const isNew = await insertPrice(ctx, {
    id,
    programme_id: programme.id,
    price_per_thousand: pricePerThousandPoints,
    wished_on: wishedOn,
    proposed_side: side,
    proposed_by: staffId,
    proposed_by_name: name,
    proposed_at: ctx.now,
  });
  if (!isNew) throw new AppError('loyalty.price_waits');
  await record(ctx, {
    action: 'loyalty.proposePointPrice',
    targetKind: 'pointsProgramme',
    targetId: programme.id,
    after: { pointPriceId: id, pricePerThousandPoints, wishedOn },
  });
  const row = await selectPrice(ctx, id);
  if (!row) throw new Error('a price that was just proposed is there');
  return priceView(ctx, row, programme);
}
