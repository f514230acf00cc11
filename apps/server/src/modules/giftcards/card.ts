import { AppError, type giftcards, type OutputOf } from '@tessera/contract';
import { dayAfter, type Id, type Minor, subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findAccounts } from '../ledger/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { namesOfMerchants, scopeOf } from '../subsidies/index.ts';
import { type CardRow, lockCard } from './card-queries.ts';
import { openGiftCode } from './gift-code.ts';
import { type KindRow, selectKindsById } from './kind-queries.ts';

export type CardView = OutputOf<typeof giftcards.blockGiftCard>;
export type HeldView = OutputOf<typeof giftcards.takeGiftCard>;
export type SentView = OutputOf<typeof giftcards.buyGiftCard>;
export type OfferedView = OutputOf<typeof giftcards.listOwnGiftCards>['offered'][number];

/** The last day on which a card may be given back; null once it may not: it was taken, is over, or its days are. Pure. */
export function returnableUntil(card: Pick<CardRow, 'state' | 'sold_on'>, of: { today: string; returnDays: number }): string | null {
  const until = dayAfter(card.sold_on, of.returnDays);
  return card.state === 'waiting' && of.returnDays > 0 && until >= of.today ? until : null;
}

/** A card whose last day is over is worth nothing to anybody who has not taken it, also before a job has marked it. Pure. */
export function isOver({ expires_on }: Pick<CardRow, 'expires_on'>, today: string): boolean {
  return expires_on !== null && expires_on < today;
}

/** @throws AppError `giftcards.unknown` */
export async function lockedCard(ctx: Ctx, giftCardId: Id<'giftCard'>): Promise<CardRow> {
  const row = await lockCard(ctx, giftCardId);
  if (!row) throw new AppError('giftcards.unknown', { giftCardId });
  return row;
}

/** The kind of a card. Ask as the system. */
export async function kindOf(ctx: Ctx, { kind_id }: Pick<CardRow, 'kind_id'>): Promise<KindRow> {
  const [kind] = await selectKindsById(ctx, [kind_id]);
  if (!kind) throw new Error('a card has a kind');
  return kind;
}

type Known = {
  readonly kinds: ReadonlyMap<Id<'giftCardKind'>, KindRow>;
  readonly balances: ReadonlyMap<number, Minor>;
  readonly merchantNames: Awaited<ReturnType<typeof namesOfMerchants>>;
  readonly today: string;
  readonly returnDays: number;
};

/** What describing cards takes, in a fixed number of queries. Ask as the system. */
async function knownOf(ctx: Ctx, rows: readonly CardRow[]): Promise<Known> {
  const kinds = await selectKindsById(ctx, [...new Set(rows.map(({ kind_id }) => kind_id))]);
  const accounts = await findAccounts(
    ctx,
    rows.flatMap(({ account_id }) => account_id ?? []),
  );
  return {
    kinds: new Map(kinds.map((kind) => [kind.id, kind])),
    balances: new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor])),
    merchantNames: await namesOfMerchants(ctx, kinds),
    today: await businessDayNow(ctx),
    returnDays: await readSetting(ctx, 'giftcards.returnDays'),
  };
}

function kindIn({ kinds }: Known, { kind_id }: CardRow): KindRow {
  const kind = kinds.get(kind_id);
  if (!kind) throw new Error('a card has a kind');
  return kind;
}

const nameOf = ({ name_zh, name_en }: KindRow) => ({ zh: name_zh, en: name_en });

/** What of a card may still be spent, or taken. Pure. */
function balanceOf(row: CardRow, { balances }: Known): Minor {
  if (row.account_id !== null) return balances.get(row.account_id) ?? ZERO;
  return row.state === 'waiting' || row.state === 'blocked' ? subtract(row.face_minor, row.lapsed_minor) : ZERO;
}

/** As the desk sees them, with the names of members whom the actor may see. */
export async function describeCards(ctx: Ctx, rows: readonly CardRow[]): Promise<CardView[]> {
  const members = await findMembers(
    ctx,
    rows.flatMap(({ buyer_id, holder_id }) => [buyer_id, holder_id].filter((id) => id !== null)),
  );
  const known = await asSystem(ctx, (system) => knownOf(system, rows));
  return rows.map((row) => ({
    id: row.id,
    kindId: row.kind_id,
    name: nameOf(kindIn(known, row)),
    tail: row.code_tail,
    state: row.state,
    faceMinor: row.face_minor,
    priceMinor: row.price_minor,
    balanceMinor: balanceOf(row, known),
    buyer: personOf(row.buyer_id, members),
    holder: personOf(row.holder_id, members),
    soldAt: row.sold_at,
    soldByName: row.sold_by_name,
    expiresOn: row.expires_on,
    returnableUntil: returnableUntil(row, known),
    heldAt: row.held_at,
    endedAt: row.ended_at,
    reason: row.reason,
  }));
}

export async function describeCard(ctx: Ctx, row: CardRow): Promise<CardView> {
  const [view] = await describeCards(ctx, [row]);
  if (!view) throw new Error('one card has one description');
  return view;
}

function personOf(memberId: Id<'member'> | null, members: ReadonlyMap<Id<'member'>, MemberView>): CardView['buyer'] {
  const member = memberId === null ? undefined : members.get(memberId);
  return member ? { memberId: member.id, name: member.name, memberNumber: member.memberNumber } : null;
}

function shownOf(row: CardRow, known: Known): OfferedView {
  const kind = kindIn(known, row);
  return {
    id: row.id,
    name: nameOf(kind),
    faceMinor: row.face_minor,
    scope: scopeOf(kind),
    merchantNames: known.merchantNames(kind.merchant_ids),
    expiresOn: row.expires_on,
    senderName: row.sender_name,
    recipientName: row.recipient_name,
    message: row.message,
  };
}

/** Of the member who holds them. Ask as the system. */
export async function describeHeld(ctx: Ctx, rows: readonly CardRow[]): Promise<HeldView[]> {
  const known = await knownOf(ctx, rows);
  return rows.flatMap((row) =>
    row.held_at ? [{ ...shownOf(row, known), balanceMinor: balanceOf(row, known), isExpired: isOver(row, known.today), heldAt: row.held_at }] : [],
  );
}

/** Of the member to whom they were sent. Ask as the system. */
export async function describeOffered(ctx: Ctx, rows: readonly CardRow[]): Promise<OfferedView[]> {
  const known = await knownOf(ctx, rows);
  return rows.filter((row) => row.state === 'waiting' && !isOver(row, known.today)).map((row) => shownOf(row, known));
}

/** Of the member who bought them, with the code while it is worth something. Ask as the system. */
export async function describeSent(ctx: Ctx, rows: readonly CardRow[], secrets: SecretBox): Promise<SentView[]> {
  const known = await knownOf(ctx, rows);
  return rows.map((row) => ({
    ...shownOf(row, known),
    state: row.state,
    priceMinor: row.price_minor,
    code: row.state === 'waiting' ? openGiftCode(secrets, row.code_sealed) : null,
    soldAt: row.sold_at,
    returnableUntil: returnableUntil(row, known),
  }));
}

/** What the code alone tells. Ask as the system. */
export async function describeChecked(ctx: Ctx, row: CardRow): Promise<OutputOf<typeof giftcards.checkGiftCard>> {
  const known = await knownOf(ctx, [row]);
  const { id: _, ...shown } = shownOf(row, known);
  const isLapsed = row.state === 'waiting' && isOver(row, known.today);
  return { ...shown, state: isLapsed ? 'lapsed' : row.state, balanceMinor: row.holder_id ? null : balanceOf(row, known) };
}
