import type { InputOf, settlement } from '@tessera/contract';
import type { Minor } from '@tessera/kernel';
import { statementTableTexts } from '@tessera/messages';
import type { FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { localTime } from '../../platform/local-time.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type Cell, type Sheet, workbookFile, workbookOfSheets } from '../imports/index.ts';
import { type BillWhole, getIssuerBill, listBillLines } from './list-bills.ts';
import { getPayable, listPayableLines, type PayableWhole } from './list-payables.ts';
import { getTakingsStatement, listTakingLines, type TakingsWhole } from './list-takings.ts';
import { linesSheet, sumsByName } from './statement-lines.ts';

type Routes = Pick<typeof settlement, 'exportIssuerBill' | 'exportPayable' | 'exportTakingsStatement'>;
type Language = InputOf<typeof settlement.exportPayable>['language'];
type Texts = ReturnType<typeof statementTableTexts>;

const count = (of: number): Cell => ({ count: of });
const money = (minor: Minor): Cell => ({ minor });
const dayCell = (day: string): Cell => ({ day });

/** Statements as workbooks: the sums, each line that they are the sums of, and what came of each service. Figures are numbers, so that they add up. */
export function createStatementFiles(database: Database): FileUseCases<Routes> {
  return {
    exportIssuerBill: (call, { issuerBillId, language }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const bill = await getIssuerBill(ctx, { issuerBillId });
        await record(ctx, { action: 'settlement.exportIssuerBill', targetKind: 'issuerBill', targetId: issuerBillId, outcome: 'read' });
        return fileOf(`${statementTableTexts(language).bill}-${bill.month}`, await billSheets(ctx, bill, language));
      }),
    exportPayable: (call, { payableId, language }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const payable = await getPayable(ctx, { payableId });
        await record(ctx, { action: 'settlement.exportPayable', targetKind: 'payable', targetId: payableId, outcome: 'read' });
        return fileOf(`${statementTableTexts(language).payable}-${payable.month}`, await payableSheets(ctx, payable, statementTableTexts(language)));
      }),
    exportTakingsStatement: (call, { takingsStatementId, language }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const takings = await getTakingsStatement(ctx, { takingsStatementId });
        const texts = statementTableTexts(language);
        const target = { targetKind: 'takingsStatement', targetId: takingsStatementId };
        await record(ctx, { action: 'settlement.exportTakingsStatement', ...target, outcome: 'read' });
        return fileOf(`${texts.takings}-${takings.firstOn}-${takings.lastOn}`, await takingsSheets(ctx, takings, texts));
      }),
  };
}

async function fileOf(name: string, sheets: readonly Sheet[]): Promise<OutgoingFile> {
  return workbookFile(name, await workbookOfSheets(sheets));
}

async function billSheets(ctx: Ctx, bill: BillWhole, language: Language): Promise<Sheet[]> {
  const texts = statementTableTexts(language);
  const zone = await timeZoneOf(ctx);
  const nameOf = ({ zh, en }: { zh: string; en: string }) => (language === 'zh-CN' ? zh : en);
  const byItem = sumsByName();
  const lines = linesSheet({
    texts,
    read: (page) => listBillLines(ctx, { issuerBillId: bill.id, ...page }),
    heading: [
      ...[texts.day, texts.time, texts.kind, texts.member, texts.memberNumber, texts.merchant, texts.service, texts.programme],
      ...[texts.points, texts.amount, texts.number],
    ],
    cellsOf: (line) => [
      ...[dayCell(line.countedOn), localTime(line.occurredAt, zone), texts[line.kind], line.memberName, line.memberNumber],
      ...[line.merchantName, line.itemName, nameOf(line.programmeName), count(line.points), money(line.priceMinor), line.accrualId],
    ],
    onLine: (line) => byItem.add(line.itemName, { counts: [1, line.points], money: [line.priceMinor] }),
    onCut: byItem.cut,
  });
  const heading = [texts.count, texts.points, texts.amount];
  return [{ name: texts.sums, columns: 4, rows: billRows(bill, { texts, nameOf }) }, lines, itemsSheet(texts, heading, byItem)];
}

async function payableSheets(ctx: Ctx, payable: PayableWhole, texts: Texts): Promise<Sheet[]> {
  const zone = await timeZoneOf(ctx);
  const byItem = sumsByName();
  const lines = linesSheet({
    texts,
    read: (page) => listPayableLines(ctx, { payableId: payable.id, ...page }),
    heading: [
      ...[texts.day, texts.time, texts.kind, texts.member, texts.shop, texts.service],
      ...[texts.quantity, texts.amount, texts.cash, texts.number],
    ],
    cellsOf: (line) => [
      ...[dayCell(line.countedOn), localTime(line.occurredAt, zone), texts[line.kind], line.memberName, line.shopName ?? '', line.itemName],
      ...[count(line.quantity), money(line.agreedMinor), money(line.cashMinor), line.accrualId],
    ],
    onLine: (line) => byItem.add(line.itemName, { counts: [1, line.quantity], money: [line.agreedMinor, line.cashMinor] }),
    onCut: byItem.cut,
  });
  const heading = [texts.count, texts.quantity, texts.amount, texts.cash];
  return [{ name: texts.sums, columns: 5, rows: payableRows(payable, texts) }, lines, itemsSheet(texts, heading, byItem)];
}

