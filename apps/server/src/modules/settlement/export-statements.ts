import type { InputOf, settlement } from '@tessera/contract';
import { formatDecimal } from '@tessera/kernel';
import { statementTableTexts } from '@tessera/messages';
import type { FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { workbookOf } from '../imports/index.ts';
import { type BillWhole, getIssuerBill } from './list-bills.ts';
import { getPayable, type PayableWhole } from './list-payables.ts';
import { getTakingsStatement, type TakingsWhole } from './list-takings.ts';

type Routes = Pick<typeof settlement, 'exportIssuerBill' | 'exportPayable' | 'exportTakingsStatement'>;
type Language = InputOf<typeof settlement.exportPayable>['language'];

/** Statements as workbooks: the sums, by programme and day. What the sums are made of stands in the list on the screen. */
export function createStatementFiles(database: Database): FileUseCases<Routes> {
  return {
    exportIssuerBill: (call, { issuerBillId, language }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const bill = await getIssuerBill(ctx, { issuerBillId });
        await record(ctx, { action: 'settlement.exportIssuerBill', targetKind: 'issuerBill', targetId: issuerBillId, outcome: 'read' });
        return fileOf(`${statementTableTexts(language).bill}-${bill.month}`, billRows(bill, language));
      }),
    exportPayable: (call, { payableId, language }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const payable = await getPayable(ctx, { payableId });
        await record(ctx, { action: 'settlement.exportPayable', targetKind: 'payable', targetId: payableId, outcome: 'read' });
        return fileOf(`${statementTableTexts(language).payable}-${payable.month}`, payableRows(payable, language));
      }),
    exportTakingsStatement: (call, { takingsStatementId, language }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const takings = await getTakingsStatement(ctx, { takingsStatementId });
        const target = { targetKind: 'takingsStatement', targetId: takingsStatementId };
        await record(ctx, { action: 'settlement.exportTakingsStatement', ...target, outcome: 'read' });
        return fileOf(`${statementTableTexts(language).takings}-${takings.firstOn}-${takings.lastOn}`, takingsRows(takings, language));
      }),
  };
}

function fileOf(name: string, rows: string[][]): OutgoingFile {
  return {
    name: `${name}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pieces: [workbookOf(rows)],
  };
}

/** Pure. */
function billRows(bill: BillWhole, language: Language): string[][] {
  const texts = statementTableTexts(language);
  const figures = (of: { accrualCount: number; points: number; amountMinor: BillWhole['amountMinor'] }) => [
    String(of.accrualCount),
    String(of.points),
    formatDecimal(of.amountMinor),
  ];
  const nameOf = ({ zh, en }: { zh: string; en: string }) => (language === 'zh-CN' ? zh : en);
  return [
    [texts.issuer, bill.issuerName],
    [texts.month, bill.month],
    [],
    [texts.programme, texts.count, texts.points, texts.amount],
    ...bill.programmes.map((programme) => [nameOf(programme.programmeName), ...figures(programme)]),
    [texts.total, ...figures(bill)],
    [],
    [texts.day, texts.count, texts.points, texts.amount],
    ...bill.days.map((day) => [day.countedOn, ...figures(day)]),
  ];
}

/** Pure. */
function payableRows(payable: PayableWhole, language: Language): string[][] {
  const texts = statementTableTexts(language);
  const figures = (of: Pick<PayableWhole, 'accrualCount' | 'quantity' | 'amountMinor' | 'cashMinor'>) => [
    String(of.accrualCount),
    String(of.quantity),
    formatDecimal(of.amountMinor),
    formatDecimal(of.cashMinor),
  ];
  return [
    [texts.merchant, payable.merchantName],
    [texts.month, payable.month],
    [],
    [texts.day, texts.count, texts.quantity, texts.amount, texts.cash],
    ...payable.days.map((day) => [day.countedOn, ...figures(day)]),
    [texts.total, ...figures(payable)],
  ];
}

/** Pure. */
function takingsRows(takings: TakingsWhole, language: Language): string[][] {
  const texts = statementTableTexts(language);
  const figures = (of: Omit<TakingsWhole['days'][number], 'countedOn'>) => [
    String(of.paymentCount),
    formatDecimal(of.grossMinor),
    String(of.refundCount),
    formatDecimal(of.refundsMinor),
    formatDecimal(of.otherMinor),
    formatDecimal(of.discounts.platformMinor),
    formatDecimal(of.discounts.issuerMinor),
    formatDecimal(of.discounts.merchantMinor),
    formatDecimal(of.commissionMinor),
    formatDecimal(of.netMinor),
  ];
  return [
    [texts.merchant, takings.merchantName],
    [texts.days, `${takings.firstOn} – ${takings.lastOn}`],
    [texts.carried, formatDecimal(takings.carriedMinor)],
    [],
    [
      ...[texts.day, texts.count, texts.gross, texts.refundCount, texts.refunds, texts.other],
      ...[texts.borneByPlatform, texts.borneByIssuers, texts.borneByMerchant, texts.commission, texts.net],
    ],
    ...takings.days.map((day) => [day.countedOn, ...figures(day)]),
    [texts.total, ...figures(takings)],
  ];
}
