import type { InputOf, OutputOf, payments } from '@tessera/contract';
import { type Id, isId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { describePayments } from './describe-payments.ts';
import { partyOf } from './party.ts';
import { type PaymentFilter, selectPayments } from './queries.ts';

type Page = OutputOf<typeof payments.listPayments>;

/** What the back office looks at; a merchant's staff is held to its own, here and by the database. */
export async function listPayments(ctx: Ctx, input: InputOf<typeof payments.listPayments>): Promise<Page> {
  const { q, memberId, merchantId, terminalId } = input;
  const filter: Partial<PaymentFilter> = { ...(merchantId && { merchantId }), ...(terminalId && { terminalId }) };
  if (memberId) filter.memberIds = [memberId];
  if (q && isId(q))
    filter.paymentId = q as Id<'payment'>; // A search for a whole id is a search for a payment.
  else if (q) filter.memberIds = await searchMembers(ctx, q);
  return listBy(ctx, input, filter);
}

/** The signed-in member's own, whatever else is asked. */
export function listOwnPayments(ctx: Ctx, input: InputOf<typeof payments.listOwnPayments>): Promise<Page> {
  return listBy(ctx, input, { memberIds: ctx.actor.kind === 'member' ? [ctx.actor.memberId] : [] });
}

/** The terminal's own sales and refunds. */
export async function listTerminalPayments(ctx: Ctx, input: InputOf<typeof payments.listTerminalPayments>): Promise<Page> {
  if (ctx.actor.kind !== 'terminal') return { items: [], nextCursor: null };
  return listBy(ctx, input, { terminalId: ctx.actor.terminalId });
}

async function listBy(ctx: Ctx, input: InputOf<typeof payments.listOwnPayments>, filter: Partial<PaymentFilter>): Promise<Page> {
  const [at, id] = keyOfCursor(input.cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const { kind, from, to, limit } = input;
  const window = { ...(kind && { kind }), ...(from && { from }), ...(to && { to }), ...(at && id && { before: { at, id } }) };
  const rows = await selectPayments(ctx, { party: partyOf(ctx.actor), ...filter, ...window, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id]);
  return { items: await describePayments(ctx, items), nextCursor };
}
