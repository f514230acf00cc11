import { AppError, type CredentialKind, type RedemptionState, type RedemptionWay } from '@tessera/contract';
import { type BusinessDay, type Id, type Minor, newId, toMinor } from '@tessera/kernel';
import { type PayParts, type PointsPart, payParts, priceOfPoints, shareCost } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type ItemForSale, takeStock } from '../catalogue/index.ts';
import { settleOffers, takeOffers } from '../checkouts/index.ts';
import { requireCover } from '../deposits/index.ts';
import { drawPoints, findProgrammes, pointPriceAt } from '../loyalty/index.ts';
import { findMembers } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { chargeProven, type ProvenPayer } from '../payments/index.ts';
import { accrue } from '../settlement/index.ts';
import { categoryOf, ownOrder } from './own-order.ts';
import { attachPhotos } from './photo-queries.ts';
import { itemAt, worthOfItem } from './price-item.ts';
import { insertDue, insertRedemption, insertSources, type NewSource } from './queries.ts';
import { numberOf, refusalOf } from './redemption.ts';
import { tellMember, tellMerchant } from './tell-parties.ts';
import { thankLater } from './thank.ts';
import type { NewVoucher } from './voucher.ts';

export type Redeeming = {
  /** The key of whoever asked: the redemption's id, and the payment's. */
  readonly id: Id<'redemption'>;
  readonly way: RedemptionWay;
  readonly memberId: Id<'member'>;
  readonly itemId: Id<'item'>;
  readonly quantity: number;
  readonly parts: readonly PointsPart<Id<'pointsProgramme'>>[];
  /** What the payer was shown, offers taken off; at another price nothing moves. */
  readonly cashMinor: Minor;
  /** What is to count of the money; without them no campaign does. */
  readonly offers?: { readonly couponIds: readonly Id<'coupon'>[]; readonly codes: readonly string[] };
  readonly proven: ProvenPayer;
  readonly by: CredentialKind;
  /** Where it is redeemed; of a voucher nothing is known yet. */
  readonly at?: { merchantId: Id<'organization'>; shopId: Id<'shop'> | null; terminalId: Id<'terminal'>; name: string };
  /** With `answerBy`, the merchant says yes or no first. */
  readonly voucher?: NewVoucher & { expiresOn: BusinessDay; wishedAt: Date | null; answerBy: Date | null };
  readonly note: string;
  readonly photoIds?: readonly Id<'redemptionPhoto'>[];
};

/** What one programme gives, with what its issuer pays and what it bears of the merchant's price. */
type Source = PointsPart<Id<'pointsProgramme'>> & { issuerId: Id<'organization'> | null; priceMinor: Minor; costMinor: Minor; drawId: string };
type Whole = Redeeming & {
  item: ItemForSale;
  paid: PayParts<Id<'pointsProgramme'>>;
  sources: Source[];
  agreedMinor: Minor;
  /** What of its worth points pay. */
  besideMinor: Minor;
  businessOn: BusinessDay;
  /** Whose points pay, and whose member it is. */
  issuerIds: Id<'organization'>[];
};

/**
 * Takes stock, points of each programme and money, and writes down what it means for issuers and merchant: all in the caller's transaction, or
 * nothing. What may run short is locked in one order everywhere: deposits of issuers, stock, points by programme, coupons, campaigns, wallet,
 * settlement.
 * @throws AppError as the contract names them; PaymentDeclined, PayerStale
 */
export async function redeem(ctx: Ctx, redeeming: Redeeming): Promise<void> {
  await asSystem(ctx, async (system) => {
    const whole = await priced(system, redeeming);
    await requireCover(system, whole.sources);
    await takeStock(system, { itemId: whole.itemId, quantity: whole.quantity, key: whole.id });
    for (const { drawId, programmeId, points } of inOrder(whole.sources)) {
      await drawPoints(system, { memberId: whole.memberId, programmeId, points, key: drawId });
    }
    const taken = await takeWhatCounts(system, whole);
    const accrualId = await writeDown(system, whole, taken?.priced.discountMinor ?? toMinor(0));
    const at = { terminalId: whole.at?.terminalId ?? null, businessOn: whole.businessOn };
    await chargeProven(system, {
      ...at,
      id: whole.id,
      proven: whole.proven,
      merchantId: whole.item.merchantId,
      merchantCategory: await categoryOf(system, whole.item.merchantId),
      amountMinor: whole.cashMinor,
      besideMinor: whole.besideMinor,
      by: whole.by,
    });
    if (taken) await settleOffers(system, taken, at);
    if (accrualId) await accrueFor(system, whole, accrualId);
    const until = whole.voucher?.answerBy;
    await tellMember(system, until ? 'redemption.asked' : 'redemption.paid', { ...told(whole), key: whole.id });
    if (!whole.voucher) await thankLater(system, whole.id);
    if (until) await tellMerchant(system, { ...told(whole), until });
  });
  await record(ctx, {
    action: redeeming.way === 'device' ? 'redemptions.redeemAtTill' : 'redemptions.bookRedemption',
    targetKind: 'redemption',
    targetId: redeeming.id,
    after: { itemId: redeeming.itemId, quantity: redeeming.quantity, parts: redeeming.parts, cashMinor: redeeming.cashMinor },
  });
}

