import { AppError, type InputOf, type reconciliation } from '@tessera/contract';
import { formatDecimal, type Minor } from '@tessera/kernel';
import { dayReportTexts } from '@tessera/messages';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import { record } from '../audit/index.ts';
import type { DayReport } from './day-report.ts';
import type { ReconciliationParts } from './parts.ts';
import { type DayRow, selectDays } from './queries.ts';

/** @throws AppError `reconciliation.day_not_closed` */
export async function exportDayReport(
  { database }: ReconciliationParts,
  call: Call,
  { businessOn, language }: InputOf<typeof reconciliation.exportDayReport>,
): Promise<OutgoingFile> {
  const day = await database.transaction(call.actor, call, async (ctx) => {
    const [found] = await selectDays(ctx, { from: businessOn, to: businessOn });
    if (!found) throw new AppError('reconciliation.day_not_closed', { day: businessOn });
    await record(ctx, { action: 'reconciliation.exportDayReport', targetKind: 'day', targetId: businessOn, outcome: 'read' });
    return found;
  });
  return { name: `${dayReportTexts(language).name}-${businessOn}.csv`, type: 'text/csv', pieces: piecesOf(day, language) };
}

async function* piecesOf(day: DayRow, language: 'zh-CN' | 'en'): AsyncGenerator<string> {
  const texts = dayReportTexts(language);
  const report = day.report as DayReport; // As closeDay wrote it.
  const line = ([part, name, kind]: readonly [string, string, string], of: { count: number; amountMinor: Minor }) =>
    csvLine([part, name, kind, String(of.count), formatDecimal(of.amountMinor)]);
  yield BYTE_ORDER_MARK + csvLine(texts.headings);
  for (const { channel, totals, feeMinor } of report.channels) {
    for (const total of totals) yield line([texts.channel, channel, texts.kind(total.kind)], total);
    yield csvLine([texts.channel, channel, texts.kind('fee'), '', formatDecimal(feeMinor)]);
  }
  for (const merchant of report.merchants) yield line([texts.merchant, merchant.name, texts.kind(merchant.kind)], merchant);
  for (const kind of report.kinds) yield line([texts.house, '', texts.kind(kind.kind)], kind);
  for (const { state, count, gapMinor } of report.differences)
    yield line([texts.differences, '', texts.state(state)], { count, amountMinor: gapMinor });
  yield csvLine([texts.closed, day.closed_by, day.closed_at.toISOString(), '', '']);
  yield csvLine([texts.anchor, day.anchor_hash, '', '', '']);
}
