import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { alertSpenders, notify } from '../notifications/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import type { PaymentRow } from './queries.ts';

/**
 * Tells the payers what nobody else tells them: of a top-up and a refund at once, of charges only those who want to hear of each. For charges this is one look a batch,
 * from the journal's follower, long after the till was answered.
 */
export async function tellHolders(ctx: Ctx, rows: readonly PaymentRow[]): Promise<void> {
  await alertSpenders(
    ctx,
    rows.flatMap(({ id, kind, member_id, merchant_id, amount_minor, balance_after_minor, at }) =>
      kind === 'charge' && merchant_id && balance_after_minor !== null
        ? [
            {
              paymentId: id,
              memberId: member_id,
              merchantId: merchant_id,
              amountMinor: amount_minor,
              balanceAfterMinor: balance_after_minor,
              at: at.toISOString(),
            },
          ]
        : [],
    ),
  );
  // What an issuer gives is told by whoever gives it, with its name.
  const told = rows.filter(({ kind }) => kind === 'top_up' || kind === 'refund');
  for (const row of told) await tellOne(ctx, row);
}

async function tellOne(ctx: Ctx, row: PaymentRow): Promise<void> {
  const to = { memberId: row.member_id };
  const said = { amount: row.amount_minor, balance: row.balance_after_minor ?? 0, at: row.at.toISOString() };
  if (row.kind === 'top_up') return notify(ctx, { to, kind: 'wallet.toppedUp', params: said, key: row.id });
  const merchant = await merchantName(ctx, row);
  await notify(ctx, { to, kind: 'wallet.refunded', params: { ...said, merchant }, key: row.id });
}

async function merchantName(ctx: Ctx, { merchant_id }: PaymentRow): Promise<string> {
  if (!merchant_id) return '';
  // Whoever gives back may not see the merchant's record; its name is no secret to the payer.
  const found = await asSystem(ctx, (system) => findOrganizations(system, [merchant_id]));
  return found.get(merchant_id)?.name ?? '';
}
