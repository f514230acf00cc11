/**
 * A bill of many lines through the real server: read, kept and matched against as many orders, with what its two processes need of memory.
 * `node --import tsx apps/server/bench/reconcile.ts [lines] [profile directory]`, after `npm run build`. Fails above 300 MB in either process.
 */
import { createWriteStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChannelPeer } from '@tessera/channel-peer';
import type { Client } from '@tessera/contract/client';
import { type BusinessDay, businessDayOf, DAY_MS } from '@tessera/kernel';
import { createChannels, saveChannel } from '../src/modules/channels/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import { createOutbound } from '../src/platform/outbound.ts';
import { megabytesOf, signInAtDesk } from './bench-desk.ts';
import { type ServerProcess, startServer } from './children.ts';
import { type Ground, openGround } from './ground.ts';
import { startMeter } from './processor.ts';

const LINES_DEFAULT = 1_000_000;
const MEMORY_MAX_MB = 300;
const LOOK_EVERY_MS = 500;
const LIMIT_MS = 30 * 60_000;
const AMOUNT_MINOR = 1_250;
/** Of each kind of difference so many. */
const DIFFERENCES = 10;
const CHANNEL = 'wechat';
const DAY_SECONDS = 86_000;

type Parts = { ground: Ground; web: ServerProcess; worker: ServerProcess; lines: number; day: BusinessDay };

/** A channel, and orders of yesterday that were paid: all that the bill has but the last ten, and ten that it has not. */
async function plant({ ground, lines, day }: Parts): Promise<string> {
  const peer = await startChannelPeer();
  const { database, secrets, owner } = ground;
  const parts = {
    database,
    secrets,
    outbound: createOutbound({ privateHosts: [peer.host] }),
    publicUrl: 'http://127.0.0.1:1',
    clock: () => new Date(),
  };
  const channels = createChannels({ ...parts, hooks: {}, onFault: console.error });
  await database.transaction(systemActor('bench'), {}, (ctx) =>
    saveChannel(ctx, { nameZh: '微信支付', nameEn: 'WeChat Pay', enabled: true, ...peer.wechat, channel: CHANNEL, kind: CHANNEL }, channels),
  );
  await peer.close();
  await owner.query(
    `insert into channels."order" (id, channel_key, kind, purpose, way, title, amount_minor, state, out_trade_no, transaction_no, opened_at,
       expires_at, paid_at, settled_at)
     select reconciliation.new_id(at), $1, $1, 'topUp', 'qr', '充值', $2::int + case when n < $4::int then 1 else 0 end, 'paid', 'B' || n, '4200' || n, at, at, at, at
     from (select n, ($5::text || ' 00:05:00+08')::timestamptz + n % ${DAY_SECONDS} * interval '1 second' as at
       from generate_series(0, $3::int - 1) n where n < $3 - $4::int or n >= $3
       union all select n, ($5::text || ' 12:00:00+08')::timestamptz from generate_series($3::int, $3 + $4 - 1) n) o`,
    [CHANNEL, AMOUNT_MINOR, lines, DIFFERENCES, day],
  );
  await owner.query('analyze channels."order"');
  return peer.wechat.merchantId;
}

/** As WeChat Pay writes it. */
async function writeBill(path: string, of: { lines: number; day: BusinessDay; merchantId: string }): Promise<void> {
  const target = createWriteStream(path);
  const write = async (text: string) => {
    if (!target.write(text)) await new Promise<void>((resolve) => target.once('drain', () => resolve()));
  };
  const yuan = (minor: number) => (minor / 100).toFixed(2);
  await write(
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n',
  );
  for (let number = 0; number < of.lines; number += 1) {
    const at = new Date(Date.parse(`${of.day}T00:05:00Z`) + (number % DAY_SECONDS) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    const head = [
      at,
      'wx5e5510c0ffee0001',
      of.merchantId,
      '0',
      '',
      `4200${number}`,
      `B${number}`,
      'oPeer0123456789',
      'NATIVE',
      'SUCCESS',
      'OTHERS',
      'CNY',
    ];
    const cells = [
      ...head,
      yuan(AMOUNT_MINOR),
      '0.00',
      '0',
      '0',
      '0.00',
      '0.00',
      '',
      '',
      '一卡通充值',
      '',
      '0.08000',
      '0.60%',
      yuan(AMOUNT_MINOR),
      '0.00',
      '',
    ];
    await write(`${cells.map((cell) => `\`${cell}`).join(',')}\r\n`);
  }
  await write('总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n');
  const total = yuan(AMOUNT_MINOR * of.lines);
  await write(`\`${of.lines},\`${total},\`0.00,\`0.00,\`${yuan(8 * of.lines)}000,\`${total},\`0.00\r\n`);
  await new Promise<void>((resolve) => target.end(() => resolve()));
}

