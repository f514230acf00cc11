import type { InputOf, settlement } from '@tessera/contract';
import type { Minor } from '@tessera/kernel';
import { paperTexts, statementTableTexts } from '@tessera/messages';
import type { FileUseCases } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { localTime } from '../../platform/local-time.ts';
import type { Paper, PaperTable } from '../../platform/papers/paper.ts';
import { paperFile } from '../../platform/papers/table-file.ts';
import type { Cell } from '../../platform/papers/xlsx-cells.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type BillWhole, getIssuerBill, listBillLines } from './list-bills.ts';
import { getPayable, listPayableLines, type PayableWhole } from './list-payables.ts';
import { getTakingsStatement, listTakingLines, type TakingsWhole } from './list-takings.ts';
import { linesTable, sumsByName } from './statement-lines.ts';

type Routes = Pick<typeof settlement, 'exportIssuerBill' | 'exportPayable' | 'exportTakingsStatement'>;
type Form = Pick<InputOf<typeof settlement.exportPayable>, 'language' | 'format'>;
type Texts = ReturnType<typeof statementTableTexts>;

const count = (of: number): Cell => ({ count: of });
const money = (minor: Minor): Cell => ({ minor });
const dayCell = (day: string): Cell => ({ day });

/** Statements as workbooks and on paper: the sums, each line that they are the sums of, and what came of each service. Figures are numbers, so that they add up. */
export function createStatementFiles(database: Database): FileUseCases<Routes> {
  return {
    exportIssuerBill: (call, { issuerBillId, ...form }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const bill = await getIssuerBill(ctx, { issuerBillId });
        await record(ctx, { action: 'settlement.exportIssuerBill', targetKind: 'issuerBill', targetId: issuerBillId, outcome: 'read' });
        return paperFile(ctx, await billPaper(ctx, bill, form), { name: `${statementTableTexts(form.language).bill}-${bill.month}`, ...form });
      }),
    exportPayable: (call, { payableId, ...form }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const payable = await getPayable(ctx, { payableId });
        await record(ctx, { action: 'settlement.exportPayable', targetKind: 'payable', targetId: payableId, outcome: 'read' });
        const name = `${statementTableTexts(form.language).payable}-${payable.month}`;
        return paperFile(ctx, await payablePaper(ctx, payable, form), { name, ...form });
      }),
    exportTakingsStatement: (call, { takingsStatementId, ...form }) =>
      database.transaction(call.actor, call, async (ctx) => {
        const takings = await getTakingsStatement(ctx, { takingsStatementId });
        const name = `${statementTableTexts(form.language).takings}-${takings.firstOn}-${takings.lastOn}`;
        const target = { targetKind: 'takingsStatement', targetId: takingsStatementId };
        await record(ctx, { action: 'settlement.exportTakingsStatement', ...target, outcome: 'read' });
        return paperFile(ctx, await takingsPaper(ctx, takings, form), { name, ...form });
      }),
  };
}

