import { createHash } from 'node:crypto';
import { add, type Id, type Minor } from '@tessera/kernel';
import { keyOf, type Leg, type Transfer } from '../ledger/index.ts';
import type { Direction } from './movement-kinds.ts';

/** Whose account it is, and whether it is the cash purse of the wallet or another purse. */
export type Holding = { readonly memberId: Id<'member'>; readonly isCash: boolean };
export type Holdings = ReadonlyMap<number, Holding>;

/** Transfers of one key that moved one member's money one way. */
export type Movement = {
  readonly id: Id<'payment'>;
  readonly memberId: Id<'member'>;
  readonly direction: Direction;
  readonly first: Transfer;
  readonly amountMinor: Minor;
  /** Of the cash purse; `null` when it was not touched and nobody said. */
  readonly balanceAfterMinor: Minor | null;
  /** Which purses it was, unless it was cash alone. */
  readonly legs?: readonly Leg[];
  /** The account on the other side of the first transfer: a merchant's, a channel's, the operator's. */
  readonly counterAccount: number;
};

type Side = { readonly transfer: Transfer; readonly direction: Direction; readonly memberId: Id<'member'>; readonly account: number };

/** In the order of the books. Money that changes purses inside one wallet moves nothing. Pure. */
export function movementsOf(transfers: readonly Transfer[], holdings: Holdings): Movement[] {
  const groups = new Map<string, [Side, ...Side[]]>();
  for (const side of transfers.flatMap((transfer) => sidesOf(transfer, holdings))) {
    const place = `${keyOf(side.transfer)} ${side.direction} ${side.memberId}`;
    const group = groups.get(place);
    if (group) group.push(side);
    else groups.set(place, [side]);
  }
  return [...groups.values()].map((sides) => movementOf(sides, holdings));
}

function sidesOf(transfer: Transfer, holdings: Holdings): Side[] {
  const from = holdings.get(transfer.debit)?.memberId;
  const to = holdings.get(transfer.credit)?.memberId;
  if (from && from === to) return [];
  const sides: Side[] = [];
  if (from) sides.push({ transfer, direction: 'out', memberId: from, account: transfer.debit });
  if (to) sides.push({ transfer, direction: 'in', memberId: to, account: transfer.credit });
  if (sides.length > 0 || transfer.payer === null) return sides;
  // A leg that an account outside the wallet gave, or gets back, for the payer.
  const memberId = holdings.get(transfer.payer)?.memberId;
  if (!memberId) return [];
  const isReturned = transfer.original !== null;
  return [{ transfer, direction: isReturned ? 'in' : 'out', memberId, account: isReturned ? transfer.credit : transfer.debit }];
}

function movementOf(sides: [Side, ...Side[]], holdings: Holdings): Movement {
  const [{ transfer: first, direction, memberId, account }] = sides;
  const isCashAlone = sides.length === 1 && holdings.get(account)?.isCash === true;
  const legs = sides.map((side) => ({ account: side.account, amountMinor: side.transfer.amountMinor, balanceAfterMinor: balanceOf(side, holdings) }));
  const cash = sides.find((side) => holdings.get(side.account)?.isCash);
  const told = sides.find(({ transfer }) => transfer.payerBalanceAfterMinor !== null)?.transfer.payerBalanceAfterMinor ?? null;
  const key = keyOf(first);
  const between = direction === 'in' && holdings.has(first.debit);
  return {
    id: (between ? otherSideOf(key) : key) as Id<'payment'>, // A payment has the id of its first transfer.
    memberId,
    direction,
    first,
    amountMinor: add(...legs.map((leg) => leg.amountMinor)),
    balanceAfterMinor: told ?? (cash ? balanceOf(cash, holdings) : null),
    ...(!isCashAlone && { legs }),
    counterAccount: direction === 'in' ? first.debit : first.credit,
  };
}

/** The ledger says one balance a transfer: the giver's, where both accounts keep one. */
function balanceOf({ transfer, direction }: Side, holdings: Holdings): Minor | null {
  return direction === 'in' && holdings.has(transfer.debit) ? null : transfer.balanceAfterMinor;
}

/** Money between two members is one transfer and two movements; the receiver's has an id that follows from the giver's, of the same instant. */
function otherSideOf(key: string): string {
  const digits = createHash('sha256').update(`receiver ${key}`).digest('hex');
  const variant = '89ab'[Number.parseInt(digits.slice(3, 4), 16) % 4] ?? '8';
  return `${key.slice(0, 14)}7${digits.slice(0, 3)}-${variant}${digits.slice(4, 7)}-${digits.slice(7, 19)}`;
}
