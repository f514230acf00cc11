import { verifyLots } from '../../src/modules/loyalty/index.ts';
import {
  approvePeriod,
  closeTakings,
  cutPeriod,
  listPayouts,
  makePayoutBatch,
  recordPayoutResult,
  releasePayoutBatch,
  sumPeriod,
  verifySettlement,
} from '../../src/modules/settlement/index.ts';
import { at, type Ground, gather, MONTH, type Parties, SYSTEM } from './parties.ts';
import { playMonth, turnLots } from './play.ts';

const PAGE = { limit: 100 };
const LAST = '2026-03-02T03:00:00Z';
/** `returns` within the month, `late` in the one after. */
export type Lived = { readonly redemptions: number; readonly returns: number; readonly late: number };
export type Size = { readonly members: number; readonly perDay: number };

/**
 * A month of three issuers, five merchants and so many members, by the use cases that play it in life: points that are pending or end, prices that
 * change, returns in it and after it, closing by two people, takings with commission, and pay-outs that the bank confirms.
 */
export async function liveMonth(ground: Ground, { members, perDay }: Size, tell: (what: string) => void = () => undefined): Promise<Lived> {
  const parties = await gather(ground, members);
  tell(`${members} members of three issuers, five merchants`);
  const { comeBackLate, redemptions, returns } = await playMonth(ground, parties, perDay);
  tell(`the month was played: ${redemptions} redemptions, ${returns} returns`);
  await turnLots(ground, '2026-02-02T01:00:00Z');
  await closeMonth(ground, parties);
  tell('the month was closed');
  const late = await comeBackLate();
  await closeTakings(ground.database);
  await payOut(ground, parties);
  tell(`${late} came back in the month after, and merchants were paid`);
  return { redemptions, returns, late };
}

async function closeMonth(ground: Ground, { maker, checker }: Parties): Promise<void> {
  await at({ ground, when: '2026-02-02T02:00:00Z', actor: maker }, (ctx) => cutPeriod(ctx, { month: MONTH }));
  await sumPeriod(ground.database, `${MONTH}-01`);
  await at({ ground, when: '2026-02-02T03:00:00Z', actor: checker }, (ctx) => approvePeriod(ctx, { month: MONTH }));
}

/** By one, released by another; of each the bank says that it is paid. */
async function payOut(ground: Ground, { maker, checker }: Parties): Promise<void> {
  const { id: payoutBatchId } = await at({ ground, when: LAST, actor: maker }, makePayoutBatch);
  await at({ ground, when: LAST, actor: checker }, (ctx) => releasePayoutBatch(ctx, { payoutBatchId }));
  const { items } = await at({ ground, when: LAST, actor: maker }, (ctx) => listPayouts(ctx, { payoutBatchId, ...PAGE }));
  for (const { id: payoutId } of items)
    await at({ ground, when: LAST, actor: maker }, (ctx) => recordPayoutResult(ctx, { payoutId, result: 'paid' }));
}

/** What the modules say of themselves: none, or something is broken. */
export async function faultsOf(ground: Ground): Promise<unknown[]> {
  const asked = { ground, when: LAST, actor: SYSTEM };
  return [...(await at(asked, verifySettlement)), ...(await at(asked, verifyLots))];
}
