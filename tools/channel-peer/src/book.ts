import { randomBytes, randomInt } from 'node:crypto';
import { chinaTime } from './clock.ts';

export const CHANNELS = ['wechat', 'alipay'] as const;
export type Channel = (typeof CHANNELS)[number];
export type TradeState = 'waiting' | 'paid' | 'closed' | 'reversed' | 'failed';
export type RefundState = 'done' | 'under way' | 'held' | 'refused';

export type Refund = { refundNo: string; refundId: string; amountMinor: number; state: RefundState; askedAtMs: number; doneAtMs: number | null };
/** One order as the channel keeps it. */
export type Trade = {
  channel: Channel;
  outTradeNo: string;
  /** The channel's own number, and the word in the address of the page where it is paid. */
  tradeNo: string;
  token: string;
  kind: string;
  title: string;
  amountMinor: number;
  state: TradeState;
  payer: string;
  notifyUrl: string | null;
  returnUrl: string | null;
  createdAtMs: number;
  expiresAtMs: number;
  paidAtMs: number | null;
  refunds: Refund[];
};

/** What happens when a code is scanned: it pays at once, waits for the payer's password, is refused, or lacks the money. */
export const CODE_MODES = ['instant', 'password', 'refuse', 'insufficient'] as const;
export type CodeMode = (typeof CODE_MODES)[number];
export type PayCode = { channel: Channel; code: string; mode: CodeMode; isSpent: boolean };

export const FAULT_PLACES = [
  'create',
  'pay',
  'query',
  'close',
  'reverse',
  'refund',
  'queryRefund',
  'certificates',
  'bill',
  'billFile',
  'notify',
] as const;
export type FaultPlace = (typeof FAULT_PLACES)[number];
/**
 * `noAnswer`: it is done, and nobody says so. `lost`: it never arrives. `busy`: not done, and said so. `unknownResult`: done, and answered like
 * `busy`. `wrongAmount` and `duplicate` are for notifications, `never` sends none.
 */
export const FAULT_KINDS = [
  'noAnswer',
  'lost',
  'busy',
  'unknownResult',
  'refuse',
  'held',
  'wrongSignature',
  'wrongSerial',
  'oldClock',
  'wrongAmount',
  'cutShort',
  'duplicate',
  'never',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Fault = { channel: Channel | null; place: FaultPlace; kind: FaultKind; times: number };

export type BookState = { trades: Trade[]; codes: PayCode[] };
export type Book = ReturnType<typeof createBook>;
export type NewTrade = Pick<Trade, 'channel' | 'outTradeNo' | 'kind' | 'title' | 'amountMinor' | 'notifyUrl' | 'returnUrl' | 'expiresAtMs'>;

/** All that the two channels know, in memory; `onChange` may keep it in a file. */
export function createBook({ clock, kept, onChange }: { clock: () => Date; kept: BookState; onChange: (state: BookState) => void }) {
  const trades = new Map(kept.trades.map((trade) => [keyOf(trade), trade]));
  const codes = new Map(kept.codes.map((code) => [code.code, code]));
  const changed = () => onChange({ trades: [...trades.values()], codes: [...codes.values()] });
  const nowMs = () => clock().getTime();
  const find = (channel: Channel, outTradeNo: string): Trade | undefined => {
    const trade = trades.get(keyOf({ channel, outTradeNo }));
    // What was begun by a code ends by a password or by the shop.
    const ends = trade?.kind !== 'codepay' && trade?.kind !== 'pay';
    if (trade?.state === 'waiting' && ends && trade.expiresAtMs <= nowMs()) trade.state = 'closed';
    return trade;
  };
  const set = (trade: Trade, state: TradeState) => {
    trade.state = state;
    if (state === 'paid') trade.paidAtMs = nowMs();
    changed();
  };
  return {
    find,
    list: (): Trade[] => [...trades.values()].map((trade) => find(trade.channel, trade.outTradeNo) ?? trade).reverse(),
    byToken: (token: string) => [...trades.values()].find((trade) => trade.token === token),
    open(wanted: NewTrade): Trade {
      const trade: Trade = {
        ...wanted,
        tradeNo: numberOf(wanted.channel, clock()),
        token: randomBytes(9).toString('base64url'),
        state: 'waiting',
        payer: wanted.channel === 'wechat' ? `oPeer${randomBytes(12).toString('hex').slice(0, 23)}` : `138****${randomInt(1000, 9999)}`,
        createdAtMs: nowMs(),
        paidAtMs: null,
        refunds: [],
      };
      trades.set(keyOf(trade), trade);
      changed();
      return trade;
    },
    set,
    addRefund(trade: Trade, of: { refundNo: string; amountMinor: number; state: RefundState }): Refund {
      const doneAtMs = of.state === 'done' ? nowMs() : null;
      const refund: Refund = { ...of, refundId: numberOf(trade.channel, clock()), askedAtMs: nowMs(), doneAtMs };
      trade.refunds.push(refund);
      changed();
      return refund;
    },
    finishRefund(refund: Refund): void {
      refund.state = 'done';
      refund.doneAtMs = nowMs();
      changed();
    },
    findRefund: (channel: Channel, refundNo: string) =>
      [...trades.values()]
        .filter((trade) => trade.channel === channel)
        .flatMap((trade) => trade.refunds.map((refund) => ({ trade, refund })))
        .find(({ refund }) => refund.refundNo === refundNo),
    ...createCodes(codes, changed),
    ...createFaults(),
  };
}

/** Customers' codes: shown, scanned once, spent. */
function createCodes(codes: Map<string, PayCode>, changed: () => void) {
  return {
    /** A code as a customer's phone shows it: WeChat 18 digits from 10 to 15, Alipay 16 to 24 from 25 to 30. */
    newCode(channel: Channel, mode: CodeMode): PayCode {
      const head = channel === 'wechat' ? String(randomInt(10, 16)) : String(randomInt(25, 31));
      const code = { channel, code: head + digits(16), mode, isSpent: false };
      codes.set(code.code, code);
      changed();
      return code;
    },
    findCode: (code: string) => codes.get(code),
    spendCode(code: PayCode): void {
      code.isSpent = true;
      changed();
    },
    codes: () => [...codes.values()].filter((code) => !code.isSpent).reverse(),
  };
}

/** What is to go wrong, and where. */
function createFaults() {
  const faults: Fault[] = [];
  return {
    faults: () => [...faults],
    arm: (fault: Fault) => void faults.push(fault),
    disarm: () => void faults.splice(0),
    /** The next fault at this place, used up once. */
    takeFault(channel: Channel, place: FaultPlace): FaultKind | undefined {
      const at = faults.findIndex((fault) => fault.place === place && (fault.channel === null || fault.channel === channel));
      const fault = faults[at];
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) faults.splice(at, 1);
      return fault.kind;
    },
  };
}

export function refundedMinorOf(trade: Trade): number {
  return trade.refunds.filter(({ state }) => state !== 'refused').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function keyOf({ channel, outTradeNo }: Pick<Trade, 'channel' | 'outTradeNo'>): string {
  return `${channel} ${outTradeNo}`;
}

/** As the channels number what they keep: WeChat 28 digits, Alipay the day and 20 more. */
function numberOf(channel: Channel, at: Date): string {
  const day = chinaTime(at).slice(0, 10).replaceAll('-', '');
  return channel === 'wechat' ? `4200${digits(6)}${day}${digits(10)}` : `${day}2200${digits(16)}`;
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}
