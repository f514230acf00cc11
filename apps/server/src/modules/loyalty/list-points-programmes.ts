import type { InputOf, loyalty, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { priceView } from './price.ts';
import { describeProgramme, describeProgrammes, knownProgramme, type ProgrammeView } from './programme.ts';
import { selectPrices, selectProgrammes } from './queries.ts';

type List = typeof loyalty.listPointsProgrammes;
type Prices = typeof loyalty.listPointPrices;

/** Newest first. */
export async function listPointsProgrammes(ctx: Ctx, { q, status, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectProgrammes(ctx, { q, status, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeProgrammes(ctx, items), nextCursor };
}

/** @throws AppError `loyalty.programme_unknown` */
export async function getPointsProgramme(ctx: Ctx, { pointsProgrammeId }: InputOf<typeof loyalty.getPointsProgramme>): Promise<ProgrammeView> {
  return describeProgramme(ctx, await knownProgramme(ctx, pointsProgrammeId));
}

/** Newest first. @throws AppError `loyalty.programme_unknown` */
export async function listPointPrices(ctx: Ctx, { pointsProgrammeId, limit, cursor }: InputOf<Prices>): Promise<OutputOf<Prices>> {
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  const rows = await selectPrices(ctx, { programmeId: pointsProgrammeId, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map((row) => priceView(ctx, row, programme)), nextCursor };
}
