import { AppError, type InputOf, type issuertopups, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findMembers, findMembersByNumber } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { mayComeBack } from './issuer-top-up.ts';
import { selectTopUp, selectTopUps, type TopUpRow } from './queries.ts';

type List = typeof issuertopups.listIssuerTopUps;
export type TopUpView = OutputOf<List>['items'][number];

/** Newest first: the operator sees all, an issuer its own. */
export async function listIssuerTopUps(ctx: Ctx, { cursor, limit, ...filter }: InputOf<List>): Promise<OutputOf<List>> {
  const members = filter.q === undefined ? [] : [...(await findMembersByNumber(ctx, [filter.q])).values()];
  const memberIds = members.map(({ id }) => id);
  const rows = await selectTopUps(ctx, { ...filter, memberIds, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeTopUps(ctx, items), nextCursor };
}

/** @throws AppError `issuertopups.unknown` for what the actor may not see */
export async function describeTopUp(ctx: Ctx, issuerTopUpId: Id<'issuerTopUp'>): Promise<TopUpView> {
  const row = await selectTopUp(ctx, issuerTopUpId);
  const [view] = row ? await describeTopUps(ctx, [row]) : [];
  if (!view) throw new AppError('issuertopups.unknown', { issuerTopUpId });
  return view;
}

/** What of them the actor may see was decided when the rows were read. */
async function describeTopUps(ctx: Ctx, rows: readonly TopUpRow[]): Promise<TopUpView[]> {
  const { actor } = ctx;
  const mayTakeBack = actor.kind === 'staff' && actor.organizationKind === 'issuer' && actor.permissions.has('deposits.topUp');
  return asSystem(ctx, async (system) => {
    const issuers = await findOrganizations(
      system,
      rows.map((row) => row.issuer_id),
    );
    const members = await findMembers(
      system,
      rows.map((row) => row.member_id),
    );
    return rows.map((row) => ({
      id: row.id,
      issuerId: row.issuer_id,
      issuerName: issuers.get(row.issuer_id)?.name ?? '',
      memberId: row.member_id,
      memberName: members.get(row.member_id)?.name ?? '',
      memberNumber: members.get(row.member_id)?.memberNumber ?? '',
      amountMinor: row.amount_minor,
      way: row.way,
      reference: row.reference,
      reason: row.reason,
      byName: row.made_by_name,
      businessOn: row.business_on,
      at: row.at,
      takenBackAt: row.taken_back_at,
      takenBackByName: row.taken_back_by_name,
      takenBackReason: row.taken_back_reason,
      mayTakeBack: mayTakeBack && mayComeBack(row, ctx.now),
    }));
  });
}
