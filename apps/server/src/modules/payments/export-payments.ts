import { type InputOf, PAYMENT_DIRECTIONS, type payments } from '@tessera/contract';
import { businessDayOf, formatDecimal, negate } from '@tessera/kernel';
import { paymentTableTexts } from '@tessera/messages';
import type { Call, FileUseCases, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { localTime } from '../../platform/local-time.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { describePayments, type PaymentDescription } from './describe-payments.ts';
import { type PaymentFilter, selectPayments } from './history-queries.ts';
import { partyOf } from './party.ts';
import { filterOf } from './payment-filter.ts';

type Input = InputOf<typeof payments.exportPayments>;
type Words = { language: Input['language']; zone: string; ofShop: boolean };

/** Payments of one read. So many are all that the server holds at a time, however many there are. */
const READ_AT_ONCE = 1_000;

/** The list as separated values, newest first, read in short transactions of the caller's own, so that a slow reader keeps none open. */
export function createExportPayments(database: Database): FileUseCases<Pick<typeof payments, 'exportPayments' | 'exportOwnPayments'>> {
  const download = async (call: Call, input: Input): Promise<OutgoingFile> => {
    const { texts, zone } = await inTransaction(database, call, async (ctx) => {
      if (ctx.actor.kind === 'staff') await writeDown(ctx, input);
      return { texts: paymentTableTexts(input.language), zone: await timeZoneOf(ctx) };
    });
    const day = businessDayOf(call.now, zone);
    return { name: `${texts.fileName}-${day}.csv`, type: 'text/csv', pieces: linesOf({ database, call, input, zone }) };
  };
  return { exportPayments: download, exportOwnPayments: download };
}

function inTransaction<Result>(database: Database, { actor, requestId, address }: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(actor, { requestId, address }, work);
}

/** Not what was searched for, which may be somebody's name or number. */
function writeDown(ctx: Ctx, { q, language: _, ...filter }: Input): Promise<void> {
  return record(ctx, {
    action: 'payments.exportPayments',
    targetKind: 'payment',
    targetId: null,
    outcome: 'read',
    after: { ...filter, isSearched: q !== undefined },
  });
}

async function* linesOf(of: { database: Database; call: Call; input: Input; zone: string }): AsyncGenerator<string> {
  const { database, call, input, zone } = of;
  yield BYTE_ORDER_MARK + csvLine(paymentTableTexts(input.language).headings);
  const ofShop = typeof partyOf(call.actor) !== 'string' && call.actor.kind !== 'member';
  let before: PaymentFilter['before'];
  for (;;) {
    const page = await inTransaction(database, call, async (ctx) => {
      const filter = await filterOf(ctx, input);
      const rows = await selectPayments(ctx, { ...filter, ...(before && { before }), limit: READ_AT_ONCE });
      return { payments: await describePayments(ctx, rows), last: rows.at(-1) };
    });
    yield page.payments.map((payment) => csvLine(cellsOf(payment, { language: input.language, zone, ofShop }))).join('');
    if (!page.last || page.payments.length < READ_AT_ONCE) return;
    before = { at: page.last.at.toISOString(), id: page.last.id };
  }
}

/** Amounts with their sign: seen from the wallet, or, in a shop's own list, from the shop, which is told no balance. */
function cellsOf(payment: PaymentDescription, { language, zone, ofShop }: Words): string[] {
  const texts = paymentTableTexts(language);
  const gains = (PAYMENT_DIRECTIONS[payment.kind] === 'in') !== ofShop;
  const amount = gains ? payment.amountMinor : negate(payment.amountMinor);
  return [
    localTime(payment.at, zone),
    texts.kind(payment.kind),
    formatDecimal(amount),
    payment.balanceAfterMinor === null || ofShop ? '' : formatDecimal(payment.balanceAfterMinor),
    payment.merchantName ?? '',
    payment.terminalName ?? '',
    payment.memberName,
    payment.memberNumber,
    payment.legs.map((leg) => `${leg.name ? leg.name[language === 'en' ? 'en' : 'zh'] : texts.cash} ${formatDecimal(leg.amountMinor)}`).join('; '),
    payment.reason ?? '',
    payment.id,
    payment.originalId ?? '',
  ];
}
