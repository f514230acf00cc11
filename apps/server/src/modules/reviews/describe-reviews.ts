import type { OutputOf, reviews } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { readSetting } from '../settings/index.ts';
import { merchantOf, type ReviewRow, selectPhotosOf } from './queries.ts';

export type ReviewView = OutputOf<typeof reviews.answerReview>;
export type OwnReviewView = OutputOf<typeof reviews.writeOwnReview>;

/** For people at work. A merchant reads what was said, and never by whom or about which payment. */
export async function describeReviews(ctx: Ctx, rows: readonly ReviewRow[]): Promise<ReviewView[]> {
  const commons = await commonOf(ctx, rows);
  const memberIds = rows.map((row) => row.member_id);
  const isMerchant = merchantOf(ctx.actor) !== undefined;
  const members = isMerchant ? new Map<never, never>() : await asSystem(ctx, (system) => findMembers(system, memberIds));
  return rows.map((row, index) => {
    const [hiddenBy, answeredBy] = [row.hidden_by_name, row.answered_by_name];
    const common = commons[index] ?? rowless();
    if (isMerchant) return { ...common, subjectId: null, memberId: null, memberName: null, hiddenBy, answeredBy };
    return { ...common, memberId: row.member_id, memberName: members.get(row.member_id)?.name ?? '', hiddenBy, answeredBy };
  });
}

export async function describeReview(ctx: Ctx, row: ReviewRow): Promise<ReviewView> {
  return (await describeReviews(ctx, [row]))[0] ?? rowless();
}

/** For whoever wrote it. */
export async function describeOwnReviews(ctx: Ctx, rows: readonly ReviewRow[]): Promise<OwnReviewView[]> {
  const editDays = await readSetting(ctx, 'reviews.editDays');
  const commons = await commonOf(ctx, rows);
  return rows.map((row, index) => {
    const editUntil = editableUntil(row, editDays);
    return { ...(commons[index] ?? rowless()), editUntil, canEdit: mayEdit(row, editUntil, ctx.now) };
  });
}

export async function describeOwnReview(ctx: Ctx, row: ReviewRow): Promise<OwnReviewView> {
  return (await describeOwnReviews(ctx, [row]))[0] ?? rowless();
}

export function editableUntil(row: Pick<ReviewRow, 'created_at'>, editDays: number): Date {
  return new Date(row.created_at.getTime() + editDays * DAY_MS);
}

/** What was answered or hidden is said. */
export function mayEdit(row: Pick<ReviewRow, 'answer' | 'state'>, until: Date, now: Date): boolean {
  return now < until && row.answer === null && row.state === 'shown';
}

function rowless(): never {
  throw new RangeError('a review was described that was not read');
}

async function commonOf(ctx: Ctx, rows: readonly ReviewRow[]) {
  const merchantIds = rows.map((row) => row.merchant_id);
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, merchantIds));
  const reviewIds = rows.map((row) => row.id);
  const photos = await selectPhotosOf(ctx, reviewIds);
  return rows.map((row) => ({
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    itemName: row.item_name,
    stars: row.stars,
    tags: row.tags,
    text: row.text,
    state: row.state,
    hiddenReason: row.hidden_reason,
    answer: row.answer,
    answeredAt: row.answered_at,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    photos: photos.filter((photo) => photo.review_id === row.id).map(({ id, width_px: widthPx, height_px: heightPx }) => ({ id, widthPx, heightPx })),
  }));
}