/** Two redemptions of one member take their programmes in the same order, whichever the member named first. */
function inOrder(sources: readonly Source[]): Source[] {
  return [...sources].sort((a, b) => (a.programmeId < b.programmeId ? -1 : 1));
}

/** At the prices of this instant. */
async function priced(ctx: Ctx, redeeming: Redeeming): Promise<Whole> {
  const { itemId, quantity, memberId } = redeeming;
  const item = await itemAt(ctx, { itemId, memberId, ...(redeeming.at && { at: redeeming.at }) });
  const paid = payParts({ pointsEach: item.pointsPrice, moneyEachMinor: item.moneyPriceMinor }, quantity, redeeming.parts);
  if (typeof paid === 'string') throw refusalOf(paid, itemId);
  const isOffered = redeeming.offers !== undefined && paid.cashMinor > 0;
  if (!isOffered && paid.cashMinor !== redeeming.cashMinor) throw new AppError('redemptions.price_changed', { itemId, cashMinor: paid.cashMinor });
  if (paid.points > 0 && item.agreedPriceMinor === null) throw new AppError('redemptions.price_missing', { itemId });
  const agreedMinor = toMinor((item.agreedPriceMinor ?? 0) * quantity);
  const shares = shareCost(agreedMinor, paid);
  const programmes = await findProgrammes(
    ctx,
    paid.sources.map(({ programmeId }) => programmeId),
  );
  const sources: Source[] = [];
  for (const [index, { programmeId, points }] of paid.sources.entries()) {
    const issuerId = programmes.get(programmeId)?.issuerId;
    const price = await pointPriceAt(ctx, programmeId, ctx.now);
    if (issuerId === undefined || price === undefined) throw new AppError('loyalty.points_short', { pointsProgrammeId: programmeId });
    const costMinor = shares.sourceMinor[index] ?? toMinor(0);
    sources.push({ programmeId, points, issuerId, priceMinor: priceOfPoints(points, price), costMinor, drawId: newId(ctx.now.getTime()) });
  }
  const ofMember = (await findMembers(ctx, [redeeming.memberId])).get(redeeming.memberId)?.issuerId;
  const issuerIds = [...new Set([...sources.map(({ issuerId }) => issuerId), ofMember].flatMap((id) => id ?? []))];
  const worthMinor = await worthOfItem(ctx, { item, quantity, parts: redeeming.parts });
  const besideMinor = toMinor(Math.max(0, worthMinor - paid.cashMinor));
  return { ...redeeming, item, paid, sources, issuerIds, agreedMinor, besideMinor, businessOn: await businessDayNow(ctx) };
}

/** Coupons and campaigns on what money pays; null where none is paid, or none count here. @throws AppError as `takeOffers` */
async function takeWhatCounts(ctx: Ctx, { id, memberId, item, quantity, paid, offers, cashMinor, way }: Whole) {
  if (!offers || paid.cashMinor === 0) return null;
  const asked = { key: id, memberId, item, quantity, moneyMinor: paid.cashMinor, ...offers };
  return takeOffers(ctx, await ownOrder(ctx, way === 'device' ? asked : { ...asked, withoutGifts: true }), cashMinor);
}

