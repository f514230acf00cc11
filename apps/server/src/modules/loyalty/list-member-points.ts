import { AppError, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findMembers } from '../members/index.ts';
import { confinedTo } from '../organizations/index.ts';
import { type EntryRow, type Holding, selectEntries, selectHoldings } from './account-queries.ts';
import { selectLevels } from './member-levels.ts';
import { issuerNames, nameOf } from './programme.ts';
import { type ProgrammeRow, selectProgrammesById } from './queries.ts';

type Listed = OutputOf<typeof loyalty.listOwnPoints>;
type History = typeof loyalty.listOwnPointsHistory;
type Page = Omit<InputOf<History>, never>;
/** Days on which points end that are shown of each programme. */
const ENDINGS_SHOWN = 5;
const KEY_ENTRY = /^[a-z_]+:[0-9a-f-]{36}$/;

/** The signed-in member's. */
export async function listOwnPoints(ctx: Ctx): Promise<Listed> {
  return ctx.actor.kind === 'member' ? listPointsOf(ctx, ctx.actor.memberId) : { items: [] };
}

/** An issuer's people see what its own programmes gave. @throws AppError `members.unknown` for a member whom the actor may not see */
export async function listMemberPoints(ctx: Ctx, { memberId }: InputOf<typeof loyalty.listMemberPoints>): Promise<Listed> {
  await refuseUnseen(ctx, memberId);
  return listPointsOf(ctx, memberId);
}

/** Newest first. */
export async function listOwnPointsHistory(ctx: Ctx, page: InputOf<History>): Promise<OutputOf<History>> {
  return ctx.actor.kind === 'member' ? historyOf(ctx, ctx.actor.memberId, page) : { items: [], nextCursor: null };
}

/** Newest first. @throws AppError `members.unknown` for a member whom the actor may not see */
export async function listMemberPointsHistory(
  ctx: Ctx,
  { memberId, ...page }: InputOf<typeof loyalty.listMemberPointsHistory>,
): Promise<OutputOf<History>> {
  await refuseUnseen(ctx, memberId);
  return historyOf(ctx, memberId, page);
}

async function refuseUnseen(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
}

/** What the actor may see was decided; names of programmes and issuers are no secret to the holder. */
export async function listPointsOf(ctx: Ctx, memberId: Id<'member'>): Promise<Listed> {
  const issuerId = confinedTo(ctx.actor);
  return asSystem(ctx, async (system) => {
    const holdings = await selectHoldings(system, { memberId, today: await businessDayNow(system), endings: ENDINGS_SHOWN });
    const programmes = await shownProgrammes(
      system,
      holdings.map(({ programmeId }) => programmeId),
      issuerId,
    );
    const levels = await selectLevels(system, memberId, [...programmes.keys()]);
    const issuerName = await issuerNames(
      system,
      [...programmes.values()].map((row) => row.issuer_id),
    );
    return {
      items: holdings.flatMap((holding) => {
        const programme = programmes.get(holding.programmeId);
        return programme ? [{ ...holdingView(holding, programme, issuerName(programme.issuer_id)), level: levels.get(programme.id) ?? null }] : [];
      }),
    };
  });
}

function holdingView(holding: Holding, programme: ProgrammeRow, issuerName: string): Omit<Listed['items'][number], 'level'> {
  return {
    programmeId: holding.programmeId,
    programmeName: nameOf(programme),
    issuerName,
    balance: toMinor(holding.balance),
    pending: toMinor(holding.pending),
    pendingUntil: holding.pendingUntil,
    endings: holding.endings.map(({ expiresOn, points }) => ({ expiresOn, points: toMinor(points) })),
  };
}

/** Those of an issuer only, where the one who asks is confined to it. */
async function shownProgrammes(ctx: Ctx, ids: readonly Id<'pointsProgramme'>[], issuerId: Id<'organization'> | undefined) {
  const rows = await selectProgrammesById(ctx, ids);
  return new Map(rows.filter((row) => issuerId === undefined || row.issuer_id === issuerId).map((row) => [row.id, row]));
}

async function historyOf(ctx: Ctx, memberId: Id<'member'>, { pointsProgrammeId, limit, cursor }: Page): Promise<OutputOf<History>> {
  const issuerId = confinedTo(ctx.actor);
  const [at, key] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ENTRY]) ?? [];
  return asSystem(ctx, async (system) => {
    const holdings = await selectHoldings(system, { memberId, today: await businessDayNow(system), endings: 0 });
    const held = holdings.map(({ programmeId }) => programmeId).filter((id) => pointsProgrammeId === undefined || id === pointsProgrammeId);
    const programmes = await shownProgrammes(system, held, issuerId);
    const before = at !== undefined && key !== undefined ? { at, key } : undefined;
    const rows = await selectEntries(system, { memberId, programmeIds: [...programmes.keys()], before, limit: limit + 1 });
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.key]);
    return { items: items.map((row) => entryView(row, programmes.get(row.programmeId))), nextCursor };
  });
}

function entryView({ key, points, ...row }: EntryRow, programme: ProgrammeRow | undefined): OutputOf<History>['items'][number] {
  return { id: key, points: toMinor(points), programmeName: nameOf(programme ?? { name_zh: '', name_en: '' }), ...row };
}
