import type { checkouts, InputOf } from '@tessera/contract';
import { businessDayOf, formatDecimal, type Id } from '@tessera/kernel';
import { checkoutTableTexts } from '@tessera/messages';
import type { Call, FileUseCases } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Database } from '../../platform/database.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { selectPaymentsOf } from './effect-queries.ts';
import { seenCampaign } from './get-campaign-effect.ts';
import { describePayments, type PaymentView } from './list-campaign-payments.ts';

type Input = InputOf<typeof checkouts.exportCampaignPayments>;
/** Rows of one read: all that the server holds at a time. */
const READ_AT_ONCE = 500;

/** The payments of a campaign as separated values, newest first, read in short transactions of the caller's own. */
export function createExportCampaignPayments(database: Database): FileUseCases<Pick<typeof checkouts, 'exportCampaignPayments'>> {
  return {
    exportCampaignPayments: async (call, input: Input) => {
      const zone = await begin(database, call, input.campaignId);
      const name = `${checkoutTableTexts(input.language).file}-${businessDayOf(call.now, zone)}.csv`;
      return { name, type: 'text/csv', pieces: piecesOf({ database, call, input, zone }) };
    },
  };
}

/** Written down that the list left the house. Answers the time zone of the file's times. */
function begin(database: Database, call: Call, campaignId: Id<'campaign'>): Promise<string> {
  return database.transaction(call.actor, call, async (ctx) => {
    await seenCampaign(ctx, campaignId);
    await record(ctx, { action: 'checkouts.exportCampaignPayments', targetKind: 'campaign', targetId: campaignId, outcome: 'read' });
    return timeZoneOf(ctx);
  });
}

async function* piecesOf({ database, call, input, zone }: { database: Database; call: Call; input: Input; zone: string }): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(checkoutTableTexts(input.language).columns);
  for (let beforeId: Id<'checkout'> | undefined; ; ) {
    const views = await database.transaction(call.actor, call, async (ctx) =>
      describePayments(ctx, await selectPaymentsOf(ctx, { campaignId: input.campaignId, beforeId, limit: READ_AT_ONCE })),
    );
    yield views.map((view) => csvLine(cellsOf(view, zone))).join('');
    if (views.length < READ_AT_ONCE) return;
    beforeId = views.at(-1)?.id;
  }
}

function cellsOf(view: PaymentView, zone: string): string[] {
  return [
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(view.at),
    view.memberName ?? '',
    view.memberNumber ?? '',
    view.merchantName,
    formatDecimal(view.grossMinor),
    formatDecimal(view.discountMinor),
    formatDecimal(view.totalMinor),
    formatDecimal(view.returnedMinor),
  ];
}