/** Answers the id under which it accrues; null where no points were given, and so nobody owes anything. @throws AppError `request.key_reused`, `redemptions.photo_unknown` */
async function writeDown(ctx: Ctx, whole: Whole, discountMinor: Minor): Promise<string | null> {
  const { id, item, paid, sources, memberId, quantity, photoIds = [] } = whole;
  const accrualId = paid.points > 0 ? newId(ctx.now.getTime()) : null;
  if (!(await insertRedemption(ctx, { ...(await rowOf(ctx, whole, accrualId)), discount_minor: discountMinor })))
    throw new AppError('request.key_reused');
  await insertSources(
    ctx,
    sources.map(
      (source, index): NewSource => ({
        redemption_id: id,
        ordinal: index + 1,
        programme_id: source.programmeId,
        issuer_id: source.issuerId,
        member_id: memberId,
        points: source.points,
        points_left: source.points,
        draw_id: source.drawId,
        priceMinor: source.priceMinor,
        costMinor: source.costMinor,
      }),
    ),
  );
  if (accrualId) {
    const due = costOf(whole);
    const eachMinor = toMinor(whole.agreedMinor / quantity);
    await insertDue(ctx, { redemption_id: id, merchant_id: item.merchantId, agreed_each_minor: eachMinor, due_minor: due, left_minor: due });
  }
  if (photoIds.length > 0 && (await attachPhotos(ctx, { photoIds, merchantId: item.merchantId, redemptionId: id })) < new Set(photoIds).size) {
    throw new AppError('redemptions.photo_unknown');
  }
  return accrualId;
}

/** What the operator owes the merchant: what points bear of its price. What money bears, the merchant has from the member. */
function costOf({ sources }: Whole): Minor {
  return toMinor(sources.reduce((sum, source) => sum + source.costMinor, 0));
}

function stateOf(voucher: Redeeming['voucher']): RedemptionState {
  if (!voucher) return 'taken';
  return voucher.answerBy ? 'asked' : 'waiting';
}

async function rowOf(ctx: Ctx, whole: Whole, accrualId: string | null): Promise<Parameters<typeof insertRedemption>[1]> {
  const { id, item, paid, at, voucher } = whole;
  const merchantName = (await findOrganizations(ctx, [item.merchantId])).get(item.merchantId)?.name ?? '';
  return {
    id,
    number: numberOf(id),
    way: whole.way,
    state: stateOf(voucher),
    member_id: whole.memberId,
    issuer_ids: whole.issuerIds,
    merchant_id: item.merchantId,
    shop_id: at?.shopId ?? null,
    terminal_id: at?.terminalId ?? null,
    taken_by_name: at?.name ?? '',
    item_id: item.id,
    category_id: item.categoryId,
    item_name: item.name,
    search_name: `${numberOf(id)} ${item.name} ${merchantName}`.toLowerCase(),
    quantity: whole.quantity,
    points: paid.points,
    cash_minor: whole.cashMinor,
    cash_left_minor: whole.cashMinor,
    beside_minor: whole.besideMinor,
    needs_photo: item.needsPhoto,
    accrual_id: accrualId,
    voucher_hash: voucher?.hash ?? null,
    voucher_sealed: voucher?.sealed ?? null,
    wished_at: voucher?.wishedAt ?? null,
    note: whole.note,
    expires_on: voucher?.expiresOn ?? null,
    answer_by: voucher?.answerBy ?? null,
    business_on: whole.businessOn,
    created_at: ctx.now,
    taken_at: voucher ? null : ctx.now,
    ended_at: null,
  };
}

async function accrueFor(ctx: Ctx, whole: Whole, accrualId: string): Promise<void> {
  await accrue(ctx, {
    id: accrualId,
    kind: 'redemption',
    reverses: null,
    occurredAt: ctx.now,
    businessOn: whole.businessOn,
    memberId: whole.memberId,
    merchantId: whole.item.merchantId,
    shopId: whole.at?.shopId ?? null,
    itemId: whole.item.id,
    itemName: whole.item.name,
    categoryId: whole.item.categoryId,
    quantity: whole.quantity,
    agreedMinor: costOf(whole),
    sources: whole.sources.map(({ programmeId, issuerId, points, priceMinor }) => ({ programmeId, issuerId, points, priceMinor })),
    cashMinor: whole.cashMinor,
  });
}

function told({ id, memberId, item, paid, cashMinor, issuerIds }: Whole) {
  return {
    row: { id, number: numberOf(id), member_id: memberId, merchant_id: item.merchantId, issuer_ids: issuerIds, item_name: item.name },
    points: paid.points,
    cashMinor,
  };
}
