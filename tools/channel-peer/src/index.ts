import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAlipay } from './alipay.ts';
import { alipayBill } from './alipay-bill.ts';
import type { AlipayHouse } from './alipay-notice.ts';
import { type Book, type BookState, createBook, type Trade } from './book.ts';
import { type Identity, makeIdentity } from './certificate.ts';
import { createControl } from './control.ts';
import { type Asked, json, type Reply, read, write } from './http.ts';
import { createNotifier, type Notifier } from './notify.ts';
import { createPages } from './pages.ts';
import { keptIn } from './state-file.ts';
import { createWechat } from './wechat.ts';
import { wechatBill } from './wechat-bill.ts';
import type { WechatHouse } from './wechat-sign.ts';

export type { CodeMode, FaultKind, FaultPlace, Refund, Trade } from './book.ts';

export type PeerOptions = {
  port?: number;
  clock?: () => Date;
  /** Keeps keys and orders over a restart; without it everything is gone with the process. */
  file?: string;
};

/** What a merchant enters to be this peer's one merchant. */
export type ChannelSettings = {
  baseUrl: string;
  merchantId: string;
  appId: string;
  certificateSerial: string;
  publicKeyId: string;
  publicKey: string;
  privateKey: string;
  apiKey?: string;
};
export type ChannelPeer = Awaited<ReturnType<typeof startChannelPeer>>;

export type Houses = { wechat: WechatHouse; alipay: AlipayHouse };
export type PeerState = { houses: Houses; book: BookState };

/**
 * WeChat Pay and Alipay on a port of loopback: both protocols, signed and verified with keys of its own, a page on which a person pays, and
 * faults on command.
 */
export async function startChannelPeer({ port = 0, clock = () => new Date(), file }: PeerOptions = {}) {
  const kept = keptIn(file, () => ({ houses: makeHouses(), book: { trades: [], codes: [] } }));
  const { houses } = kept.state;
  const book = createBook({ clock, kept: kept.state.book, onChange: (state) => kept.save({ houses, book: state }) });
  const notifier = createNotifier({ book, ...houses, clock });
  const place = { origin: '' };
  const origin = () => place.origin;
  const pay = payer(book, notifier);
  const parts = { book, clock, origin, notifier };
  const doors = [
    createWechat({ ...parts, house: houses.wechat }),
    createAlipay({ ...parts, house: houses.alipay }),
    (asked: Asked) => billFile(asked, book, houses),
    createControl({ book, notifier, pay }),
    createPages({ book, pay }),
  ];
  const server = createServer(async (request, response) => {
    try {
      const asked = await read(request, place.origin);
      for (const door of doors) {
        const reply = await door(asked);
        if (reply) return write(response, reply);
      }
      write(response, json(404, { error: 'nothing here' }));
    } catch (error) {
      if (!response.headersSent) write(response, json(400, { error: error instanceof Error ? error.message : 'wrong' }));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo; // A TCP server has one.
  place.origin = `http://127.0.0.1:${address.port}`;
  return {
    origin: place.origin,
    host: `127.0.0.1:${address.port}`,
    book,
    pay,
    sent: notifier.sent,
    wechat: wechatSettings(place.origin, houses.wechat),
    /** The same merchant, who takes WeChat's public key instead of fetching certificates. */
    wechatHouse: houses.wechat,
    alipay: alipaySettings(place.origin, houses.alipay),
    alipayHouse: houses.alipay,
    close: async () => {
      await notifier.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function makeHouses(): Houses {
  return {
    wechat: {
      merchantId: '1900000001',
      appId: 'wx5e5510c0ffee0001',
      apiKey: randomBytes(16).toString('hex'),
      merchant: makeIdentity('Tessera demo merchant'),
      platform: makeIdentity('Channel peer as WeChat Pay'),
      publicKeyId: `PUB_KEY_ID_01${randomBytes(14).toString('hex')}`,
    },
    alipay: {
      appId: '2021000000000001',
      sellerId: '2088000000000001',
      merchant: makeIdentity('Tessera demo seller'),
      platform: makeIdentity('Channel peer as Alipay'),
    },
  };
}

function wechatSettings(origin: string, { merchantId, appId, apiKey, merchant }: WechatHouse): ChannelSettings {
  const { serial: certificateSerial, privateKey } = merchant;
  return { baseUrl: origin, merchantId, appId, certificateSerial, publicKeyId: '', publicKey: '', privateKey, apiKey };
}

function alipaySettings(origin: string, { appId, sellerId, merchant, platform }: AlipayHouse): ChannelSettings {
  const { publicKey }: Identity = platform;
  const { privateKey } = merchant;
  return { baseUrl: `${origin}/gateway.do`, merchantId: sellerId, appId, certificateSerial: '', publicKeyId: '', publicKey, privateKey };
}

export type PayOptions = {
  /** Also after the order was closed: what is under way when a shop gives up. */
  isForced?: boolean;
};
export type Pay = (trade: Trade, options?: PayOptions) => boolean;

/** A person pays: the order turns, and the merchant is told. False for one that cannot be paid any more. */
function payer(book: Book, notifier: Notifier): Pay {
  return (trade, { isForced = false } = {}) => {
    const now = book.find(trade.channel, trade.outTradeNo);
    if (!now || now.state === 'paid' || (now.state !== 'waiting' && !isForced)) return false;
    book.set(now, 'paid');
    notifier.tellPayment(now);
    return true;
  };
}

/** The bills themselves, whose addresses the two protocols hand out. */
async function billFile({ url }: Asked, book: Book, houses: Houses): Promise<Reply | undefined> {
  const [, channel, day = ''] = /^\/files\/(wechat|alipay)\/(\d{4}-\d{2}-\d{2})$/.exec(url.pathname) ?? [];
  if (channel !== 'wechat' && channel !== 'alipay') return undefined;
  const content =
    channel === 'wechat' ? Buffer.from(wechatBill(houses.wechat, book.list(), day) ?? '') : await alipayBill(houses.alipay, book.list(), day);
  const fault = book.takeFault(channel, 'billFile');
  if (fault === 'lost') return 'cut';
  const body = fault === 'cutShort' ? content.subarray(0, Math.floor(content.length / 2)) : content;
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body };
}
