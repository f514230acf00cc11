import { renderSVG } from 'uqr';
import { yuan } from './alipay-notice.ts';
import { type Book, CHANNELS, CODE_MODES, FAULT_KINDS, FAULT_PLACES, type Trade } from './book.ts';
import { chinaTime } from './clock.ts';
import type { Asked, Reply } from './http.ts';
import type { Pay } from './index.ts';
import { type Language, languageOf, STYLE, type Words, wordsOf } from './words.ts';

type Parts = { book: Book; pay: Pay };
type Seen = { words: Words; language: Language };
const TRADES_SHOWN = 50;
const CODES_SHOWN = 6;

/** What a person sees: one order to pay, the newest orders, codes to show at a till, and faults to switch on. Works without scripts. */
export function createPages(parts: Parts) {
  return (asked: Asked): Reply | undefined => {
    const language = languageOf(asked);
    const seen = { words: wordsOf(language), language };
    const [, token] = /^\/pay\/([\w-]+)$/.exec(asked.url.pathname) ?? [];
    if (asked.method === 'POST' && !isSameSite(asked)) return { status: 403 };
    if (token !== undefined) return asked.method === 'POST' ? press(parts, asked, token) : payPage(parts, asked, { token, seen });
    if (asked.url.pathname !== '/') return undefined;
    return asked.method === 'POST' ? act(parts, asked) : page(seen, seen.words.title, overview(parts, seen));
  };
}

/** A browser says where a form comes from; no other site presses buttons here. */
function isSameSite({ headers, url }: Asked): boolean {
  const origin = headers.get('origin');
  return origin === null || origin === 'null' || new URL(origin).host === (headers.get('host') ?? url.host);
}

function press({ book, pay }: Parts, { body, url }: Asked, token: string): Reply {
  const trade = book.byToken(token);
  if (!trade) return { status: 404 };
  const pressed = new URLSearchParams(body).get('act');
  if (pressed === 'pay') pay(trade);
  if (pressed === 'late') pay(trade, { isForced: true });
  if (pressed === 'refuse' && trade.state === 'waiting')
    book.set(trade, trade.kind.includes('pay') && trade.kind !== 'wap.pay' ? 'failed' : 'closed');
  const back = url.searchParams.get('redirect_url') ?? trade.returnUrl;
  const isHome = pressed === 'pay' && back !== null && /^https?:\/\//.test(back);
  return { status: 303, headers: { location: isHome ? back : `/pay/${token}${url.search}` } };
}

function payPage({ book }: Parts, { url }: Asked, { token, seen }: { token: string; seen: Seen }): Reply {
  const named = book.byToken(token);
  const trade = named && book.find(named.channel, named.outTradeNo);
  const { words } = seen;
  if (!trade) return page(seen, words.title, `<p class="empty">${words.noOrder}</p>`);
  const button = (value: string, label: string, kind = '') => `<button name="act" value="${value}" class="${kind}">${label}</button>`;
  const acts =
    trade.state === 'waiting'
      ? button('pay', `${words.pay} ¥${yuan(trade.amountMinor)}`, 'main') + button('refuse', words.refuse)
      : trade.state === 'closed'
        ? `<p>${words.lateNote}</p>${button('late', words.late)}`
        : '';
  const body = `<article class="pay ${trade.channel}"><p class="brand">${words[trade.channel]}</p>
<h1 class="amount">¥${yuan(trade.amountMinor)}</h1><p>${text(trade.title)}</p>
<p class="state ${trade.state}" role="status">${words.states[trade.state]}</p>
<form method="post" action="/pay/${trade.token}${text(url.search)}">${acts}</form>
<dl><dt>${words.orderNo}</dt><dd><code>${text(trade.outTradeNo)}</code></dd><dt>${words.payer}</dt><dd>${text(trade.payer)}</dd></dl>
<p><a href="/?lang=${seen.language}">${words.all}</a></p></article>`;
  return page(seen, words.payTitle, body);
}

