import { DISPUTE_PHOTOS_MAX } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, pictureBytes } from '../../../test/pictures.ts';
import { codeOf, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { createDisputesWorld, type DisputesWorld, type open } from './disputes.world.ts';
import { countPhotos } from './photo-queries.ts';
import { dropWordsOf, insertEntry } from './queries.ts';

let world: DisputesWorld;
let desk: StaffPerson;
let manager: StaffPerson;

beforeAll(async () => {
  world = await createDisputesWorld();
  ({ desk, manager } = world);
});
afterAll(() => world.close());

const jpeg = () => fileOf(pictureBytes('jpeg'));
type Case = { id: Awaited<ReturnType<typeof open>>['id'] };
const add = (member: MemberPerson, { id: disputeId }: Case, { file = jpeg(), key = newId() } = {}) =>
  member.client.disputes.addOwnDisputePhoto({ disputeId, file }, { key });
const bytesOf = async (file: Blob) => Buffer.from(await file.arrayBuffer());
const photosIn = async (member: MemberPerson, { id: disputeId }: Case) =>
  (await member.client.disputes.getOwnDispute({ disputeId })).entries.filter(({ kind }) => kind === 'photo');

test('a member’s photo is seen by the desk and the merchant of the case, sealed in the database, and told to the log', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const { id: photoId, photo } = await add(member, about);
  expect(photo).toEqual({ widthPx: 8, heightPx: 6 });
  for (const read of [member.client.disputes.getOwnDisputePhoto, desk.client.disputes.getDisputePhoto, manager.client.disputes.getDisputePhoto]) {
    expect(await bytesOf(await read({ photoId }))).toEqual(pictureBytes('jpeg'));
  }
  const { rows } = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql<{ sealed: string }>`select content_sealed as sealed from disputes.photo where entry_id = ${photoId}`.execute(ctx.tx),
  );
  expect(rows[0]?.sealed).toMatch(/^v\d+\./);
  expect(rows[0]?.sealed).not.toContain(pictureBytes('jpeg').toString('base64').slice(0, 20));
  const [record] = (await world.admin.client.audit.listRecords({ q: about.id })).items.filter(({ action }) => action === 'disputes.addDisputePhoto');
  expect(record).toMatchObject({ targetKind: 'dispute' });
});

test('a picture goes out as one: its own type, no guessing, no page around it, and kept by the reader alone', async () => {
  const member = await world.person();
  const { id: photoId } = await add(member, await world.opened(member));
  const headers = { 'x-tessera-app': 'member', cookie: member.cookie() };
  const answer = await fetch(`${world.origin}/api/self/dispute-photos/${photoId}`, { headers });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(/^attachment; filename="photo\.jpeg"/),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, max-age=600',
    vary: 'cookie, x-tessera-app',
  });
});

test('the desk shows a photo to whom it says, and to nobody else', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const shown = async (audience: 'all' | 'member' | 'merchant' | 'desk') => {
    const { id: photoId } = await desk.client.disputes.addDisputePhoto({ disputeId: about.id, audience, file: jpeg() });
    return [await codeOf(member.client.disputes.getOwnDisputePhoto({ photoId })), await codeOf(manager.client.disputes.getDisputePhoto({ photoId }))];
  };
  const [yes, no] = ['no refusal', 'disputes.photo_unknown'];
  expect(await shown('all')).toEqual([yes, yes]);
  expect(await shown('member')).toEqual([yes, no]);
  expect(await shown('merchant')).toEqual([no, yes]);
  expect(await shown('desk')).toEqual([no, no]);
});

test('who is no party finds neither case nor photo, and a try is written down', async () => {
  const [member, stranger, rival] = [await world.person(), await world.person(), await world.staff('merchantManager')];
  const about = await world.opened(member);
  const { id: photoId } = await add(member, about);
  expect(await codeOf(stranger.client.disputes.getOwnDisputePhoto({ photoId }))).toBe('disputes.photo_unknown');
  expect(await codeOf(rival.client.disputes.getDisputePhoto({ photoId }))).toBe('disputes.photo_unknown');
  expect(await codeOf(add(stranger, about))).toBe('disputes.unknown');
  expect(await codeOf(rival.client.disputes.addDisputePhoto({ disputeId: about.id, audience: 'all', file: jpeg() }))).toBe('request.forbidden');
  expect(await photosIn(member, about)).toHaveLength(1);
});