async function billPaper(ctx: Ctx, bill: BillWhole, form: Form): Promise<Paper> {
  const { texts, title, ...cut } = wordsOf(form, 'bill');
  const zone = await timeZoneOf(ctx);
  const nameOf = ({ zh, en }: { zh: string; en: string }) => (form.language === 'zh-CN' ? zh : en);
  const byItem = sumsByName();
  const lines = linesTable({
    texts,
    ...cut,
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
  const details = [lines, itemsTable(texts, { heading, more: cut.more }, byItem)];
  return {
    title,
    sumsName: texts.sums,
    facts: [
      [texts.issuer, bill.issuerName],
      [texts.month, bill.month],
    ],
    sums: billSums(bill, { texts, nameOf }),
    details,
  };
}

async function payablePaper(ctx: Ctx, payable: PayableWhole, form: Form): Promise<Paper> {
  const { texts, title, ...cut } = wordsOf(form, 'payable');
  const zone = await timeZoneOf(ctx);
  const byItem = sumsByName();
  const lines = linesTable({
    texts,
    ...cut,
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
  const details = [lines, itemsTable(texts, { heading, more: cut.more }, byItem)];
  return {
    title,
    sumsName: texts.sums,
    facts: [
      [texts.merchant, payable.merchantName],
      [texts.month, payable.month],
    ],
    sums: [payableSum(payable, texts)],
    details,
  };
}

async function takingsPaper(ctx: Ctx, takings: TakingsWhole, form: Form): Promise<Paper> {
  const { texts, title, ...cut } = wordsOf(form, 'takings');
  const zone = await timeZoneOf(ctx);
  const lines = linesTable({
    texts,
    ...cut,
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
  const facts: Paper['facts'] = [
    [texts.merchant, takings.merchantName],
    [texts.days, `${takings.firstOn} – ${takings.lastOn}`],
    [texts.carried, money(takings.carriedMinor)],
  ];
  return { title, sumsName: texts.sums, facts, sums: [takingsSum(takings, texts)], details: [lines] };
}

function wordsOf({ language, format }: Form, kind: 'bill' | 'payable' | 'takings') {
  const texts = statementTableTexts(language);
  const { titles, more } = paperTexts(language);
  return { texts, title: titles[kind], format, more: format === 'pdf' ? more : texts.moreLines };
}

/** Written after the lines, which it is summed from. The heading names the counts first, then the money, as the sums have them. */
function itemsTable(texts: Texts, of: { heading: readonly string[]; more: string }, sums: ReturnType<typeof sumsByName>): PaperTable {
  function* rows(): Generator<readonly Cell[]> {
    for (const [name, sum] of sums.entries()) yield [name, ...sum.counts.map(count), ...sum.money.map(money)];
    if (sums.isCut()) yield [of.more];
  }
  return { name: texts.service, heading: [texts.service, ...of.heading], rows: rows() };
}

/** Pure. */
function billSums(bill: BillWhole, { texts, nameOf }: { texts: Texts; nameOf: (name: { zh: string; en: string }) => string }): PaperTable[] {
  const figures = (of: { accrualCount: number; points: number; amountMinor: Minor }) => [
    count(of.accrualCount),
    count(of.points),
    money(of.amountMinor),
  ];
  const headings = [texts.count, texts.points, texts.amount];
  return [
    {
      name: texts.programme,
      heading: [texts.programme, ...headings],
      rows: bill.programmes.map((programme) => [nameOf(programme.programmeName), ...figures(programme)]),
      total: [texts.total, ...figures(bill)],
    },
    { name: texts.day, heading: [texts.day, ...headings], rows: bill.days.map((day) => [dayCell(day.countedOn), ...figures(day)]) },
  ];
}

/** Pure. */
function payableSum(payable: PayableWhole, texts: Texts): PaperTable {
  const figures = (of: Pick<PayableWhole, 'accrualCount' | 'quantity' | 'amountMinor' | 'cashMinor'>) => [
    count(of.accrualCount),
    count(of.quantity),
    money(of.amountMinor),
    money(of.cashMinor),
  ];
  return {
    name: texts.sums,
    heading: [texts.day, texts.count, texts.quantity, texts.amount, texts.cash],
    rows: payable.days.map((day) => [dayCell(day.countedOn), ...figures(day)]),
    total: [texts.total, ...figures(payable)],
  };
}

/** Pure. */
function takingsSum(takings: TakingsWhole, texts: Texts): PaperTable {
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
  return {
    name: texts.sums,
    heading: [
      ...[texts.day, texts.count, texts.gross, texts.refundCount, texts.refunds, texts.other],
      ...[texts.borneByPlatform, texts.borneByIssuers, texts.borneByMerchant, texts.commission, texts.net],
    ],
    rows: takings.days.map((day) => [dayCell(day.countedOn), ...figures(day)]),
    total: [texts.total, ...figures(takings)],
  };
}
