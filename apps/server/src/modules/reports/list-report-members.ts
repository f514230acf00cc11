import { type InputOf, MEMBER_SEGMENTS, type OutputOf, type reports } from '@tessera/contract';
import { toMinor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, type KeyPart, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { isMerchants, memberPartyOf, unitOf } from './party.ts';
import { type Measure, type MemberFilter, selectMeans, selectSegmentMembers, selectSegments } from './queries.ts';
import { checked, recentSince } from './range.ts';

type Segments = typeof reports.getReportSegments;
type Members = typeof reports.listReportMembers;

const KEY_AMOUNT: KeyPart = /^-?\d{1,16}$/;

/** Members held against the means of their range, so that a quiet month has its regulars too. @throws AppError `reports.range_invalid` */
export async function getReportSegments(ctx: Ctx, input: InputOf<Segments>): Promise<OutputOf<Segments>> {
  const { of, measure } = await measured(ctx, input);
  const rows = await selectSegments(ctx, of, measure);
  return {
    unit: unitOf(ctx.actor),
    ...measure,
    meanAmount: toMinor(measure.meanAmount),
    items: MEMBER_SEGMENTS.map((segment) => {
      const row = rows.find((one) => one.segment === segment);
      return { segment, memberCount: row?.member_count ?? 0, visitCount: row?.visit_count ?? 0, amount: row?.amount ?? ZERO };
    }),
  };
}

/** @throws AppError `reports.range_invalid` */
export async function listReportMembers(ctx: Ctx, input: InputOf<Members>): Promise<OutputOf<Members>> {
  const { of, measure } = await measured(ctx, input);
  const [amount, memberId] = keyOfCursor(input.cursor, [KEY_AMOUNT, KEY_ID]) ?? [];
  const after = amount && memberId ? { amount, memberId } : undefined;
  const rows = await selectSegmentMembers(ctx, of, { ...measure, segment: input.segment, after, limit: input.limit + 1 });
  const { items, nextCursor } = pageOf(rows, input.limit, (row) => [String(row.amount), row.member_id]);
  const isMasked = isMerchants(ctx.actor);
  // A merchant's rows are of its customers, whose list is not open to it: it is told a masked name.
  const find = (reader: Ctx) =>
    findMembers(
      reader,
      items.map(({ member_id }) => member_id),
    );
  const members = await (isMasked ? asSystem(ctx, find) : find(ctx));
  return {
    unit: unitOf(ctx.actor),
    nextCursor,
    items: items.map((row) => {
      const member = members.get(row.member_id);
      return {
        memberId: isMasked ? null : row.member_id,
        memberName: isMasked ? maskName(member?.name ?? '') : (member?.name ?? ''),
        memberNumber: isMasked ? maskNumber(member?.memberNumber ?? '') : (member?.memberNumber ?? ''),
        segment: row.segment,
        lastOn: row.last_on,
        dayCount: row.day_count,
        visitCount: row.visit_count,
        amount: row.amount,
      };
    }),
  };
}

async function measured(ctx: Ctx, input: InputOf<Segments>): Promise<{ of: MemberFilter; measure: Measure }> {
  const { from, to, merchantId } = checked(input);
  const of = { partyId: memberPartyOf(ctx.actor, merchantId), from, to };
  return { of, measure: { recentSince: recentSince(of), ...(await selectMeans(ctx, of)) } };
}
