import type { OutputOf, payments } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { describeLegsOf } from './describe-legs.ts';
import type { ListedPayment } from './queries.ts';

export type PaymentDescription = OutputOf<typeof payments.listPayments>['items'][number];

/** Payments as the contract shows them, with the names around them in one query a noun. Merchants and terminals see masked names. */
export async function describePayments(ctx: Ctx, rows: readonly ListedPayment[]): Promise<PaymentDescription[]> {
  const masked = ctx.actor.kind === 'terminal' || (ctx.actor.kind === 'staff' && ctx.actor.organizationKind !== 'operator');
  // Whoever may see a payment may see the names in it, although not the records behind them; what must be masked is masked below.
  const { members, merchants, terminals } = await asSystem(ctx, async (system) => ({
    members: await findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
    merchants: await findOrganizations(
      system,
      rows.flatMap((row) => row.merchant_id ?? []),
    ),
    terminals: await findTerminals(
      system,
      rows.flatMap((row) => row.terminal_id ?? []),
    ),
  }));
  const legs = await describeLegsOf(ctx, rows);
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
      legs: legs.get(row.id) ?? [],
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
