import { AppError, type deposits, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import type { SlipRow } from './queries.ts';

export type SlipView = OutputOf<typeof deposits.confirmDepositSlip>;

/** Whoever decides about money is one of the operator's people. @throws AppError `request.forbidden` */
export function personOf({ actor }: Ctx): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff' || actor.organizationKind !== 'operator') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

export async function describeSlips(ctx: Ctx, rows: readonly SlipRow[]): Promise<SlipView[]> {
  const { actor } = ctx;
  const issuers = await asSystem(ctx, (system) =>
    findOrganizations(
      system,
      rows.map((row) => row.issuer_id),
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    issuerId: row.issuer_id,
    issuerName: issuers.get(row.issuer_id)?.name ?? '',
    amountMinor: row.amount_minor,
    reference: row.reference,
    paidOn: row.paid_on,
    note: row.note,
    state: row.state,
    enteredByName: row.entered_by_name,
    enteredAt: row.entered_at,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
    reason: row.reason,
    mayDecide: row.state === 'entered' && actor.kind === 'staff' && actor.permissions.has('deposits.approve') && actor.staffId !== row.entered_by,
  }));
}

export async function describeSlip(ctx: Ctx, row: SlipRow): Promise<SlipView> {
  const [view] = await describeSlips(ctx, [row]);
  if (!view) throw new Error('a slip has one description');
  return view;
}