async function measure(parts: Parts): Promise<void> {
  const { ground, web, worker, lines, day } = parts;
  const client = await signInAtDesk(ground, web.port);
  const path = join(ground.dataDir, 'bill.csv');
  await writeBill(path, { lines, day, merchantId: await plant(parts) });
  console.log(`${lines} lines, ${((await stat(path)).size / 1e6).toFixed(0)} MB`);
  const meter = startMeter({
    ...(ground.postmaster !== undefined && { database: ground.postmaster }),
    server: web.pid,
    worker: worker.pid,
    bench: process.pid,
  });
  const startedAt = performance.now();
  const file = new File([await openAsBlob(path)], 'bill.csv', { type: 'text/csv' });
  const upload = client.reconciliation.uploadBill({ channel: CHANNEL, businessOn: day, file });
  const failure: { error?: unknown } = {};
  upload.catch((error: unknown) => {
    failure.error = error;
  });
  const steps = await watch(client, { day, startedAt, failure });
  await upload;
  const { micros, othersShare, seconds } = meter.stop();
  const used = Object.entries(micros).map(([party, spent]) => `${party} ${(spent / 1e6).toFixed(1)} s`);
  console.log(`read, kept and matched: ${seconds.toFixed(1)} s; processor time: ${used.join(', ')}; others took ${(othersShare * 100).toFixed(0)} %`);
  console.log(`progress was seen ${steps} times`);
  const openedAt = performance.now();
  const seen = await client.reconciliation.getReconciliationDay({ businessOn: day });
  console.log(`the day’s page: ${(performance.now() - openedAt).toFixed(0)} ms`);
  const peaks = { web: megabytesOf(web), worker: megabytesOf(worker) };
  console.log(`most memory: web ${peaks.web.toFixed(0)} MB, worker ${peaks.worker.toFixed(0)} MB`);
  const [matched] = seen.channels;
  const wanted = lines - 2 * DIFFERENCES;
  // No purpose has booked these orders: that is one more, of the books.
  const differences = 3 * DIFFERENCES + 1;
  if (matched?.matchedCount !== wanted || seen.openCount !== differences)
    throw new Error(`${matched?.matchedCount} of ${wanted} lines agree, ${seen.openCount} of ${differences} differences were found`);
  if (Math.max(peaks.web, peaks.worker) > MEMORY_MAX_MB) throw new Error(`more than ${MEMORY_MAX_MB} MB`);
}

/** Looks as an open page does, until the bill is matched; answers how often something had moved on. */
async function watch(client: Client, of: { day: BusinessDay; startedAt: number; failure: { error?: unknown } }): Promise<number> {
  let last = '';
  for (let steps = 0; ; ) {
    if (of.failure.error) throw of.failure.error;
    if (performance.now() - of.startedAt > LIMIT_MS) throw new Error('it took too long');
    // A machine that is busy with something else turns a look away; the next one sees more.
    const day = await client.reconciliation.getReconciliationDay({ businessOn: of.day }).catch(() => undefined);
    const bill = day?.channels[0]?.bill;
    const now = bill ? `${bill.state} ${bill.storedCount}` : '';
    if (now !== last) {
      steps += 1;
      console.log(`  ${((performance.now() - of.startedAt) / 1_000).toFixed(1)} s: ${now}`);
    }
    last = now;
    if (bill?.state === 'matched') return steps;
    await sleep(LOOK_EVERY_MS);
  }
}

async function main(): Promise<void> {
  const lines = Number(process.argv[2] ?? LINES_DEFAULT);
  const day = businessDayOf(new Date(Date.now() - DAY_MS), 'Asia/Shanghai');
  const ground = await openGround(undefined);
  const servers: ServerProcess[] = [];
  try {
    const setting = { databaseUrl: ground.database.ownerUrl, secret: ground.secret, dataDir: ground.dataDir, profileDirectory: process.argv[3] };
    const web = await startServer({ ...setting, role: 'web' });
    servers.push(web);
    const worker = await startServer({ ...setting, role: 'worker' });
    servers.push(worker);
    await measure({ ground, web, worker, lines, day });
  } finally {
    for (const server of servers) await server.stop();
    await ground.close();
  }
}

await main();
