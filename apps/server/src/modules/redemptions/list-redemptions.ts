import type { InputOf, OutputOf, redemptions } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findItemsForSale } from '../catalogue/index.ts';
import { findMembersByNumber } from '../members/index.ts';
import { factsOf } from '../payments/index.ts';
import { describeOwnRedemptions, describeRedemptions, describeTillRedemptions } from './describe-redemptions.ts';
import { type RedemptionFilter, selectAskedItems, selectRedemptions } from './list-queries.ts';
import { isOfferedAt } from './price-item.ts';
import type { RedemptionRow } from './queries.ts';
import { deviceOf } from './redeem-at-till.ts';

type Page = { cursor?: string | undefined; limit: number };

async function pageOfRows(ctx: Ctx, { cursor, limit, ...filter }: Page & Omit<RedemptionFilter, 'before' | 'limit'>) {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const soonestFirst = filter.state === 'asked';
  const rows = await selectRedemptions(ctx, { ...filter, soonestFirst, before: at && id ? { at, id } : undefined, limit: limit + 1 });
  return pageOf(rows, limit, soonestFirst ? placeBySoonest : placeOf);
}

export function placeOf(row: RedemptionRow): [string, string] {
  return [row.created_at.toISOString(), row.id];
}

/** What waits for an answer is listed by how soon it ends. */
function placeBySoonest(row: RedemptionRow): [string, string] {
  return [(row.answer_by ?? row.created_at).toISOString(), row.id];
}

type Listing = InputOf<typeof redemptions.listRedemptions>;

/** Newest first, those that wait for an answer by how soon it ends: the operator sees all, an issuer what concerns it, a merchant its own. */
export async function listRedemptions(ctx: Ctx, input: Listing): Promise<OutputOf<typeof redemptions.listRedemptions>> {
  const { items, nextCursor } = await pageOfRows(ctx, { ...input, ...(await reachOfFilter(ctx, input)) });
  return { items: await describeRedemptions(ctx, items), nextCursor };
}

/** A merchant learns neither by a member's number nor by an issuer who is behind a redemption. */
export async function reachOfFilter(
  ctx: Ctx,
  { q, issuerId }: Pick<Listing, 'q' | 'issuerId'>,
): Promise<Pick<RedemptionFilter, 'memberIds' | 'issuerId'>> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || actor.organizationKind === 'merchant') return { issuerId: undefined };
  const members = q === undefined ? [] : [...(await findMembersByNumber(ctx, [q])).values()];
  return { issuerId: actor.organizationKind === 'issuer' ? undefined : issuerId, memberIds: members.map(({ id }) => id) };
}

/** Of the device that asks. */
export async function listTillRedemptions(
  ctx: Ctx,
  input: InputOf<typeof redemptions.listTillRedemptions>,
): Promise<OutputOf<typeof redemptions.listTillRedemptions>> {
  const { items, nextCursor } = await pageOfRows(ctx, { ...input, terminalId: factsOf(ctx.actor).terminalId });
  return { items: await describeTillRedemptions(ctx, items), nextCursor };
}

/** Bookings that wait for an answer of the merchant at whose device somebody asks, of what is offered in its shop; the soonest end first. */
export async function listTillBookings(
  ctx: Ctx,
  input: InputOf<typeof redemptions.listTillBookings>,
): Promise<OutputOf<typeof redemptions.listTillBookings>> {
  const { merchantId, shopId } = await deviceOf(ctx, factsOf(ctx.actor));
  const asked = await findItemsForSale(ctx, await selectAskedItems(ctx), { at: ctx.now });
  const itemIds = [...asked.values()].filter((item) => isOfferedAt(item, shopId)).map(({ id }) => id);
  const { items, nextCursor } = await pageOfRows(ctx, { ...input, merchantId, itemIds, state: 'asked' });
  return { items: await describeTillRedemptions(ctx, items), nextCursor };
}

/** Of the signed-in member. */
export async function listOwnRedemptions(
  ctx: Ctx,
  input: InputOf<typeof redemptions.listOwnRedemptions>,
  secrets: SecretBox,
): Promise<OutputOf<typeof redemptions.listOwnRedemptions>> {
  if (ctx.actor.kind !== 'member') return { items: [], nextCursor: null };
  const { items, nextCursor } = await pageOfRows(ctx, { ...input, memberId: ctx.actor.memberId });
  return { items: await describeOwnRedemptions(ctx, items, secrets), nextCursor };
}