function act({ book }: Parts, { body }: Asked): Reply {
  const form = new URLSearchParams(body);
  const channel = CHANNELS.find((one) => one === form.get('channel'));
  const mode = CODE_MODES.find((one) => one === form.get('mode'));
  const place = FAULT_PLACES.find((one) => one === form.get('place'));
  const kind = FAULT_KINDS.find((one) => one === form.get('kind'));
  if (form.get('act') === 'code' && channel && mode) book.newCode(channel, mode);
  if (form.get('act') === 'fault' && place && kind) book.arm({ channel: channel ?? null, place, kind, times: 1 });
  if (form.get('act') === 'disarm') book.disarm();
  return { status: 303, headers: { location: '/' } };
}

function overview({ book }: Parts, { words }: Seen): string {
  const options = (values: readonly string[], label: (value: string) => string) =>
    values.map((value) => `<option value="${value}">${label(value)}</option>`).join('');
  const channels = options(CHANNELS, (one) => words[one === 'wechat' ? 'wechat' : 'alipay']);
  const codes = book.codes().slice(0, CODES_SHOWN);
  const trades = book.list().slice(0, TRADES_SHOWN);
  return `<h1>${words.title}</h1><p class="note">${words.note}</p>
<section><h2>${words.codes}</h2><form method="post" class="row"><select name="channel" aria-label="${words.channel}">${channels}</select>
<select name="mode" aria-label="${words.mode}">${options(CODE_MODES, (mode) => words.modes[mode] ?? mode)}</select><button name="act" value="code" class="main">${words.newCode}</button></form>
${codes.length === 0 ? `<p class="empty">${words.noCodes}</p>` : `<ul class="codes">${codes.map((one) => `<li>${renderSVG(one.code)}<b>${words[one.channel]}</b><code>${one.code}</code><small>${words.modes[one.mode]}</small></li>`).join('')}</ul>`}</section>
<section><h2>${words.orders}</h2>${trades.length === 0 ? `<p class="empty">${words.noOrders}</p>` : `<ul class="orders">${trades.map((one) => orderLine(one, words)).join('')}</ul>`}</section>
<section><h2>${words.faults}</h2><p class="note">${words.faultsNote}</p><form method="post" class="row"><select name="channel" aria-label="${words.channel}"><option value="">${words.both}</option>${channels}</select>
<select name="place" aria-label="${words.place}">${options(FAULT_PLACES, (place) => words.places[place] ?? place)}</select>
<select name="kind" aria-label="${words.kind}">${options(FAULT_KINDS, (kind) => words.kinds[kind] ?? kind)}</select><button name="act" value="fault">${words.arm}</button></form>
<ul>${book
    .faults()
    .map((one) => `<li>${one.channel ? words[one.channel] : words.both} · ${words.places[one.place]} · ${words.kinds[one.kind]} × ${one.times}</li>`)
    .join(
      '',
    )}</ul>${book.faults().length > 0 ? `<form method="post"><button name="act" value="disarm">${words.disarm}</button></form>` : ''}</section>`;
}

function orderLine(one: Trade, words: Words): string {
  return `<li><a href="/pay/${one.token}"><span><b>¥${yuan(one.amountMinor)}</b> ${text(one.title)}<small>${words[one.channel]} · ${chinaTime(new Date(one.createdAtMs))}</small></span>
<span class="state ${one.state}">${words.states[one.state]}${one.refunds.length > 0 ? ` · ${words.refunded}` : ''}</span></a></li>`;
}

function page({ words, language }: Seen, title: string, body: string): Reply {
  const other = language === 'en' ? 'zh-CN' : 'en';
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'set-cookie': `lang=${language}; Path=/; SameSite=Lax`,
    },
    body: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head><body><header><span>${words.peer}</span><a href="?lang=${other}" hreflang="${other}">${words.other}</a></header><main>${body}</main></body></html>`,
  };
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
