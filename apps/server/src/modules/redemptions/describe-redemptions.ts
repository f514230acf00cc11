import { AppError, type OutputOf, type redemptions } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findProgrammes, type ProgrammeFact } from '../loyalty/index.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { findShops } from '../merchants/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { factsOf } from '../payments/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { selectPhotoIds } from './photo-queries.ts';
import { type GivingBackRow, type RedemptionRow, type SourceRow, selectDues, selectGivingsBack, selectSources } from './queries.ts';
import { mayComeBack } from './redemption.ts';
import { requireSeen } from './require-seen.ts';
import { VOUCHER_PURPOSE } from './sealed-columns.ts';

export type RowView = OutputOf<typeof redemptions.listRedemptions>['items'][number];
export type WholeView = OutputOf<typeof redemptions.getRedemption>;
export type OwnView = OutputOf<typeof redemptions.getOwnRedemption>;
export type TillView = OutputOf<typeof redemptions.takeVoucher>;

type Facts = Awaited<ReturnType<typeof factsFor>>;

/** Names, and the sources that the actor may see. What of redemptions they may see was decided when the rows were read. */
async function factsFor(ctx: Ctx, rows: readonly RedemptionRow[]) {
  const given = await selectSources(
    ctx,
    rows.map(({ id }) => id),
  );
  const sources = given.filter((source) => seesSource(ctx.actor, source));
  const names = await asSystem(ctx, async (system) => ({
    merchants: await findOrganizations(
      system,
      rows.map((row) => row.merchant_id),
    ),
    members: await findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
    shops: await findShops(
      system,
      rows.flatMap((row) => row.shop_id ?? []),
    ),
    programmes: await findProgrammes(
      system,
      sources.map((source) => source.programme_id),
    ),
  }));
  return { sources, ...names };
}

/** The first of the two lines; the second is the database's. A merchant is not told whose points paid it. */
function seesSource(actor: Actor, { issuer_id }: SourceRow): boolean {
  if (actor.kind !== 'staff') return true;
  return actor.organizationKind === 'operator' || (actor.organizationKind === 'issuer' && issuer_id === actor.organizationId);
}

/** What everybody is told. An issuer counts the points of its own programmes. */
function commonView(row: RedemptionRow, facts: Facts, actor: Actor) {
  const own = facts.sources.filter((source) => source.redemption_id === row.id);
  const isIssuer = actor.kind === 'staff' && actor.organizationKind === 'issuer';
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    way: row.way,
    itemId: row.item_id,
    itemName: row.item_name,
    quantity: row.quantity,
    returnedQuantity: row.returned_quantity,
    points: isIssuer ? own.reduce((sum, source) => sum + source.points, 0) : row.points,
    cashMinor: row.cash_minor,
    discountMinor: row.discount_minor,
    merchantId: row.merchant_id,
    merchantName: facts.merchants.get(row.merchant_id)?.name ?? '',
    shopName: (row.shop_id && facts.shops.get(row.shop_id)?.name) || null,
    wishedAt: row.wished_at,
    answerBy: row.answer_by,
    expiresOn: row.expires_on,
    at: row.created_at,
    takenAt: row.taken_at,
  };
}

/** Whole for the operator and for whose member it is; masked for a merchant and its devices. */
function memberView(row: RedemptionRow, facts: Facts, actor: Actor) {
  const member = facts.members.get(row.member_id);
  const [memberName, memberNumber] = [member?.name ?? '', member?.memberNumber ?? ''];
  const isWhole = actor.kind === 'system' || (actor.kind === 'staff' && actor.organizationKind !== 'merchant' && isTheirs(actor, member?.issuerId));
  return isWhole ? { memberName, memberNumber } : { memberName: maskName(memberName), memberNumber: maskNumber(memberNumber) };
}

/** Somebody else's member who paid with an issuer's points is known to it by these only. */
function isTheirs(actor: Actor & { kind: 'staff' }, issuerId: Id<'organization'> | null | undefined): boolean {
  return actor.organizationKind === 'operator' || issuerId === actor.organizationId;
}

export async function describeRedemptions(ctx: Ctx, rows: readonly RedemptionRow[]): Promise<RowView[]> {
  const facts = await factsFor(ctx, rows);
  return rows.map((row) => ({ ...commonView(row, facts, ctx.actor), ...memberView(row, facts, ctx.actor) }));
}

function sourceView(source: SourceRow, programmes: ReadonlyMap<Id<'pointsProgramme'>, ProgrammeFact>) {
  const programme = programmes.get(source.programme_id);
  return {
    programmeId: source.programme_id,
    programmeName: programme?.name ?? { zh: '', en: '' },
    issuerName: programme?.issuerName ?? '',
    points: source.points,
    returnedPoints: source.points - source.points_left,
  };
}

function returnView(row: GivingBackRow) {
  const { id, kind, quantity, points, reason, at } = row;
  return { id, kind, quantity, points, forfeitedPoints: row.forfeited_points, cashMinor: row.cash_minor, reason, at };
}

