import type { InputOf, OutputOf, payments } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { describePayments } from './describe-payments.ts';
import { type PaymentFilter, selectPayments } from './history-queries.ts';
import { partyOf } from './party.ts';
import { filterOf } from './payment-filter.ts';

type Page = OutputOf<typeof payments.listPayments>;

/** What the back office looks at; a merchant's staff is held to its own, here and by the database. */
export async function listPayments(ctx: Ctx, input: InputOf<typeof payments.listPayments>): Promise<Page> {
  return listBy(ctx, input, await filterOf(ctx, input));
}

/** The signed-in member's own, whatever else is asked. */
export async function listOwnPayments(ctx: Ctx, input: InputOf<typeof payments.listOwnPayments>): Promise<Page> {
  return ctx.actor.kind === 'member' ? listBy(ctx, input, await filterOf(ctx, input)) : { items: [], nextCursor: null };
}

/** The terminal's own sales and refunds. */
export async function listTerminalPayments(ctx: Ctx, input: InputOf<typeof payments.listTerminalPayments>): Promise<Page> {
  if (ctx.actor.kind !== 'terminal') return { items: [], nextCursor: null };
  return listBy(ctx, input, { party: partyOf(ctx.actor), terminalId: ctx.actor.terminalId });
}

async function listBy(ctx: Ctx, { cursor, limit }: InputOf<typeof payments.listTerminalPayments>, filter: PaymentFilter): Promise<Page> {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const rows = await selectPayments(ctx, { ...filter, ...(at && id && { before: { at, id } }), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id]);
  return { items: await describePayments(ctx, items), nextCursor };
}
