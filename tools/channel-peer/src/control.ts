import { type Book, CHANNELS, type Channel, CODE_MODES, FAULT_KINDS, FAULT_PLACES, type Trade } from './book.ts';
import { type Asked, json, type Reply } from './http.ts';
import type { Pay } from './index.ts';
import type { Notifier } from './notify.ts';

type Parts = { book: Book; notifier: Notifier; pay: Pay };

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

type Order = { asked: Asked; content: Record<string, unknown>; channel: Channel | undefined; trade: Trade | undefined };

/**
 * `/control/…`, JSON, for tests and scripts: `GET trades`, `POST pay {channel, outTradeNo, force}`, `POST codes {channel, mode}`,
 * `GET|POST|DELETE faults {channel?, place, kind, times?}`, `GET notifications`, `POST tell {channel, outTradeNo}`.
 */
export function createControl(parts: Parts) {
  const acts = actsOf(parts);
  return (asked: Asked): Reply | undefined => {
    const [, name] = /^\/control\/(\w+)$/.exec(asked.url.pathname) ?? [];
    if (name === undefined) return undefined;
    // A page of another site sends no JSON without asking first.
    if (asked.method === 'POST' && !asked.headers.get('content-type')?.startsWith('application/json')) return json(415, { error: 'send JSON' });
    const content: Record<string, unknown> = asked.method === 'POST' ? JSON.parse(asked.body || '{}') : {};
    const channel = oneOf(CHANNELS, content.channel);
    const trade = channel && parts.book.find(channel, String(content.outTradeNo));
    return acts[`${asked.method} ${name}`]?.({ asked, content, channel, trade }) ?? json(404, { error: 'nothing here' });
  };
}

function actsOf({ book, notifier, pay }: Parts): Record<string, (order: Order) => Reply> {
  return {
    'GET trades': () => json(200, { trades: book.list() }),
    'GET notifications': () => json(200, { notifications: notifier.sent() }),
    'GET faults': () => json(200, { faults: book.faults() }),
    'DELETE faults': () => {
      book.disarm();
      return json(200, {});
    },
    'POST faults': ({ channel, content }) => arm(book, channel, content),
    'POST codes': ({ channel, content }) => {
      const mode = oneOf(CODE_MODES, content.mode ?? 'instant');
      return channel && mode ? json(200, book.newCode(channel, mode)) : json(400, { error: 'channel or mode' });
    },
    'POST pay': ({ trade, content }) =>
      trade && pay(trade, { isForced: content.force === true }) ? json(200, trade) : json(409, { error: 'cannot be paid' }),
    'POST tell': ({ trade }) => {
      if (trade) notifier.tellPayment(trade);
      return json(trade ? 200 : 404, {});
    },
  };
}

function arm(book: Book, channel: Channel | undefined, content: Record<string, unknown>): Reply {
  const place = oneOf(FAULT_PLACES, content.place);
  const kind = oneOf(FAULT_KINDS, content.kind);
  const times = Number(content.times ?? 1);
  if (!place || !kind || !Number.isInteger(times) || times < 1 || times > 1_000) return json(400, { error: 'place, kind or times' });
  book.arm({ channel: channel ?? null, place, kind, times });
  return json(200, { faults: book.faults() });
}