async function takingsSheets(ctx: Ctx, takings: TakingsWhole, texts: Texts): Promise<Sheet[]> {
  const zone = await timeZoneOf(ctx);
  const lines = linesSheet({
    texts,
    read: (page) => listTakingLines(ctx, { takingsStatementId: takings.id, ...page }),
    heading: [
      ...[texts.day, texts.time, texts.kind, texts.gross, texts.rate, texts.commission, texts.net],
      ...[texts.bearer, texts.discount, texts.number],
    ],
    cellsOf: (line) => [
      ...[dayCell(line.countedOn), localTime(line.occurredAt, zone), texts[line.kind === 'other' ? 'adjustment' : line.kind]],
      ...[money(line.amountMinor), { percentBps: line.commissionBps }, money(line.commissionMinor), money(line.netMinor)],
      ...[line.bearer ? texts[line.bearer] : '', line.discountMinor === null ? '' : money(line.discountMinor), line.id],
    ],
  });
  return [{ name: texts.sums, columns: 11, rows: takingsRows(takings, texts) }, lines];
}

/** Written after the lines, which it is summed from. The heading names the counts first, then the money, as the sums have them. */
function itemsSheet(texts: Texts, heading: readonly string[], sums: ReturnType<typeof sumsByName>): Sheet {
  function* rows(): Generator<readonly Cell[]> {
    yield [texts.service, ...heading];
    for (const [name, sum] of sums.entries()) yield [name, ...sum.counts.map(count), ...sum.money.map(money)];
    if (sums.isCut()) yield [texts.moreLines];
  }
  return { name: texts.service, columns: heading.length + 1, rows: rows() };
}

/** Pure. */
function billRows(bill: BillWhole, { texts, nameOf }: { texts: Texts; nameOf: (name: { zh: string; en: string }) => string }): Cell[][] {
  const figures = (of: { accrualCount: number; points: number; amountMinor: Minor }) => [
    count(of.accrualCount),
    count(of.points),
    money(of.amountMinor),
  ];
  return [
    [texts.issuer, bill.issuerName],
    [texts.month, bill.month],
    [],
    [texts.programme, texts.count, texts.points, texts.amount],
    ...bill.programmes.map((programme) => [nameOf(programme.programmeName), ...figures(programme)]),
    [texts.total, ...figures(bill)],
    [],
    [texts.day, texts.count, texts.points, texts.amount],
    ...bill.days.map((day) => [dayCell(day.countedOn), ...figures(day)]),
  ];
}

/** Pure. */
function payableRows(payable: PayableWhole, texts: Texts): Cell[][] {
  const figures = (of: Pick<PayableWhole, 'accrualCount' | 'quantity' | 'amountMinor' | 'cashMinor'>) => [
    count(of.accrualCount),
    count(of.quantity),
    money(of.amountMinor),
    money(of.cashMinor),
  ];
  return [
    [texts.merchant, payable.merchantName],
    [texts.month, payable.month],
    [],
    [texts.day, texts.count, texts.quantity, texts.amount, texts.cash],
    ...payable.days.map((day) => [dayCell(day.countedOn), ...figures(day)]),
    [texts.total, ...figures(payable)],
  ];
}

/** Pure. */
function takingsRows(takings: TakingsWhole, texts: Texts): Cell[][] {
  const figures = (of: Omit<TakingsWhole['days'][number], 'countedOn'>) => [
    count(of.paymentCount),
    money(of.grossMinor),
    count(of.refundCount),
    money(of.refundsMinor),
    money(of.otherMinor),
    money(of.discounts.platformMinor),
    money(of.discounts.issuerMinor),
    money(of.discounts.merchantMinor),
    money(of.commissionMinor),
    money(of.netMinor),
  ];
  return [
    [texts.merchant, takings.merchantName],
    [texts.days, `${takings.firstOn} – ${takings.lastOn}`],
    [texts.carried, money(takings.carriedMinor)],
    [],
    [
      ...[texts.day, texts.count, texts.gross, texts.refundCount, texts.refunds, texts.other],
      ...[texts.borneByPlatform, texts.borneByIssuers, texts.borneByMerchant, texts.commission, texts.net],
    ],
    ...takings.days.map((day) => [dayCell(day.countedOn), ...figures(day)]),
    [texts.total, ...figures(takings)],
  ];
}
