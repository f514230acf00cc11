import type { POINTS_SOURCES } from '@tessera/contract';
import { type BusinessDay, dayAfter, type Id, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { openAccounts, post } from '../ledger/index.ts';
import { notifyAll } from '../notifications/index.ts';
import { insertAccounts, selectAccountsOfMembers } from './account-queries.ts';
import { lastDayOf } from './expiry.ts';
import { insertLots, type LotRow } from './lot-queries.ts';
import type { ProgrammeRow } from './queries.ts';

/** Codes of the transfers of points. */
export const POINTS_CODES = { grant: 140, draw: 141, return: 142, expiry: 143, takeBack: 144 } as const;

export type Gift = {
  /** Also the transfer's key: the same gift again is no second one. */
  readonly id: Id<'pointsLot'>;
  readonly memberId: Id<'member'>;
  readonly points: number;
};
export type Giving = {
  readonly programme: ProgrammeRow;
  readonly today: BusinessDay;
  readonly source: (typeof POINTS_SOURCES)[number];
  readonly roundId?: Id<'pointsRound'>;
  readonly label?: string | null;
  readonly gifts: readonly Gift[];
};

/** First and last day of what is given today. */
export function daysOf(programme: ProgrammeRow, today: BusinessDay): { availableOn: BusinessDay; expiresOn: BusinessDay } {
  const availableOn = dayAfter(today, programme.pending_days);
  return { availableOn, expiresOn: lastDayOf(programme, availableOn) };
}

/**
 * Gives up to a few hundred members points, in a number of statements that does not grow with theirs. What is pending moves nothing yet. Under
 * a label, a member who was given before is left out. Answers the lots that are new.
 */
export async function giveLots(ctx: Ctx, giving: Giving): Promise<Set<Id<'pointsLot'>>> {
  const { programme, today, source, roundId = null, label = null, gifts } = giving;
  const { availableOn, expiresOn } = daysOf(programme, today);
  const isPending = programme.pending_days > 0;
  const added = await insertLots(
    ctx,
    gifts.map(({ id, memberId, points }) => ({
      id,
      programme_id: programme.id,
      member_id: memberId,
      round_id: roundId,
      source,
      label,
      state: isPending ? ('pending' as const) : ('active' as const),
      granted: points,
      remaining: points,
      available_on: availableOn,
      expires_on: expiresOn,
      created_at: ctx.now,
      granted_at: isPending ? null : ctx.now,
    })),
  );
  const fresh = gifts.filter(({ id }) => added.has(id));
  if (!isPending) await bringIn(ctx, { programme, today, lots: fresh.map((gift) => ({ ...gift, expiresOn })) });
  return added;
}

type Arriving = Gift & { expiresOn: BusinessDay };

/** Puts the points of lots into their members' accounts, opening those that are not there, and tells the members. */
export async function bringIn(
  ctx: Ctx,
  { programme, today, lots }: { programme: ProgrammeRow; today: BusinessDay; lots: readonly Arriving[] },
): Promise<void> {
  if (lots.length === 0) return;
  const accounts = await accountsFor(
    ctx,
    programme,
    lots.map(({ memberId }) => memberId),
  );
  await post(ctx, {
    id: newId(ctx.now.getTime()),
    businessOn: today,
    transfers: lots.map(({ id, memberId, points }) => ({
      id,
      debit: programme.issued_account,
      credit: accounts(memberId),
      amountMinor: toMinor(points),
      code: POINTS_CODES.grant,
    })),
  });
  await notifyAll(
    ctx,
    lots.map(({ id: key, memberId, points, expiresOn: day }) => ({
      to: { memberId },
      kind: 'points.granted' as const,
      params: { points, nameZh: programme.name_zh, nameEn: programme.name_en, day },
      key,
    })),
  );
  await tellHolders(ctx, lots);
}

/** Open pages of the members look again. */
export function tellHolders(ctx: Ctx, lots: readonly { memberId: Id<'member'> }[]): Promise<void> {
  return notifyLiveAll(ctx, new Map(lots.map(({ memberId }) => [`member:${memberId}`, { kind: 'points' as const }])));
}

/** The account of each member, opened where it is missing. Two who open one at once agree on the first. */
async function accountsFor(ctx: Ctx, programme: ProgrammeRow, memberIds: readonly Id<'member'>[]): Promise<(memberId: Id<'member'>) => number> {
  const known = await selectAccountsOfMembers(ctx, programme.id, memberIds);
  const missing = [...new Set(memberIds)].filter((memberId) => !known.has(memberId));
  if (missing.length > 0) {
    const opened = await openAccounts(
      ctx,
      missing.map((owner) => ({ owner, kind: 'wallet' as const, unit: programme.unit })),
    );
    await insertAccounts(
      ctx,
      opened.map(({ owner, id }) => ({ programme_id: programme.id, member_id: owner as Id<'member'>, account_id: id })), // The owners are members.
    );
  }
  const all = missing.length > 0 ? await selectAccountsOfMembers(ctx, programme.id, memberIds) : known;
  return accountOf(all);
}

export function accountOf(accounts: ReadonlyMap<Id<'member'>, number>): (memberId: Id<'member'>) => number {
  return (memberId) => {
    const account = accounts.get(memberId);
    if (account === undefined) throw new Error(`no account for the points of ${memberId}`);
    return account;
  };
}

export function arrivingOf({ id, member_id: memberId, granted: points, expires_on: expiresOn }: LotRow): Arriving {
  return { id, memberId, points, expiresOn };
}
