import type { Asked } from './http.ts';

export type Language = 'zh-CN' | 'en';
const NAMES = { wechat: '微信支付', alipay: '支付宝' };

/** Words by the name of what they are for. */
const named = (words: Record<string, string>): Record<string, string> => words;

const zh = {
  ...NAMES,
  peer: '模拟支付渠道 · 不动用真钱',
  other: 'English',
  title: '模拟的微信支付与支付宝',
  note: '这里代替两家支付渠道：签名、通知、对账单都按真实协议，钱不是真的。',
  payTitle: '付款',
  pay: '确认付款',
  refuse: '不付了',
  late: '仍然付款',
  lateNote: '订单已关闭。可以模拟关单时顾客已经付了款。',
  noOrder: '没有这笔订单。',
  orderNo: '商户订单号',
  payer: '付款人',
  all: '查看全部订单',
  orders: '订单',
  noOrders: '还没有订单。在会员手机端充值，或在收银机扫码收款。',
  refunded: '有退款',
  codes: '顾客付款码',
  newCode: '出示付款码',
  noCodes: '还没有付款码。出示一个，在收银机上扫描或输入数字。',
  channel: '渠道',
  mode: '付款方式',
  modes: named({ instant: '扫码即付', password: '需输密码', refuse: '顾客拒付', insufficient: '余额不足' }),
  states: { waiting: '等待付款', paid: '已付款', closed: '已关闭', reversed: '已撤销', failed: '付款失败' },
  faults: '故障',
  faultsNote: '下一次到达该处时发生一次。',
  both: '两个渠道',
  place: '何处',
  kind: '故障',
  arm: '加上故障',
  disarm: '清除全部故障',
  places: named({
    create: '下单',
    pay: '扫码付款',
    query: '查询',
    close: '关单',
    reverse: '撤销',
    refund: '退款',
    queryRefund: '查询退款',
    certificates: '下载证书',
    bill: '申请账单',
    billFile: '下载账单',
    notify: '通知',
  }),
  kinds: named({
    noAnswer: '做了但不应答',
    lost: '请求丢失',
    busy: '系统繁忙',
    unknownResult: '做了却答繁忙',
    refuse: '拒绝',
    held: '余额不足暂缓',
    wrongSignature: '签名错误',
    wrongSerial: '证书序列号错误',
    oldClock: '时间不符',
    wrongAmount: '金额不符',
    cutShort: '内容被截断',
    duplicate: '重复通知',
    never: '不通知',
  }),
};
export type Words = typeof zh;

const en: Words = {
  wechat: 'WeChat Pay',
  alipay: 'Alipay',
  peer: 'Pretended payment channels · no real money',
  other: '中文',
  title: 'WeChat Pay and Alipay, pretended',
  note: 'Stands in for both channels: signatures, notifications and bills follow the real protocols; the money is not real.',
  payTitle: 'Pay',
  pay: 'Pay',
  refuse: 'Do not pay',
  late: 'Pay all the same',
  lateNote: 'The order is closed. You can pretend that the customer had paid while it was being closed.',
  noOrder: 'There is no such order.',
  orderNo: 'Merchant’s number',
  payer: 'Payer',
  all: 'See all orders',
  orders: 'Orders',
  noOrders: 'No orders yet. Top up in the member app, or scan a code at a till.',
  refunded: 'refunded',
  codes: 'Customers’ pay codes',
  newCode: 'Show a code',
  noCodes: 'No codes yet. Show one, and scan it or type its digits at a till.',
  channel: 'Channel',
  mode: 'How it pays',
  modes: { instant: 'pays at once', password: 'asks for a password', refuse: 'is refused', insufficient: 'lacks the money' },
  states: { waiting: 'Waits to be paid', paid: 'Paid', closed: 'Closed', reversed: 'Reversed', failed: 'Failed' },
  faults: 'Faults',
  faultsNote: 'Happens once, the next time that this place is reached.',
  both: 'Both channels',
  place: 'Where',
  kind: 'Fault',
  arm: 'Add the fault',
  disarm: 'Clear all faults',
  places: {
    create: 'opening an order',
    pay: 'paying by code',
    query: 'query',
    close: 'close',
    reverse: 'reversal',
    refund: 'refund',
    queryRefund: 'query of a refund',
    certificates: 'certificates',
    bill: 'asking for a bill',
    billFile: 'downloading a bill',
    notify: 'notification',
  },
  kinds: {
    noAnswer: 'done, never answered',
    lost: 'request lost',
    busy: 'system busy',
    unknownResult: 'done, answered “busy”',
    refuse: 'refused',
    held: 'held for lack of funds',
    wrongSignature: 'wrong signature',
    wrongSerial: 'wrong certificate serial',
    oldClock: 'clock far off',
    wrongAmount: 'wrong amount',
    cutShort: 'cut short',
    duplicate: 'sent three times',
    never: 'never sent',
  },
};