test('what is no whole picture is refused whatever it is called, and changes nothing', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const whole = pictureBytes('jpeg');
  const page = Buffer.from('<html><script>alert(1)</script></html>'.repeat(20));
  for (const bad of [page, whole.subarray(0, -40), Buffer.concat([Buffer.from('xx'), whole]), Buffer.alloc(0)]) {
    expect(await codeOf(add(member, about, { file: fileOf(bad, 'receipt.jpg') }))).toBe('disputes.photo_unreadable');
  }
  expect(await codeOf(add(member, about, { file: fileOf(Buffer.concat([whole, Buffer.alloc(1024 * 1024)])) }))).toBe('request.too_large');
  expect(await photosIn(member, about)).toEqual([]);
});

test('of photos sent at once the seventh is refused, and one that was sent twice is one', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const key = newId();
  const [first, again] = [await add(member, about, { key }), await add(member, about, { key })];
  expect(again).toEqual(first);
  expect(await codeOf(add(member, about, { file: fileOf(pictureBytes('png')), key }))).toBe('request.key_reused');
  const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(add(member, about))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(5);
  expect(codes.filter((code) => code === 'disputes.too_many_photos')).toHaveLength(3);
  expect(await photosIn(member, about)).toHaveLength(6);
});

test('six photos at once are told of once, and one that comes later again', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const told = async () => {
    const { items } = await desk.client.notifications.listOwnNotices({ limit: 100 });
    return items.filter(({ kind, title, text }) => kind === 'dispute.opened' && `${title} ${text}`.includes(about.caseNumber)).length;
  };
  expect(await told()).toBe(1);
  await Promise.all(Array.from({ length: 5 }, () => add(member, about)));
  expect(await told()).toBe(2);
  world.pass(10 * 60);
  await add(member, about);
  expect(await told()).toBe(3);
});

test('two that count without waiting for each other both find a place for the sixth: the control', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  for (let count = 0; count < 5; count += 1) await add(member, about);
  const look = () => world.database.transaction(systemActor('test'), {}, (ctx) => countPhotos(ctx, about.id));
  let [arrived, open] = [0, () => {}];
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const addUnlocked = () =>
    world.database.transaction(systemActor('test'), {}, async (ctx) => {
      const count = await countPhotos(ctx, about.id);
      arrived += 1;
      if (arrived === 2) open();
      await both;
      const line = {
        dispute_id: about.id,
        kind: 'photo',
        audience: 'all',
        author: 'member',
        author_id: null,
        author_name: null,
        text: null,
        amount_minor: null,
      } as const;
      if (count < DISPUTE_PHOTOS_MAX) await insertEntry(ctx, { ...line, id: newId(), at: ctx.now });
    });
  await Promise.all([addUnlocked(), addUnlocked()]);
  expect(await look()).toBe(DISPUTE_PHOTOS_MAX + 1);
});

test('what the desk keeps for itself takes no place from the member, who cannot count it', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const keep = () => desk.client.disputes.addDisputePhoto({ disputeId: about.id, audience: 'desk', file: jpeg() });
  for (let count = 0; count < 3; count += 1) await keep();
  for (let count = 0; count < DISPUTE_PHOTOS_MAX; count += 1) await add(member, about);
  expect(await codeOf(add(member, about))).toBe('disputes.too_many_photos');
  expect(await codeOf(keep())).toBe('disputes.too_many_photos');
});

test('a case that has ended takes no photo, and of who is forgotten none is kept', async () => {
  const member = await world.person();
  const about = await world.opened(member);
  const { id: photoId } = await add(member, about);
  await member.client.disputes.withdrawOwnDispute({ disputeId: about.id });
  expect(await codeOf(add(member, about))).toBe('disputes.not_now');
  await world.database.transaction(systemActor('test'), {}, (ctx) => dropWordsOf(ctx, member.memberId));
  expect(await photosIn(member, about)).toMatchObject([{ id: photoId, photo: null }]);
  expect(await codeOf(member.client.disputes.getOwnDisputePhoto({ photoId }))).toBe('disputes.photo_unknown');
});
