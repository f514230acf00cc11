import type { alerts, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { findStaffNames } from '../organizations/index.ts';
import type { AlertRow } from './queries.ts';

/** As the contract shows it. */
export type AlertView = OutputOf<typeof alerts.reviewAlert>;

/** With the names of members and reviewers, in two queries. */
export async function describeAlerts(ctx: Ctx, rows: readonly AlertRow[]): Promise<AlertView[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  const staff = await findStaffNames(
    ctx,
    rows.flatMap((row) => row.reviewed_by ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    memberId: row.member_id,
    memberName: members.get(row.member_id)?.name ?? '',
    memberNumber: members.get(row.member_id)?.memberNumber ?? '',
    businessOn: row.business_on,
    amountMinor: row.amount_minor,
    thresholdMinor: row.threshold_minor,
    raisedAt: row.raised_at,
    reviewedAt: row.reviewed_at,
    reviewedBy: row.reviewed_by && (staff.get(row.reviewed_by) ?? null),
    note: row.note,
  }));
}
