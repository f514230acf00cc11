import { AppError, type checkouts, type InputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Priced } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { checkKeyAge, isKnown, once } from '../../platform/idempotency.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { post } from '../ledger/index.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { chargeProven, factsOf, merchantAccountOf, PayerStale, type ProofParts, type ProvenPayer, type TerminalFacts } from '../payments/index.ts';
import { confirm, findCampaigns, reserve } from '../promotions/index.ts';
import { CHECKOUT_CODES, type CheckoutView } from './checkout.ts';
import { campaignIdOf, describeApplied, orderAtTill } from './order-at-till.ts';
import { memberBehind, proveShown, told } from './prove-payer.ts';
import { insertCheckout, type NewShare, selectCheckout } from './queries.ts';

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
  const memberId = await memberBehind(ctx, proven);
  // The merchant is credited with the whole price, whoever bears a part of it.
  if (amountMinor > terminal.maxAmountMinor) throw new AppError('checkouts.declined', { reason: 'over_terminal_limit' });
  const priced = await reserve(ctx, orderAtTill({ key, memberId, amountMinor, couponIds, codes }, terminal));
  if (priced.totalMinor !== totalMinor) throw new AppError('checkouts.price_changed', { totalMinor: priced.totalMinor });
  // No payment would be there that could be given back.
  if (totalMinor === 0) throw new AppError('checkouts.nothing_to_pay');
  const businessOn = await businessDayNow(ctx);
  const { merchantId, merchantCategory, terminalId } = terminal;
  const of = { id: key, proven, merchantId, merchantCategory, terminalId, amountMinor: totalMinor, by: input.credential.kind, businessOn };
  await chargeProven(ctx, of);
  await asSystem(ctx, async (system) => {
    const shares = await bear(system, { priced, businessOn, merchantId, memberId, checkoutId: key as Id<'checkout'> }); // As above.
    await confirm(system, key);
    const applied = await describeApplied(system, priced.applied, couponIds);
    const row = { id: key as Id<'checkout'>, member_id: memberId, merchant_id: merchantId, terminal_id: terminalId }; // As above.
    const sums = { gross_minor: priced.grossMinor, discount_minor: priced.discountMinor, total_minor: totalMinor };
    await insertCheckout(system, { ...row, ...sums, applied: JSON.stringify(applied), business_on: businessOn, at: ctx.now }, shares);
  });
  await record(ctx, {
    action: 'checkouts.payCheckout',
    targetKind: 'checkout',
    targetId: key,
    after: {
      memberId,
      grossMinor: priced.grossMinor,
      discountMinor: priced.discountMinor,
      totalMinor,
      campaignIds: priced.applied.map(campaignIdOf),
    },
  });
}

type Bearing = { priced: Priced; businessOn: string; merchantId: Id<'organization'>; memberId: Id<'member'>; checkoutId: Id<'checkout'> };

/** The merchant has its price whoever bears the discount: what it does not bear itself comes from the campaigns' accounts. */
async function bear(ctx: Ctx, { priced, businessOn, merchantId, memberId, checkoutId }: Bearing): Promise<NewShare[]> {
  const campaigns = await findCampaigns(ctx, priced.applied.map(campaignIdOf));
  const shares = priced.applied.map((one): NewShare => {
    const isBorne = one.bearer !== 'merchant' && one.costMinor > 0;
    return {
      checkout_id: checkoutId,
      campaign_id: campaignIdOf(one),
      merchant_id: merchantId,
      member_id: memberId,
      bearer: one.bearer,
      bearer_id: one.bearerId as Id<'organization'> | null, // The engine takes ids as they are.
      discount_minor: one.discountMinor,
      cost_minor: one.costMinor,
      transfer_id: isBorne ? newId(ctx.now.getTime()) : null,
      business_on: businessOn,
    };
  });
  const credit = await merchantAccountOf(ctx, merchantId);
  const transfers = shares.flatMap((share) => {
    const debit = campaigns.get(share.campaign_id)?.accountId;
    if (!share.transfer_id) return [];
    if (debit === undefined) throw new Error(`the campaign ${share.campaign_id} has no account to bear from`);
    return [{ id: share.transfer_id, debit, credit, amountMinor: share.cost_minor, code: CHECKOUT_CODES.share }];
  });
  if (transfers.length > 0) await post(ctx, { id: newId(ctx.now.getTime()), businessOn, transfers });
  return shares;
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
