import type { OutputOf, payments } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findTerminals } from '../terminals/index.ts';
import type { ListedPayment } from './queries.ts';

export type PaymentDescription = OutputOf<typeof payments.listPayments>['items'][number];

/** Payments as the contract shows them, with the names around them in one query a noun. Only the operator and the member see whole names. */
export async function describePayments(ctx: Ctx, rows: readonly ListedPayment[]): Promise<PaymentDescription[]> {
  const present = <Value>(values: (Value | null)[]) => values.filter((value) => value !== null);
  const merchants = await findOrganizations(ctx, present(rows.map((row) => row.merchant_id)));
  const terminals = await findTerminals(ctx, present(rows.map((row) => row.terminal_id)));
  const memberIds = [...new Set(rows.map((row) => row.member_id))];
  const masked = ctx.actor.kind === 'terminal' || (ctx.actor.kind === 'staff' && ctx.actor.organizationKind === 'merchant');
  // Merchants and terminals may read no member; what they are shown of one is masked below.
  const members = masked ? await asSystem(ctx, (system) => findMembers(system, memberIds)) : await findMembers(ctx, memberIds);
  return rows.map((row) => {
    const member = members.get(row.member_id);
    const name = member?.name ?? '';
    const number = member?.memberNumber ?? '';
    return {
      id: row.id,
      kind: row.kind,
      amountMinor: row.amount_minor,
      refundedMinor: row.refunded_minor,
      balanceAfterMinor: row.balance_after_minor,
      memberId: masked ? null : row.member_id,
      memberName: masked ? maskName(name) : name,
      memberNumber: masked ? maskNumber(number) : number,
      merchantId: row.merchant_id,
      merchantName: (row.merchant_id && merchants.get(row.merchant_id)?.name) ?? null,
      terminalId: row.terminal_id,
      terminalName: (row.terminal_id && terminals.get(row.terminal_id)?.name) ?? null,
      credential: row.credential,
      originalId: row.original_id,
      reason: row.reason,
      at: row.at,
    };
  });
}

/** One payment that is known to be there. */
export async function describePayment(ctx: Ctx, row: ListedPayment): Promise<PaymentDescription> {
  const [description] = await describePayments(ctx, [row]);
  if (!description) throw new Error('a payment has one description');
  return description;
}
