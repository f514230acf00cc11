import type { Language } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { reportMailTexts } from '@tessera/messages';
import type { Ctx } from '../../platform/ctx.ts';
import type { Email } from '../../platform/messaging/ports.ts';
import { reportFile, tableOf } from './export-report.ts';
import { getReport } from './get-report.ts';
import { listReportRows } from './list-report-rows.ts';
import type { SubscriptionRow } from './mail-queries.ts';
import { unitOf } from './party.ts';
import type { Range } from './range.ts';

type Of = { subscription: SubscriptionRow; range: Range; language: Language; stopUrl: string };

/** A few figures in the letter itself, and the table as a file with it. */
export async function letterOf(ctx: Ctx, { subscription, range, language, stopUrl }: Of): Promise<Omit<Email, 'to'>> {
  const { name, dimension: by, format, filters } = subscription;
  const report = await getReport(ctx, { ...filters, ...range });
  const { items } = await listReportRows(ctx, { ...filters, ...range, by });
  const texts = reportMailTexts(language);
  const file = reportFile(range, tableOf(items, { by, language }), { format, language });
  const days = range.from === range.to ? range.from : `${range.from} – ${range.to}`;
  const money = ['paidMinor', 'refundedMinor', 'netMinor'] as const;
  const counts = ['paymentCount', 'memberCount', 'redemptionCount', 'points'] as const;
  const line = (label: string, now: string, before: string) => texts.line({ label, now, before });
  const lines = [
    ...(unitOf(ctx.actor) === 'money'
      ? money.map((key) => line(texts.figure[key], formatDecimal(report.figures[key]), formatDecimal(report.before[key])))
      : []),
    ...counts.flatMap((key) => {
      const [now, before] = [report.figures[key], report.before[key]];
      return now === null || before === null ? [] : [line(texts.figure[key], String(now), String(before))];
    }),
  ];
  return {
    subject: `${name} · ${days}`,
    text: [texts.opening({ name, days }), '', ...lines, '', texts.attached(items.length), '', texts.foot, stopUrl].join('\n'),
    stopUrl,
    attachments: [file],
  };
}
