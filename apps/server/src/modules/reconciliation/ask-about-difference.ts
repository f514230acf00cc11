import { AppError, type InputOf, type reconciliation } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import { findSettledEntries } from '../channels/index.ts';
import { type DifferenceView, isEnded, recordAct, toldDifference } from './difference.ts';
import { askAbout, checkAgain, sumUp } from './match-bill.ts';
import { explainDifferences, insertEntries } from './match-queries.ts';
import type { ReconciliationParts } from './parts.ts';
import { selectDifference } from './queries.ts';

/**
 * Asks the channel about the order behind a difference. Money that did come, however late, is credited or given back by what it was for; then
 * both sides have it, and the difference is explained.
 * @throws AppError `reconciliation.difference_unknown`, `reconciliation.difference_settled`
 */
export async function askAboutDifference(
  parts: ReconciliationParts,
  call: Call,
  { differenceId }: InputOf<typeof reconciliation.askAboutDifference>,
): Promise<DifferenceView> {
  const row = await parts.database.transaction(call.actor, call, (ctx) => selectDifference(ctx, differenceId));
  if (!row) throw new AppError('reconciliation.difference_unknown');
  if (isEnded(row)) throw new AppError('reconciliation.difference_settled');
  const { channel_key: channelKey, entry_kind: kind, number } = row;
  if (kind !== 'total') await askAbout(parts, channelKey, [{ number }]);
  const view = await parts.database.transaction(call.actor, call, async (ctx) => {
    if (kind !== 'total') {
      await insertEntries(ctx, channelKey, await findSettledEntries(ctx, { channelKey, kind, numbers: [number] }));
      await explainDifferences(ctx, channelKey);
    }
    const now = await selectDifference(ctx, differenceId);
    await recordAct(ctx, row, { act: 'askAboutDifference', state: now?.state ?? row.state });
    return toldDifference(ctx, differenceId);
  });
  if (view.state !== row.state) {
    await sumUp(parts, channelKey, [row.business_on]);
    await checkAgain(parts, [row.business_on]);
  }
  return view;
}
