import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { credentialOf, findTransfers, followJournal, keyOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { holdingsOf } from './holdings.ts';
import { type Movement, movementsOf } from './movement.ts';
import { kindOf } from './movement-kinds.ts';
import { type NewPayment, recordPayments } from './record-payments.ts';

/** Journal pages that one transaction takes: at the busiest, some thousand charges. */
export const PAGES_PER_STEP = 16;
const SUBSCRIBER = 'movements';

/**
 * Carries whatever moved a member's money from the ledger's journal into what people look at, in order, from where it stopped. One process at
 * a time does it. What somebody wrote with the transfer itself, because a person waits for it, is there already and stays.
 * Answers how many pages it took; 0 when it has caught up or another process is at it.
 */
export function projectMovements(ctx: Ctx): Promise<number> {
  return followJournal(ctx, {
    subscriber: SUBSCRIBER,
    limit: PAGES_PER_STEP,
    apply: async (pages) => {
      const transfers = pages.flatMap((page) => page.transfers).filter(({ code }) => code !== 0);
      if (transfers.length > 0) await recordPayments(ctx, await rowsOf(ctx, transfers));
    },
  });
}

async function rowsOf(ctx: Ctx, transfers: readonly Transfer[]): Promise<NewPayment[]> {
  const { holdings, merchants } = await holdingsOf(ctx, transfers);
  const movements = movementsOf(transfers, holdings);
  const originals = await originalsOf(ctx, movements);
  return movements.map((movement) => {
    const original = originals.get(movement.first.original ?? '');
    return rowOf(movement, { original, merchantId: merchants.get(movement.counterAccount) ?? null });
  });
}

/** What was given back, by the id that the transfer names. */
async function originalsOf(ctx: Ctx, movements: readonly Movement[]): Promise<Map<string, Transfer>> {
  const ids = movements.flatMap(({ first }) => first.original ?? []);
  return new Map((ids.length === 0 ? [] : await findTransfers(ctx, ids)).map((transfer) => [transfer.id, transfer]));
}

function rowOf(movement: Movement, of: { original: Transfer | undefined; merchantId: Id<'organization'> | null }): NewPayment {
  const { first, direction } = movement;
  const ofCharge = of.original?.code === TRANSFER_CODES.payment && of.merchantId !== null;
  const credential = credentialOf(first.via);
  const kind = kindOf(first.code, { direction, atMerchant: of.merchantId !== null, ofCharge, credential });
  return {
    id: movement.id,
    kind,
    amount_minor: movement.amountMinor,
    balance_after_minor: movement.balanceAfterMinor,
    member_id: movement.memberId,
    merchant_id: of.merchantId,
    terminal_id: kind === 'charge' ? (first.origin as Id<'terminal'> | null) : null, // A charge's origin is its terminal.
    staff_id: null,
    credential,
    original_id: of.original ? (keyOf(of.original) as Id<'payment'>) : null, // A payment has the id of its first transfer.
    reason: null,
    business_on: first.businessOn,
    at: first.at,
    ...(movement.legs && { legs: movement.legs }),
  };
}
