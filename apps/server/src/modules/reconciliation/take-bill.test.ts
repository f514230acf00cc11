import { createHash } from 'node:crypto';
import { AppError } from '@tessera/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectBillsOf } from './bill-queries.ts';
import { fetchOne } from './fetch-bill.ts';
import { callOf, clerk, createReconciliationWorld, DAY, linesOf, NEXT_DAY, type ReconciliationWorld } from './reconciliation.world.ts';
import { takeBill } from './take-bill.ts';
import { uploadBill } from './upload-bill.ts';

let world: ReconciliationWorld;
let wechat: string[];
let alipay: string[];

beforeAll(async () => {
  world = await createReconciliationWorld();
  const first = await world.pay('wechat', 45_00);
  await world.pay('wechat', 12_34);
  await world.giveBack(first.id, 5_00);
  await world.pay('alipay', 8_50);
  world.passTo(`${NEXT_DAY}T10:00:00+08:00`);
  wechat = await world.download('wechat');
  alipay = await world.download('alipay');
});
afterAll(() => world.close());

const offer = (channel: 'wechat' | 'alipay', texts: readonly string[], businessOn = DAY) =>
  takeBill(world.parts, { ...world.offerOf(channel, businessOn), source: 'uploaded', fileName: 'bill.csv' }, linesOf(texts));
const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('it was taken');
  return error.code === 'reconciliation.bill_refused' ? error.params.fault : error.code;
};
async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const countLines = (channel: string) =>
  world.act(async (ctx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from reconciliation.line where channel_key = ${channel}`.execute(ctx.tx);
    return rows[0]?.n;
  });

test.each([
  ['is empty', () => [], 'empty'],
  ['is cut short', () => wechat.slice(0, -2), 'cut_short'],
  ['is cut short within its sums', () => [...wechat.slice(0, -1), '`3'], 'sums_differ'],
  ['is of another merchant', () => wechat.map((text) => text.replaceAll(world.peer.wechat.merchantId, '1999999999')), 'other_merchant'],
  ['is of another day', () => wechat.map((text) => text.replaceAll(DAY, '2026-03-01')), 'other_day'],
  ['has a line twice', () => [wechat[0] ?? '', wechat[1] ?? '', ...wechat.slice(1)], 'twice_in_file'],
  ['has an amount that was changed', () => wechat.map((text) => text.replace('`12.34', '`12.35')), 'sums_differ'],
  ['has an amount with parts of a fen', () => wechat.map((text) => text.replaceAll('`12.34', '`12.345')), 'lines_wrong'],
  ['is no bill at all', () => ['hello', 'world'], 'unreadable'],
])('a bill of WeChat Pay that %s is refused whole', async (_what, texts, fault) => {
  const before = await countLines('wechat');
  const found = await faultOf(offer('wechat', texts()));
  expect(found).toBe(fault);
  expect(await countLines('wechat')).toBe(before);
});

test.each([
  ['is cut short', () => alipay.filter((text) => !text.startsWith('#交易合计') && !text.startsWith('#退款合计')), 'cut_short'],
  ['is of another account', () => alipay.map((text) => text.replace(/账号：\[\d+\]/, '账号：[2088999999999999]')), 'other_merchant'],
  ['is of another day', () => alipay.map((text) => text.replaceAll(DAY, '2026-03-01')), 'other_day'],
  ['was changed', () => alipay.map((text) => text.replaceAll('8.50', '9.50')), 'sums_differ'],
])('a bill of Alipay that %s is refused whole', async (_what, texts, fault) => {
  const changed = fault === 'sums_differ' ? texts().map((text) => (text.startsWith('#') ? text.replaceAll('9.50', '8.50') : text)) : texts();
  expect(await faultOf(offer('alipay', changed))).toBe(fault);
});

test('a file whose hash is not the one that the channel gave is refused, and with the right one it is read', async () => {
  const text = `${wechat.join('\n')}\n`;
  const upload = (sha256: string) =>
    uploadBill(world.parts, callOf(clerk('吴静'), world.clock()), {
      channel: 'wechat',
      businessOn: NEXT_DAY,
      sha256,
      file: { name: 'bill.csv', pieces: bytesOf(text) },
    });
  expect(await faultOf(upload('0'.repeat(64)))).toBe('reconciliation.bill_hash_wrong');
  expect(await faultOf(upload(createHash('sha256').update(text).digest('hex')))).toBe('reconciliation.day_not_over');
});

test('a bill whose signature or hash is forged is not believed, and that there was none is said once', async () => {
  const fetchIt = () => fetchOne(world.parts, { channel: 'alipay', businessOn: DAY });
  world.peer.book.arm({ channel: 'alipay', place: 'bill', kind: 'wrongSignature', times: 2 });
  for (let tries = 0; tries < 2; tries += 1) await expect(fetchIt()).rejects.toThrow();
  const bills = await world.act((ctx) => selectBillsOf(ctx, DAY));
  expect(bills.filter((bill) => bill.channel_key === 'alipay' && bill.fault === 'no_answer')).toHaveLength(1);
  expect(await countLines('alipay')).toBe(0);
});

test('what was refused is listed with the lines at fault', async () => {
  await faultOf(offer('wechat', [wechat[0] ?? '', wechat[1] ?? '', ...wechat.slice(1)]));
  const [refused] = await world.act((ctx) => selectBillsOf(ctx, DAY));
  expect(refused).toMatchObject({ state: 'refused', fault: 'twice_in_file', troubles: [{ line: 3, fault: 'twice_in_file' }] });
});

test('a bill of today is not taken yet', async () => {
  expect(await faultOf(offer('wechat', wechat, NEXT_DAY))).toBe('reconciliation.day_not_over');
});

test('two people who bring one bill at once bring it once, and the same bill again changes nothing', async () => {
  const bills = await Promise.all([offer('wechat', wechat), offer('wechat', wechat), offer('wechat', wechat)]);
  expect(new Set(bills.map((bill) => bill.id)).size).toBe(1);
  const again = await offer('wechat', wechat);
  expect(again.id).toBe(bills[0]?.id);
  expect(await countLines('wechat')).toBe(3);
  const [bill] = (await world.act((ctx) => selectBillsOf(ctx, DAY))).filter((one) => one.state !== 'refused');
  expect(bill).toMatchObject({ line_count: 3, stored_count: 3, paid_count: 2, paid_minor: 57_34, refunded_count: 1, refunded_minor: 5_00 });
});

test('another bill of a day that has one is refused', async () => {
  const other = [wechat[0] ?? '', wechat[2] ?? '', wechat[1] ?? '', ...wechat.slice(3)];
  expect(await faultOf(offer('wechat', other))).toBe('reconciliation.bill_differs');
});

test('a reading that was cut off goes on where it stopped', async () => {
  const taken = await offer('alipay', alipay);
  await world.owner(`alter table reconciliation.bill disable trigger bill_goes_forward`);
  await world.owner(
    `update reconciliation.bill set state = 'reading', stored_count = 0, beat_at = now() - interval '20 years' where id = '${taken.id}'`,
  );
  await world.owner(`delete from reconciliation.line where bill_id = '${taken.id}'`);
  await world.owner(`alter table reconciliation.bill enable trigger bill_goes_forward`);
  const again = await offer('alipay', alipay);
  expect(again).toMatchObject({ id: taken.id, state: 'matching' });
  const counted = await world.act(async (ctx) => (await selectBillsOf(ctx, DAY)).find((bill) => bill.id === taken.id));
  expect(counted).toMatchObject({ stored_count: 1, line_count: 1 });
});
