import { AppError, type RedemptionState, type ReturnKind } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import type { PartsRefusal, RedemptionLeft } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import type { RedemptionRow, SourceRow } from './queries.ts';

const REFUSALS = {
  not_priced: 'redemptions.not_for_sale',
  points_not_taken: 'redemptions.points_not_taken',
  points_too_few: 'redemptions.points_too_few',
  points_too_many: 'redemptions.points_too_many',
  programme_twice: 'redemptions.points_too_many',
} as const satisfies Record<PartsRefusal, AppError['code']>;

/** What the rules refuse, as an error that the contract names. */
export function refusalOf(refusal: PartsRefusal, itemId: Id<'item'>): AppError {
  return new AppError(REFUSALS[refusal], { itemId });
}

/** Ten digits that people read to each other; they come from the random end of the id, so two are hardly ever the same. */
export function numberOf(id: Id<'redemption'>): string {
  return String(BigInt(`0x${id.replaceAll('-', '').slice(-12)}`) % 10_000_000_000n).padStart(10, '0');
}

/** What is left of a redemption, as the rules of giving back take it. */
export function leftOf(row: RedemptionRow, sources: readonly SourceRow[]): RedemptionLeft {
  return {
    quantity: row.quantity - row.returned_quantity,
    cashMinor: row.cash_left_minor,
    sources: sources.map((source) => ({
      points: source.points_left,
      priceMinor: toMinor(source.price_left ?? 0),
      costMinor: toMinor(source.cost_left ?? 0),
    })),
  };
}

/** In which states each kind of return is still possible: whoever holds the row first decides for all others. */
const FITTING: Readonly<Record<ReturnKind, readonly RedemptionState[]>> = {
  cancel: ['asked', 'waiting'],
  return: ['waiting', 'taken'],
  expiry: ['waiting'],
  refusal: ['asked'],
  unanswered: ['asked'],
};

/** The state after pieces came back. @throws AppError `redemptions.not_now` where this kind of return no longer fits */
export function stateAfter(row: Pick<RedemptionRow, 'id' | 'state'>, kind: ReturnKind, isAll: boolean): RedemptionState {
  if (!FITTING[kind].includes(row.state)) throw new AppError('redemptions.not_now', { redemptionId: row.id });
  if (!isAll) return row.state;
  if (kind === 'refusal') return 'refused';
  if (kind === 'expiry' || kind === 'unanswered') return 'expired';
  return row.state === 'taken' ? 'returned' : 'cancelled';
}

export function mayComeBack(row: Pick<RedemptionRow, 'state'>): boolean {
  return row.state === 'waiting' || row.state === 'taken';
}

/** Who gave back or took, as those see it who may. */
export function nameOfActor({ actor }: Ctx): string {
  return actor.kind === 'staff' ? actor.name : '';
}