export function wordsOf(language: Language): Words {
  return language === 'en' ? en : zh;
}

/** As asked for, as last time, or as the browser prefers. */
export function languageOf({ url, headers }: Asked): Language {
  const wanted =
    url.searchParams.get('lang') ?? /(?:^|;\s*)lang=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? headers.get('accept-language') ?? '';
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#16202a,#e8eef2);--soft:light-dark(#51606e,#a9b6c1);--page:light-dark(#eef2f4,#10171d);--surface:light-dark(#fff,#18212a);--line:light-dark(#dfe5ea,#2a3640);--go:light-dark(#0b7a75,#3fb5ad);--on-go:light-dark(#fff,#08201f);--bad:light-dark(#b3261e,#ff8a80)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,"Noto Sans SC","PingFang SC","WenQuanYi Zen Hei",sans-serif;color:var(--ink);background:var(--page)}
header{display:flex;justify-content:space-between;gap:12px;padding:8px 16px;color:var(--soft);font-size:14px;align-items:center}header a{padding:10px 0;white-space:nowrap}main{max-width:720px;margin:0 auto;padding:0 16px 32px}
a{color:var(--go)}h1{font-size:24px;margin:16px 0 4px}h2{font-size:18px;margin:24px 0 8px}small,.note,.empty,dt{color:var(--soft);font-size:14px}
.pay{background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:24px;max-width:420px;margin:24px auto;text-align:center}.brand{font-weight:600;color:var(--soft)}.amount{font-size:44px;margin:0;font-variant-numeric:tabular-nums}
form{display:grid;gap:12px}form.row{grid-template-columns:repeat(auto-fit,minmax(220px,1fr))}button,select{font:inherit;min-height:48px;border-radius:12px;border:1px solid var(--line);background:var(--surface);color:var(--ink);padding:8px 16px}button{cursor:pointer}button.main{background:var(--go);color:var(--on-go);border-color:var(--go);font-weight:600}
button:focus-visible,select:focus-visible,a:focus-visible{outline:3px solid var(--go);outline-offset:2px}.state{font-weight:600}.state.paid{color:var(--go)}.state.failed,.state.reversed{color:var(--bad)}
dl{text-align:left;margin:24px 0 0}dd{margin:0 0 8px;overflow-wrap:anywhere}code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
.codes,.orders{list-style:none;padding:0;margin:12px 0 0;display:grid;gap:12px}.codes{grid-template-columns:repeat(auto-fill,minmax(200px,1fr))}.codes li{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:12px;display:grid;gap:4px;justify-items:center;text-align:center}.codes svg{width:140px;height:140px;background:#fff;border-radius:6px}
.orders a{display:flex;justify-content:space-between;gap:12px;background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:12px 16px;color:inherit;text-decoration:none;align-items:center}.orders small{display:block}.orders .state{white-space:nowrap;font-size:14px}`;
