import { type Language, type NoticeKind, noticeFacts } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import type { Values } from './template.ts';

export type StoredParams = Readonly<Record<string, string | number>>;
/** Whose eyes it is written for. */
export type Reader = { language: Language; timeZone: string };

/** A notice's parameters as people read them: amounts with their sign, instants by the operator's clocks. */
export function valuesOf(kind: NoticeKind, params: StoredParams, reader: Reader): Values {
  const sorts = noticeFacts(kind).params;
  return Object.fromEntries(
    Object.entries(sorts).map(([name, sort]) => {
      const value = params[name] ?? '';
      if (sort === 'amount') return [name, formatMoney(toMinor(Number(value)))];
      if (sort === 'instant') return [name, instantText(new Date(value), reader)];
      return [name, String(value)];
    }),
  );
}

function instantText(at: Date, { language, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at,
  );
}

const SAMPLES: Readonly<Record<string, string | number>> = {
  merchant: '第一食堂 North Canteen',
  tail: '8023',
  title: '7 月 1 日充值窗口停业 Counter closed on 1 July',
  text: '当天请使用自助充值。 Please top up at a kiosk that day.',
  file: 'members.csv',
  name: 'tessera-20260701-030000',
  done: 12_034,
  refused: 6,
  lostZh: '另有 30 积分已过期作废。',
  lostEn: ' 30 points had expired and are lost.',
  balance: 12_650,
};

/** Made-up parameters, so that whoever writes a text sees it as it will be read. */
export function sampleParams(kind: NoticeKind, now: Date): StoredParams {
  const fallback = { amount: 1_350, count: 3, instant: now.toISOString(), text: '…' } as const;
  return Object.fromEntries(Object.entries(noticeFacts(kind).params).map(([name, sort]) => [name, SAMPLES[name] ?? fallback[sort]]));
}
