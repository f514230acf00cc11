import { AppError, type checkouts, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { checkKeyAge, isKnown, once } from '../../platform/idempotency.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { chargeProven, factsOf, PayerStale, type ProofParts, type ProvenPayer, type TerminalFacts } from '../payments/index.ts';
import type { CheckoutView } from './checkout.ts';
import { campaignIdOf, settleOffers, takeOffers } from './offers.ts';
import { orderAtTill } from './order-at-till.ts';
import { memberBehind, proveShown, told } from './prove-payer.ts';
import { selectCheckout } from './queries.ts';

type Input = InputOf<typeof checkouts.payCheckout>;
const CREDENTIAL_PURPOSE = 'checkouts.credential';
/** How often it looks again after the payer's facts turned out to be old. */
const LOOKS_MAX = 4;

/**
 * Once a key: a key that has its answer gets it again without a look at card, code or PIN. Proofs have transactions of their own, since wrong ones
 * count; then all of it is one. @throws AppError as the contract names them
 */
export async function payCheckout(parts: ProofParts, call: Call, input: Input): Promise<CheckoutView> {
  checkKeyAge(input.key, parts.clock());
  for (let look = 1; look <= LOOKS_MAX; look += 1) {
    try {
      return await tryOnce(parts, call, input);
    } catch (error) {
      if (!(error instanceof PayerStale)) told(error);
      parts.payers.forget(input.credential);
    }
  }
  throw new AppError('request.busy');
}

async function tryOnce(parts: ProofParts, call: Call, input: Input): Promise<CheckoutView> {
  const { database, secrets } = parts;
  const { key, credential, pin, ...asked } = input;
  const claim = { scope: callerOf(call.actor, ''), key };
  const isAnswered = await database.transaction(call.actor, { readOnly: true }, (ctx) => isKnown(ctx, claim));
  const proven = isAnswered ? undefined : await proveShown(parts, call, { key, credential, pin, worthMinor: asked.totalMinor });
  return database.transaction(call.actor, call, async (ctx) => {
    const fingerprint = { route: 'payCheckout', ...asked, shown: shownOf(secrets, credential) };
    await once(ctx, { ...claim, fingerprint }, async () => {
      if (!proven) throw new PayerStale();
      await pay(ctx, { input, proven, terminal: factsOf(call.actor) });
      return key;
    });
    return describe(ctx, key as Id<'checkout'>); // The key is its id.
  });
}

type Paying = { input: Input; proven: ProvenPayer; terminal: TerminalFacts };

/** Campaigns and coupons, the wallet, what others bear, and what is written down: in this order, which is that of the locks. */
async function pay(ctx: Ctx, { input, proven, terminal }: Paying): Promise<void> {
  const { key, amountMinor, couponIds, codes, totalMinor } = input;
  const { merchantId, merchantCategory, terminalId } = terminal;
  const memberId = await memberBehind(ctx, proven);
  // Of an order without a payment nothing could be given back here.
  if (totalMinor === 0) throw new AppError('checkouts.nothing_to_pay');
  // The merchant is credited with the whole price, whoever bears a part of it.
  if (amountMinor > terminal.maxAmountMinor) throw new AppError('checkouts.declined', { reason: 'over_terminal_limit' });
  const taken = await takeOffers(ctx, orderAtTill({ key, memberId, amountMinor, couponIds, codes }, terminal), totalMinor);
  const businessOn = await businessDayNow(ctx);
  const of = { id: key, proven, merchantId, merchantCategory, terminalId, amountMinor: totalMinor, by: input.credential.kind, businessOn };
  await chargeProven(ctx, of);
  await settleOffers(ctx, taken, { terminalId, businessOn });
  const { grossMinor, discountMinor, applied } = taken.priced;
  await record(ctx, {
    action: 'checkouts.payCheckout',
    targetKind: 'checkout',
    targetId: key,
    after: { memberId, grossMinor, discountMinor, totalMinor, campaignIds: applied.map(campaignIdOf) },
  });
}

async function describe(ctx: Ctx, checkoutId: Id<'checkout'>): Promise<CheckoutView> {
  return asSystem(ctx, async (system) => {
    const row = await selectCheckout(system, checkoutId);
    if (!row) throw new AppError('request.key_reused');
    const member = (await findMembers(system, [row.member_id])).get(row.member_id);
    return {
      id: row.id,
      memberName: maskName(member?.name ?? ''),
      memberNumber: maskNumber(member?.memberNumber ?? ''),
      grossMinor: row.gross_minor,
      discountMinor: row.discount_minor,
      totalMinor: row.total_minor,
      applied: row.applied,
      at: row.at,
    };
  });
}

/** A keyed hash: what is kept of a request says of no card and no code which it was. */
function shownOf(secrets: SecretBox, credential: Input['credential']): string {
  return secrets.keyedHash(CREDENTIAL_PURPOSE, credential.kind === 'code' ? `code ${credential.code}` : `card ${credential.uid}`);
}
