import { AppError, type InputOf, type OutputOf, type slips } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findMembersByNumber, type MemberView } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { insertSlips } from './queries.ts';
import { announceSlips, clerkOf } from './slip.ts';
import { dayProblem, type SlipDays, slipDays } from './slip-days.ts';

type Input = InputOf<typeof slips.keySlips>;
type Line = Input['slips'][number];
type Problem = OutputOf<typeof slips.keySlips>['lines'][number]['problem'];

/** Takes the lines that can be taken; what is wrong with each of the others is answered. @throws AppError `slips.merchant_unknown` */
export async function keySlips(ctx: Ctx, { merchantId, slips: lines }: Input): Promise<OutputOf<typeof slips.keySlips>> {
  const clerk = clerkOf(ctx);
  const merchant = (await findOrganizations(ctx, [merchantId])).get(merchantId);
  if (merchant?.kind !== 'merchant') throw new AppError('slips.merchant_unknown', { merchantId });
  const members = await findMembersByNumber(
    ctx,
    lines.map((line) => line.memberNumber),
  );
  const days = await slipDays(ctx);
  const judged = lines.map((line) => ({ line, id: newId<'slip'>(ctx.now.getTime()), ...judge(line, { members, days }) }));
  const rows = judged.flatMap(({ line, id, member }) =>
    member
      ? [
          {
            id,
            merchant_id: merchantId,
            slip_number: line.slipNumber,
            member_id: member.id,
            amount_minor: line.amountMinor,
            paid_on: line.paidOn,
            import_id: null,
            state: 'waiting' as const,
            keyed_by: clerk.staffId,
            keyed_by_name: clerk.name,
            keyed_at: ctx.now,
            decided_by: null,
            decided_by_name: null,
            decided_at: null,
            reason: null,
          },
        ]
      : [],
  );
  const added = await insertSlips(ctx, rows);
  if (added.size > 0) {
    const after = { merchantId, slipNumbers: rows.filter(({ id }) => added.has(id)).map((row) => row.slip_number) };
    await record(ctx, { action: 'slips.keySlips', targetKind: 'organization', targetId: merchantId, after });
    await announceSlips(ctx);
  }
  return {
    lines: judged.map(({ line, id, problem }) => ({ slipNumber: line.slipNumber, problem: problem ?? (added.has(id) ? null : 'number_used') })),
  };
}

/** Pure. */
function judge(line: Line, of: { members: ReadonlyMap<string, MemberView>; days: SlipDays }): { member?: MemberView; problem: Problem } {
  const problem = dayProblem(line.paidOn, of.days);
  if (problem) return { problem };
  const member = of.members.get(line.memberNumber.toLowerCase());
  if (!member) return { problem: 'member_unknown' };
  // A number that is written down pays nothing for an anonymous card: no till could have taken it.
  return member.kind === 'anonymous' ? { problem: 'anonymous_card' } : { member, problem: null };
}
