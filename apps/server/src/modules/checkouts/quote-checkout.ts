import type { checkouts, InputOf, OutputOf } from '@tessera/contract';
import { CHECKOUT_CODES_MAX } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import { factsOf, type ProofParts } from '../payments/index.ts';
import { enterAtTill } from '../promotions/index.ts';
import { couponsFor, quoteOffers } from './offers.ts';
import { orderAtTill } from './order-at-till.ts';
import { memberBehind, proveShown, told } from './prove-payer.ts';

type Route = typeof checkouts.quoteCheckout;
type Entered = { couponId: Id<'coupon'> } | { code: string };

/** What the payer is told before paying; their card or code is not spent by it. @throws AppError as the contract names them */
export async function quoteCheckout(parts: ProofParts, call: Call, input: InputOf<Route>): Promise<OutputOf<Route>> {
  const terminal = factsOf(call.actor);
  const { credential, amountMinor, typed } = input;
  const proven = await proveShown(parts, call, { key: call.requestId, credential, pin: undefined, worthMinor: toMinor(0) }).catch(told);
  const memberId = await parts.database.transaction(call.actor, call, (ctx) => memberBehind(ctx, proven));
  const entered = typed === undefined ? undefined : await enterAtTill(parts, { memberId, couponCode: typed }, call);
  return parts.database.transaction(call.actor, call, async (ctx) => {
    const wanted = withEntered({ couponIds: input.couponIds ?? (await couponsFor(ctx, memberId)), codes: input.codes }, entered);
    return {
      memberName: proven.payer.holder.nameMasked,
      memberNumber: proven.payer.holder.memberNumberMasked,
      ...(await quoteOffers(ctx, orderAtTill({ key: call.requestId, memberId, amountMinor, ...wanted }, terminal))),
    };
  });
}

/** Of codes that were typed one after another, the last count. */
function withEntered({ couponIds, codes }: { couponIds: readonly Id<'coupon'>[]; codes: readonly string[] }, entered: Entered | undefined) {
  if (entered && 'couponId' in entered) return { couponIds: [...new Set([...couponIds, entered.couponId])], codes };
  return { couponIds, codes: entered ? [...new Set([...codes, entered.code])].slice(-CHECKOUT_CODES_MAX) : codes };
}
