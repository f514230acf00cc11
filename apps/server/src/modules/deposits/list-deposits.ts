import type { deposits, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type KeyPart, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { type DepositView, describeDeposit, describeDeposits, knownDeposit } from './deposit.ts';
import { type LineRow, selectDeposits, selectLines } from './queries.ts';

type Lines = typeof deposits.listDepositLines;
const KEY_ORDINAL: KeyPart = { test: (text) => /^\d{1,15}$/.test(text) };

/** In the order in which they were opened. */
export async function listIssuerDeposits(ctx: Ctx): Promise<OutputOf<typeof deposits.listIssuerDeposits>> {
  return { items: await describeDeposits(ctx, await selectDeposits(ctx)) };
}

/** @throws AppError `deposits.none` */
export async function getIssuerDeposit(ctx: Ctx, { issuerId }: InputOf<typeof deposits.getIssuerDeposit>): Promise<DepositView> {
  return describeDeposit(ctx, await knownDeposit(ctx, issuerId));
}

/** Newest first. @throws AppError `deposits.none` */
export async function listDepositLines(ctx: Ctx, { issuerId, kind, from, to, limit, cursor }: InputOf<Lines>): Promise<OutputOf<Lines>> {
  await knownDeposit(ctx, issuerId);
  const [before] = keyOfCursor(cursor, [KEY_ORDINAL]) ?? [];
  const rows = await selectLines(ctx, { issuerId, kind, from, to, before: before === undefined ? undefined : Number(before), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [String(row.ordinal)]);
  return { items: items.map(lineView), nextCursor };
}

export function lineView(row: LineRow): OutputOf<Lines>['items'][number] {
  return {
    id: row.id,
    kind: row.kind,
    reference: row.reference,
    businessOn: row.business_on,
    at: row.at,
    amountMinor: row.amount_minor,
    balanceMinor: row.balance_minor,
  };
}
