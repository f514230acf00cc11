import type { funding, OutputOf } from '@tessera/contract';
import { ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { type PartRow, selectLapsing, selectPartsOf, type WithdrawalRow } from './queries.ts';

export type WithdrawalView = OutputOf<typeof funding.createWithdrawal>;
export type OwnWithdrawalView = OutputOf<typeof funding.requestWithdrawal>;

export async function describeWithdrawals(ctx: Ctx, rows: readonly WithdrawalRow[]): Promise<WithdrawalView[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  const own = await describeOwn(ctx, rows);
  return rows.flatMap((row, index) => {
    const view = own[index];
    const member = members.get(row.member_id);
    if (!view || !member) return [];
    return [
      {
        ...view,
        memberId: row.member_id,
        memberName: member.name,
        memberNumber: member.memberNumber,
        reason: row.reason,
        madeByName: row.made_by_name,
        decidedByName: row.decided_by_name,
        decidedAt: row.decided_at,
      },
    ];
  });
}

/** As the member sees their own: who decided is the operator's business. */
export async function describeOwn(ctx: Ctx, rows: readonly WithdrawalRow[]): Promise<OwnWithdrawalView[]> {
  const parts = await selectPartsOf(
    ctx,
    rows.map(({ id }) => id),
  );
  const lapsing = await selectLapsing(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    amountMinor: row.amount_minor,
    paidMinor: row.paid_minor,
    giftMinor: lapsing.get(row.id) ?? ZERO,
    purpose: row.purpose,
    way: row.way,
    state: row.state,
    note: row.note,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    parts: parts.filter((part) => part.withdrawal_id === row.id).map(partView),
  }));
}

function partView({ channel, amount_minor: amountMinor, state }: PartRow) {
  return { channel, amountMinor, state };
}