/** The whole of it, as far as it concerns the actor: what an issuer pays, what a merchant is owed, who bears what. */
export async function describeWholeRedemption(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<WholeView> {
  const row = await requireSeen(ctx, redemptionId);
  const facts = await factsFor(ctx, [row]);
  const { actor } = ctx;
  const isIssuer = actor.kind === 'staff' && actor.organizationKind === 'issuer';
  const mayWrite = !isIssuer && actor.kind === 'staff' && actor.permissions.has('redemptions.write');
  const [due] = isIssuer ? [] : await selectDues(ctx, [row.id]);
  // The rows are not an issuer's to read; it is told its own part of them.
  const backs = isIssuer ? await asSystem(ctx, (system) => selectGivingsBack(system, [row.id])) : await selectGivingsBack(ctx, [row.id]);
  const terminal =
    row.terminal_id && (await asSystem(ctx, (system) => findTerminals(system, row.terminal_id ? [row.terminal_id] : []))).get(row.terminal_id);
  return {
    ...commonView(row, facts, actor),
    ...memberView(row, facts, actor),
    note: isIssuer ? '' : row.note,
    terminalName: (!isIssuer && terminal && terminal.name) || null,
    takenByName: isIssuer ? '' : row.taken_by_name,
    answeredByName: isIssuer ? '' : row.answered_by_name,
    answeredAt: row.answered_at,
    sources: facts.sources.map((source) => ({
      ...sourceView(source, facts.programmes),
      priceMinor: source.price_left === null ? null : toMinor(source.price_left),
      costMinor: isIssuer || source.cost_left === null ? null : toMinor(source.cost_left),
    })),
    dueMinor: due ? due.left_minor : null,
    returns: backs.map((back) => ({
      ...returnView(back),
      ...(isIssuer && { points: ownPoints(back, row, facts), forfeitedPoints: 0, reason: '' }),
      byName: isIssuer ? '' : back.by_name,
    })),
    photoIds: isIssuer ? [] : await selectPhotoIds(ctx, row.id),
    mayReturn: mayWrite && mayComeBack(row),
    mayAnswer: mayWrite && row.state === 'asked',
  };
}

/** An issuer is not told what others' points came back: of a whole return, its own; of a part, what is known of all returns together. */
function ownPoints(back: GivingBackRow, row: RedemptionRow, { sources }: Facts): number {
  const own = sources.reduce((sum, source) => sum + source.points - source.points_left, 0);
  return row.returned_quantity === 0 ? 0 : Math.floor((own * back.quantity) / row.returned_quantity);
}

/** The member's own, with its voucher while it waits. */
export async function describeOwnRedemption(ctx: Ctx, redemptionId: Id<'redemption'>, secrets: SecretBox): Promise<OwnView> {
  const [view] = await describeOwnRedemptions(ctx, [await requireSeen(ctx, redemptionId)], secrets);
  if (!view) throw new AppError('redemptions.unknown', { redemptionId });
  return view;
}

export async function describeOwnRedemptions(ctx: Ctx, rows: readonly RedemptionRow[], secrets: SecretBox): Promise<OwnView[]> {
  const facts = await factsFor(ctx, rows);
  const returns = await selectGivingsBack(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...commonView(row, facts, ctx.actor),
    note: row.note,
    sources: facts.sources.filter((source) => source.redemption_id === row.id).map((source) => sourceView(source, facts.programmes)),
    returns: returns.filter((back) => back.redemption_id === row.id).map(returnView),
    // A guardian who looks in a child's place is shown what there is, not what takes it.
    voucherCode: row.state === 'waiting' && row.voucher_sealed && !isGuardian(ctx.actor) ? secrets.open(VOUCHER_PURPOSE, row.voucher_sealed) : null,
    mayCancel: (row.state === 'asked' || row.state === 'waiting') && !isGuardian(ctx.actor),
  }));
}

function isGuardian(actor: Actor): boolean {
  return actor.kind === 'member' && actor.guardianId !== undefined;
}

export async function describeTillRedemption(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<TillView> {
  const [view] = await describeTillRedemptions(ctx, [await requireSeen(ctx, redemptionId)]);
  if (!view) throw new AppError('redemptions.unknown', { redemptionId });
  return view;
}

/** For the device that asks: which programmes gave how much stands on the receipt; whose they are and what is owed does not. */
export async function describeTillRedemptions(ctx: Ctx, rows: readonly RedemptionRow[]): Promise<TillView[]> {
  const facts = await asSystem(ctx, (system) => factsFor(system, rows));
  return rows.map((row) => ({
    ...commonView(row, facts, ctx.actor),
    ...memberView(row, facts, ctx.actor),
    note: row.note,
    needsPhoto: row.needs_photo,
    sources: facts.sources
      .filter((source) => source.redemption_id === row.id)
      .map((source) => ({ programmeName: facts.programmes.get(source.programme_id)?.name ?? { zh: '', en: '' }, points: source.points })),
    mayReturn: factsOf(ctx.actor).refundsAllowed && mayComeBack(row),
  }));
}
