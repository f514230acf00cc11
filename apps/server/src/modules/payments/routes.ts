import { payments } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { chargeBulk } from './charge-bulk.ts';
import type { Charger } from './charger.ts';
import { getTerminalDay, getToday } from './day-totals.ts';
import { createExportPayments } from './export-payments.ts';
import { findCharge } from './find-charge.ts';
import { getOwnPayment, getPayment } from './get-payment.ts';
import { getOwnStatement, getStatement } from './get-statement.ts';
import { listOwnPayments, listPayments, listTerminalPayments } from './list-payments.ts';
import { listTerms } from './list-terms.ts';
import { refund, refundAtTerminal } from './refund.ts';
import { factsOf, type TerminalFacts } from './terminal-facts.ts';
import { topUp } from './top-up.ts';

export type PaymentsParts = {
  charge: Charger;
  /** Counts charges of a terminal that did not come one a request. @throws AppError request.rate_limited */
  countCharges: (terminal: TerminalFacts, count: number) => void;
  database: Database;
  timeZone: string;
};

const DIRECT = ['charge', 'chargeBulk'] as const;
const FILES = ['exportPayments', 'exportOwnPayments'] as const;

/** Charges look after their own transactions, because many of them share one; everything else has one of its own. */
export function paymentsRoutes(parts: PaymentsParts): BoundRoute[] {
  const { charge, countCharges, database, timeZone } = parts;
  const today = (ctx: Ctx) => businessDayOf(ctx.now, timeZone);
  return [
    ...bindDirect(pick(payments, DIRECT), {
      charge: (call, input) => charge(factsOf(call.actor), input),
      chargeBulk: async (call, { charges }) => {
        const terminal = factsOf(call.actor);
        countCharges(terminal, charges.length);
        return { answers: await chargeBulk(charge, terminal, charges) };
      },
    }),
    ...bindFiles(pick(payments, FILES), createExportPayments(database)),
    ...bind(omit(payments, [...DIRECT, ...FILES]), {
      // The answer names the holder, masked, whom a terminal may not read.
      findCharge: (ctx, input) => asSystem(ctx, (system) => findCharge(system, { key: input.key, terminal: factsOf(ctx.actor) })),
      refundAtTerminal: (ctx, input) => refundAtTerminal(ctx, input, { terminal: factsOf(ctx.actor), businessOn: today(ctx) }),
      refund: (ctx, input) => refund(ctx, input, today(ctx)),
      topUp: (ctx, input) => topUp(ctx, input, today(ctx)),
      getToday: (ctx) => getToday(ctx, today(ctx)),
      getTerminalDay: (ctx) => getTerminalDay(ctx, today(ctx)),
      listPayments,
      getPayment,
      getOwnPayment,
      getStatement,
      getOwnStatement,
      listTerms,
      listOwnPayments,
      listTerminalPayments,
    }),
  ];
}
