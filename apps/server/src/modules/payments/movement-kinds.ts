import type { CredentialKind } from '@tessera/contract';
import { GIFT_CARD_CODES } from '../giftcards/index.ts';
import { TRANSFER_CODES } from '../ledger/index.ts';
import { MEAL_PLAN_CODES } from '../mealplans/index.ts';
import { SUBSIDY_CODES } from '../subsidies/index.ts';
import type { PaymentKind } from './tables.ts';

/** What a transfer under this code is called, by which way it goes seen from the wallet. */
type Kinds = { readonly in?: PaymentKind; readonly out?: PaymentKind };

/** Whoever posts to a wallet under a code of its own names it here; without a name it is an adjustment, so that nothing stays unseen. */
const KINDS: ReadonlyMap<number, Kinds> = new Map<number, Kinds>([
  [TRANSFER_CODES.payment, { out: 'charge' }],
  [TRANSFER_CODES.topUp, { in: 'top_up' }],
  [TRANSFER_CODES.issuerTopUpBack, { out: 'issuer_top_up_back' }],
  [TRANSFER_CODES.refund, { in: 'refund' }],
  [TRANSFER_CODES.reversal, { in: 'refund' }],
  [TRANSFER_CODES.withdrawal, { out: 'withdrawal' }],
  [TRANSFER_CODES.fee, { out: 'fee' }],
  [TRANSFER_CODES.opening, { in: 'opening' }],
  [TRANSFER_CODES.gift, { in: 'gift' }],
  [TRANSFER_CODES.giftReturn, { out: 'gift_return' }],
  [TRANSFER_CODES.closure, { out: 'closure' }],
  [TRANSFER_CODES.registration, { in: 'registration_in', out: 'registration_out' }],
  [SUBSIDY_CODES.grant, { in: 'grant' }],
  [SUBSIDY_CODES.expiry, { out: 'grant_expiry' }],
  [SUBSIDY_CODES.takeBack, { out: 'grant_return' }],
  [MEAL_PLAN_CODES.sale, { out: 'meal_plan' }],
  [MEAL_PLAN_CODES.return, { in: 'meal_plan_return' }],
  [GIFT_CARD_CODES.sale, { out: 'gift_card' }],
  [GIFT_CARD_CODES.return, { in: 'gift_card_return' }],
  [GIFT_CARD_CODES.take, { in: 'gift_card_taken' }],
  [GIFT_CARD_CODES.lapse, { out: 'gift_card_expiry' }],
]);

export type Direction = 'in' | 'out';

type Circumstances = { readonly direction: Direction; readonly atMerchant: boolean; readonly ofCharge: boolean; readonly credential: CredentialKind };

/**
 * Pure. A charge is one only at a merchant, and a refund only of a charge; anything else under those codes corrects something. A top-up that an
 * issuer gave is told by what came with it.
 */
export function kindOf(code: number, of: Circumstances): PaymentKind {
  if (code === TRANSFER_CODES.topUp && of.direction === 'in' && of.credential === 'issuer') return 'issuer_top_up';
  const kind = KINDS.get(code)?.[of.direction];
  const known = (kind !== 'charge' || of.atMerchant) && (kind !== 'refund' || of.ofCharge);
  if (kind && known) return kind;
  return of.direction === 'in' ? 'adjustment_in' : 'adjustment_out';
}
