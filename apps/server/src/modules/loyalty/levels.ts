import { type BusinessDay, dayAfter, type Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { addMonths } from './expiry.ts';
import { tellHolders } from './give-lots.ts';
import {
  type DueStanding,
  type Ladder,
  lockDueStandings,
  raiseStandings,
  type Standing,
  saveStandings,
  selectLadders,
  selectMeasured,
  selectStandings,
} from './level-queries.ts';

const STANDINGS_PER_STEP = 500;
type ProgrammeId = Id<'pointsProgramme'>;

/** The highest level whose threshold is reached; 0: not even the first. Pure. */
export function rankOf({ levels }: Pick<Ladder, 'levels'>, value: number): number {
  return levels.filter(({ threshold }) => value >= threshold).length;
}

export function sinceOf({ period_months }: Pick<Ladder, 'period_months'>, today: BusinessDay): BusinessDay {
  return addMonths(today, -period_months);
}

export function untilOf({ period_months, grace_days }: Pick<Ladder, 'period_months' | 'grace_days'>, today: BusinessDay): BusinessDay {
  return dayAfter(addMonths(today, period_months), grace_days);
}

/** Up at once, for whoever was given something or spent; nobody goes down here. Safe to run twice. */
export async function raiseLevels(ctx: Ctx, programmeIds: readonly ProgrammeId[], memberIds: readonly Id<'member'>[]): Promise<void> {
  if (memberIds.length === 0) return;
  await asSystem(ctx, async (system) => {
    const ladders = await selectLadders(system, programmeIds);
    if (ladders.size === 0) return;
    const today = await businessDayNow(system);
    const standings = await selectStandings(system, { ids: [...ladders.keys()], memberIds });
    for (const ladder of ladders.values()) {
      const now = new Map(standings.filter((one) => one.programmeId === ladder.programme_id).map((one) => [one.memberId, one.rank]));
      const measured = await selectMeasured(system, { ladder, memberIds, since: sinceOf(ladder, today) });
      const risen = [...measured]
        .map(([memberId, value]) => ({ programmeId: ladder.programme_id, memberId, rank: rankOf(ladder, value), holdsUntil: untilOf(ladder, today) }))
        .filter(({ memberId, rank }) => rank > (now.get(memberId) ?? 0));
      await raiseStandings(system, risen);
      await tellHolders(system, risen);
    }
  });
}

/** Up to a level that somebody is told to have reached, for as long as any level holds; never down. Ask as the system. */
export async function liftTo(ctx: Ctx, of: { programmeId: ProgrammeId; memberId: Id<'member'>; rank: number }): Promise<void> {
  const ladder = (await selectLadders(ctx, [of.programmeId])).get(of.programmeId);
  // Levels may have been taken away since the event was named.
  const rank = Math.min(of.rank, ladder?.levels.length ?? 0);
  if (!ladder || rank === 0) return;
  const lifted = [{ ...of, rank, holdsUntil: untilOf(ladder, await businessDayNow(ctx)) }];
  await raiseStandings(ctx, lifted);
  await tellHolders(ctx, lifted);
}

/** What the last months come to, and nothing below what was given by hand and still holds. Pure. */
export function renewedOf(
  ladder: Pick<Ladder, 'levels' | 'period_months' | 'grace_days'>,
  { givenRank, givenUntil }: Pick<DueStanding, 'givenRank' | 'givenUntil'>,
  { value, today }: { value: number; today: BusinessDay },
): Pick<Standing, 'rank' | 'holdsUntil'> {
  const reached = rankOf(ladder, value);
  const least = Math.min(givenRank ?? 0, ladder.levels.length);
  if (givenUntil !== null && givenUntil >= today && least > reached) return { rank: least, holdsUntil: givenUntil };
  return { rank: reached, holdsUntil: untilOf(ladder, today) };
}

/** Whose level's time is over is measured anew: kept, or lowered to what the last months come to. Answers how many. */
export async function renewLevels(ctx: Ctx): Promise<number> {
  const today = await businessDayNow(ctx);
  const due = await lockDueStandings(ctx, { today, limit: STANDINGS_PER_STEP });
  const ladders = await selectLadders(ctx, [...new Set(due.map(({ programmeId }) => programmeId))]);
  for (const ladder of ladders.values()) {
    const theirs = due.filter(({ programmeId }) => programmeId === ladder.programme_id);
    const measured = await selectMeasured(ctx, { ladder, memberIds: theirs.map(({ memberId }) => memberId), since: sinceOf(ladder, today) });
    const renewed = theirs.map((one) => ({ ...one, ...renewedOf(ladder, one, { value: measured.get(one.memberId) ?? 0, today }) }));
    await saveStandings(ctx, renewed);
    await tellHolders(ctx, renewed);
  }
  return due.length;
}

/** The rank of a member in a programme: 1 is the lowest level, 0 none. For whoever makes something depend on it. */
export async function levelOf(ctx: Ctx, of: { programmeId: ProgrammeId; memberId: Id<'member'> }): Promise<number> {
  return asSystem(ctx, async (system) => {
    const [standing] = await selectStandings(system, { ids: [of.programmeId], memberIds: [of.memberId] });
    return standing?.rank ?? 0;
  });
}

export type LevelFactor = (programmeId: ProgrammeId, memberId: Id<'member'>) => number;

/** What the level of each member makes of what spending earns, in hundredths. */
export async function levelFactors(ctx: Ctx, ids: readonly ProgrammeId[], memberIds: readonly Id<'member'>[]): Promise<LevelFactor> {
  const ladders = await selectLadders(ctx, ids);
  const standings: readonly Standing[] = ladders.size === 0 ? [] : await selectStandings(ctx, { ids: [...ladders.keys()], memberIds });
  const ranks = new Map(standings.map((one) => [`${one.programmeId} ${one.memberId}`, one.rank]));
  return (programmeId, memberId) => {
    const rank = ranks.get(`${programmeId} ${memberId}`) ?? 0;
    return ladders.get(programmeId)?.levels[rank - 1]?.factor_percent ?? 100;
  };
}
