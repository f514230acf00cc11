import { add, type Id, type Minor, negate, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { post } from '../ledger/index.ts';
import { bankAccount, DEPOSIT_CODES } from './deposit.ts';
import { type DepositRow, insertLine, type LineRow, lockDeposit, lockOpening, type SlipRow, selectLines } from './queries.ts';
import { watchDeposit } from './watch-deposits.ts';

export type Bill = { readonly id: string; readonly issuerId: Id<'organization'>; readonly month: string; readonly amountMinor: Minor };

/** Money of an issuer has come in: bank → deposit. The slip's own lock keeps it from being booked twice. */
export async function bookSlip(ctx: Ctx, slip: Pick<SlipRow, 'id' | 'issuer_id' | 'amount_minor' | 'reference'>): Promise<void> {
  await asSystem(ctx, async (system) => {
    const bank = await bankAccount(system);
    const deposit = await lockDeposit(system, slip.issuer_id);
    if (!deposit) throw new Error('a slip is of a deposit');
    const { id, amount_minor: amountMinor, reference } = slip;
    const transfer = { id, debit: bank, credit: deposit.account_id, amountMinor, code: DEPOSIT_CODES.deposit };
    await post(system, { businessOn: await businessDayNow(system), transfers: [transfer] });
    await writeLine(system, deposit, { id, kind: 'deposit', reference, amountMinor });
    await watchDeposit(system, slip.issuer_id);
  });
}

/**
 * A bill that was issued is set off against its issuer's deposit, whole: what the deposit does not cover stands below nought until more is paid in.
 * Nothing happens where the issuer does not pay in advance. In the caller's transaction, which issues the bill once.
 */
export async function setOffBill(ctx: Ctx, { id, issuerId, month, amountMinor }: Bill, receivable: number): Promise<void> {
  await asSystem(ctx, async (system) => {
    // Of a deposit that is being opened meanwhile this bill is either one that came before, or the first.
    await lockOpening(system);
    const deposit = await lockDeposit(system, issuerId);
    if (!deposit || amountMinor === 0) return;
    const transferId = newId(system.now.getTime());
    const { account_id: account } = deposit;
    const transfer =
      amountMinor > 0
        ? { id: transferId, debit: account, credit: receivable, amountMinor, code: DEPOSIT_CODES.setOff }
        : { id: transferId, debit: receivable, credit: account, amountMinor: negate(amountMinor), code: DEPOSIT_CODES.setOffReturn };
    await post(system, { businessOn: await businessDayNow(system), transfers: [transfer] });
    await writeLine(system, deposit, { id, kind: 'bill', reference: month, amountMinor: negate(amountMinor) });
    await watchDeposit(system, issuerId);
  });
}

type Moved = { id: string; kind: LineRow['kind']; reference: string; amountMinor: Minor };

/** Of a deposit that is locked. */
export async function writeLine(ctx: Ctx, { issuer_id }: DepositRow, moved: Moved): Promise<void> {
  const [last] = await selectLines(ctx, { issuerId: issuer_id, limit: 1 });
  await insertLine(ctx, {
    id: moved.id,
    issuer_id,
    ordinal: (last?.ordinal ?? 0) + 1,
    kind: moved.kind,
    reference: moved.reference,
    business_on: await businessDayNow(ctx),
    at: ctx.now,
    amount_minor: moved.amountMinor,
    balance_minor: last ? add(last.balance_minor, moved.amountMinor) : moved.amountMinor,
  });
}
