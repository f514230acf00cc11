import type { Id } from '@tessera/kernel';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, pictureBytes } from '../../../test/pictures.ts';
import { codeOf, createWorld, type MemberPerson, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { dropWordsOf } from './queries.ts';
import { scoreQuality } from './score-quality.ts';

const DAY_SECONDS = 24 * 60 * 60;
let world: Awaited<ReturnType<typeof createWorld>>;
let admin: StaffPerson;
let desk: StaffPerson;
let manager: StaffPerson;
let till: TillDevice;
let member: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  desk = await world.staff('customerService');
  till = await world.till(admin);
  manager = await world.staff('merchantManager', till.merchantId);
  member = await world.member(admin, { balanceMinor: 50_000 });
});
afterAll(() => world.close());

async function pay(): Promise<Id<'payment'>> {
  const answer = await till.client.payments.charge({ amountMinor: 1_000, credential: { kind: 'member', memberNumber: member.memberNumber } });
  if (answer.outcome !== 'approved') throw new Error(answer.reason);
  await world.settle();
  return answer.key;
}
const write = (subjectId: Id<'payment'>, stars = 5, text = '很好吃') =>
  member.client.reviews.writeOwnReview({ subjectKind: 'payment', subjectId, stars, tags: ['fast'], text });
const score = () => world.database.transaction(systemActor('clock'), {}, scoreQuality);

test('a sale is rated once, edited, shown without a name, answered once, and then stays as it is', async () => {
  const subjectId = await pay();
  const asked = () => member.client.reviews.getReviewable({ subjectKind: 'payment', subjectId });
  expect(await asked()).toMatchObject({ mayReview: true, review: null, rating: { average: null, count: 0 } });
  const tried = await Promise.all(Array.from({ length: 3 }, () => codeOf(write(subjectId, 2))));
  expect(tried.sort()).toEqual(['no refusal', 'reviews.done_already', 'reviews.done_already']);
  const { review } = await asked();
  const reviewId = review?.id ?? newId<'review'>();
  await member.client.reviews.addOwnReviewPhoto({ reviewId, file: fileOf(pictureBytes('jpeg')) }, { key: newId() });
  await member.client.reviews.editOwnReview({ reviewId, stars: 4, tags: ['fast', 'fast'], text: '还可以' });
  const [shown] = (await manager.client.reviews.listReviews({ q: '还可以' })).items;
  expect(shown).toMatchObject({ stars: 4, tags: ['fast'], memberId: null, memberName: null, subjectId: null, photos: [{ widthPx: 8 }] });
  const photo = await manager.client.reviews.getReviewPhoto({ reviewPhotoId: shown?.photos[0]?.id ?? newId() });
  expect(Buffer.from(await photo.arrayBuffer())).toEqual(pictureBytes('jpeg'));
  expect((await manager.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('review.opened');
  await manager.client.reviews.answerReview({ reviewId, text: '谢谢' });
  expect(await codeOf(manager.client.reviews.answerReview({ reviewId, text: '再次' }))).toBe('reviews.answered_already');
  expect(await codeOf(desk.client.reviews.answerReview({ reviewId, text: 'x' }))).toBe('request.forbidden');
  expect(await codeOf(member.client.reviews.editOwnReview({ reviewId, stars: 1, tags: [], text: '' }))).toBe('reviews.edit_over');
  expect(await asked()).toMatchObject({ mayReview: false, review: { answer: '谢谢', canEdit: false }, rating: { average: 4, count: 1 } });
  expect((await member.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('review.answered');
});

test('a hidden review is gone for the merchant and every average, and comes back', async () => {
  const { id: reviewId } = await write(await pay(), 1, '骂人的话');
  const before = (await member.client.reviews.getReviewable({ subjectKind: 'payment', subjectId: await pay() })).rating.count;
  await desk.client.reviews.hideReview({ reviewId, reason: '辱骂' });
  expect((await manager.client.reviews.listReviews({ q: '骂人' })).items).toEqual([]);
  expect(await codeOf(manager.client.reviews.answerReview({ reviewId, text: 'x' }))).toBe('reviews.unknown');
  const own = (await member.client.reviews.listOwnReviews({})).items.find(({ id }) => id === reviewId);
  expect(own).toMatchObject({ state: 'hidden', hiddenReason: '辱骂', canEdit: false });
  const after = (await member.client.reviews.getReviewable({ subjectKind: 'payment', subjectId: await pay() })).rating.count;
  expect(after).toBe(before - 1);
  const table = await (await desk.client.reviews.exportReviews({ state: 'hidden', language: 'zh-CN' })).text();
  expect(table).toContain('辱骂');
  await desk.client.reviews.showReview({ reviewId });
  expect((await manager.client.reviews.listReviews({ q: '骂人' })).items).toHaveLength(1);
});

test('the clock scores a merchant, tells once when it falls low, and a merchant sees its own score alone', async () => {
  const told = async () => (await desk.client.notifications.listOwnNotices({})).items.filter(({ kind }) => kind === 'quality.low').length;
  await score();
  expect(await told()).toBe(0);
  await admin.client.settings.updateSetting({ key: 'reviews.lowScore', value: 70 });
  for (let count = 0; count < 3; count += 1) await write(await pay(), 1, '');
  await score();
  await score();
  expect(await told()).toBe(1);
  const [own] = (await manager.client.reviews.listQuality({})).items;
  expect(own).toMatchObject({ merchantId: till.merchantId, isLow: true, reviewCount: 5 });
  const rival = await world.staff('merchantManager');
  expect((await rival.client.reviews.listQuality({})).items).toEqual([]);
  expect((await desk.client.reviews.listQuality({ only: 'low', limit: 1 })).items).toHaveLength(1);
});

test('of who is forgotten the stars stay and no word or photo', async () => {
  await world.database.transaction(systemActor('test'), {}, (ctx) => dropWordsOf(ctx, member.memberId));
  const { items } = await desk.client.reviews.listReviews({ merchantId: till.merchantId });
  expect(items.every(({ text, photos }) => text === '' && photos.length === 0)).toBe(true);
  expect(items.length).toBe(5);
});

test('another’s sale, a sale given back and one too long ago cannot be rated, and of a low score nobody is told another day again', async () => {
  const [subjectId, returned, old] = [await pay(), await pay(), await pay()];
  const stranger = await world.member(admin, { balanceMinor: 100 });
  const named = { subjectKind: 'payment', subjectId } as const;
  expect(await codeOf(stranger.client.reviews.writeOwnReview({ ...named, stars: 1, tags: [], text: '' }))).toBe('reviews.subject_unknown');
  await manager.client.payments.refund({ paymentId: returned, amountMinor: 1_000, reason: '退' }, { key: newId() });
  await world.settle();
  expect(await codeOf(write(returned))).toBe('reviews.not_reviewable');
  await admin.client.settings.updateSetting({ key: 'reviews.windowDays', value: 1 });
  world.pass(2 * DAY_SECONDS);
  expect(await codeOf(write(old))).toBe('reviews.window_over');
  await score();
  const colleague = await world.staff('customerService');
  expect((await colleague.client.notifications.listOwnNotices({})).items).toEqual([]);
  const [standing] = (await colleague.client.reviews.listQuality({})).items;
  expect(standing?.history).toHaveLength(2);
});
