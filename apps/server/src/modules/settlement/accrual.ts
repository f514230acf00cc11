import { AppError } from '@tessera/contract';
import { type Id, type Minor, negate, ZERO } from '@tessera/kernel';
import type { AccrualRow, ShareRow } from './accrual-queries.ts';
import type { AccrualKind } from './tables.ts';

export type AccrualSource = {
  readonly programmeId: Id<'pointsProgramme'>;
  /** Null: a programme of the operator's own, which nobody is billed for. */
  readonly issuerId: Id<'organization'> | null;
  readonly points: number;
  /** What the issuer pays the operator for these points. */
  readonly priceMinor: Minor;
};

/** What a redemption, or the taking back of one, means for the books. Every figure is positive; `kind` says which way it goes. */
export type Accruing = {
  /** UUIDv7: the key, and the accrual's id from now on. */
  readonly id: string;
  readonly kind: AccrualKind;
  /** Of a reversal, the redemption that it takes back in part or whole. */
  readonly reverses: string | null;
  readonly occurredAt: Date;
  readonly businessOn: string;
  readonly memberId: Id<'member'>;
  readonly merchantId: Id<'organization'>;
  readonly shopId: Id<'shop'> | null;
  readonly itemId: string;
  /** As it is called at this moment. */
  readonly itemName: string;
  readonly categoryId: string;
  readonly quantity: number;
  /** What the operator pays the merchant for it. */
  readonly agreedMinor: Minor;
  readonly sources: readonly AccrualSource[];
  /** What the member paid in money beside the points; a payment of its own moved it. */
  readonly cashMinor: Minor;
};

/** The rows of an accrual that counts on a day. Pure. */
export function rowsOf(of: Accruing, countedOn: string): { accrual: AccrualRow; shares: ShareRow[] } {
  const signed = (amount: Minor) => (of.kind === 'reversal' ? negate(amount) : amount);
  const common = {
    kind: of.kind,
    occurred_at: of.occurredAt,
    counted_on: countedOn,
    member_id: of.memberId,
    merchant_id: of.merchantId,
    item_id: of.itemId,
    item_name: of.itemName,
  };
  return {
    accrual: {
      ...common,
      id: of.id,
      reverses: of.reverses,
      business_on: of.businessOn,
      shop_id: of.shopId,
      category_id: of.categoryId,
      quantity: of.kind === 'reversal' ? 0 - of.quantity : of.quantity,
      agreed_minor: signed(of.agreedMinor),
      cash_minor: signed(of.cashMinor),
    },
    shares: of.sources.map(({ programmeId, issuerId, points, priceMinor }) => ({
      ...common,
      accrual_id: of.id,
      programme_id: programmeId,
      issuer_id: issuerId,
      points: of.kind === 'reversal' ? -points : points,
      price_minor: signed(priceMinor),
    })),
  };
}

/** @throws RangeError for what no caller may say: figures below nought, a programme twice, a reversal of nothing. */
export function checkAccruing({ kind, reverses, quantity, agreedMinor, cashMinor, sources }: Accruing): void {
  const isWhole = [quantity, agreedMinor, cashMinor, ...sources.flatMap(({ points, priceMinor }) => [points, priceMinor])].every(
    (figure) => Number.isSafeInteger(figure) && figure >= 0,
  );
  if (!isWhole || (kind === 'redemption' && quantity === 0)) throw new RangeError('an accrual is of whole figures, none below nought');
  if (sources.some(({ points }) => points === 0)) throw new RangeError('a source gives points');
  if (new Set(sources.map(({ programmeId }) => programmeId)).size < sources.length) throw new RangeError('a programme is one source');
  if ((kind === 'reversal') !== (reverses !== null)) throw new RangeError('a reversal takes something back');
}

type Standing = { accrual: AccrualRow; shares: readonly ShareRow[] };

/**
 * What is taken back is of the same member, merchant and programmes, and with what was taken back before never more than there was. Pure.
 * @throws AppError `settlement.reversal_too_much`
 */
export function refuseTooMuch({ accrual, shares }: Standing, original: Standing, before: readonly Standing[]): void {
  const taken = (pick: (of: Standing) => number) => [...before, { accrual, shares }].reduce((sum, of) => sum + pick(of), 0);
  const isOver = (figure: number, pick: (of: Standing) => number) => figure + taken(pick) < 0;
  const first = original.accrual;
  const isOther = first.kind !== 'redemption' || first.member_id !== accrual.member_id || first.merchant_id !== accrual.merchant_id;
  const isMoreOfShare = shares.some(({ programme_id, issuer_id }) => {
    const source = original.shares.find((share) => share.programme_id === programme_id && share.issuer_id === issuer_id);
    const of = (standing: Standing) => standing.shares.find((share) => share.programme_id === programme_id);
    if (!source) return true;
    return isOver(source.points, (one) => of(one)?.points ?? 0) || isOver(source.price_minor, (one) => of(one)?.price_minor ?? ZERO);
  });
  const isMore =
    isOver(first.quantity, (one) => one.accrual.quantity) ||
    isOver(first.agreed_minor, (one) => one.accrual.agreed_minor) ||
    isOver(first.cash_minor, (one) => one.accrual.cash_minor);
  if (isOther || isMoreOfShare || isMore) throw new AppError('settlement.reversal_too_much', { accrualId: first.id });
}

/** Whether what was kept under a key is what is asked for now. Pure. */
export function isSame(kept: Standing, asked: Standing): boolean {
  return textOf(kept) === textOf(asked);
}

function textOf({ accrual, shares }: Standing): string {
  const { id, kind, reverses, business_on, member_id, merchant_id, item_id, quantity, agreed_minor, cash_minor } = accrual;
  const lines = shares.map(({ programme_id, points, price_minor }) => [programme_id, points, price_minor]).sort();
  return JSON.stringify([id, kind, reverses, business_on, member_id, merchant_id, item_id, quantity, agreed_minor, cash_minor, lines]);
}
