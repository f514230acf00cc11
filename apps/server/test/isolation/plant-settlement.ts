import { type BusinessDay, type Id, newId, toMinor } from '@tessera/kernel';
import { openAccount, post, TRANSFER_CODES } from '../../src/modules/ledger/index.ts';
import { merchantAccountOf } from '../../src/modules/payments/index.ts';
import {
  accrue,
  approvePeriod,
  closeTakings,
  cutPeriod,
  makePayoutBatch,
  releasePayoutBatch,
  sumMargins,
  sumPeriod,
} from '../../src/modules/settlement/index.ts';
import { type Actor, systemActor } from '../../src/platform/ctx.ts';
import type { World } from '../world.ts';
import type { Crop, Side } from './ground.ts';
import type { Owner } from './tables.ts';

const AGREED = { a: 22_371_411, b: 22_713_417 };
const TAKEN = { a: 24_371_411, b: 24_713_417 };
const PRICE = { a: 19_377_531, b: 19_733_571 };
/** Each side has a month of its own, since months close in their order. */
const MONTHS_AGO = { a: 2, b: 1 };

type Parties = {
  issuerId: Id<'organization'>;
  /** Of what the issuer's planting left. */
  programmeId: string;
  memberId: Id<'member'>;
  merchantId: Id<'organization'>;
};

/** A redemption of an issuer's member at a merchant, in a month that is closed and paid out: what the one pays is nothing that the other sees. */
export async function plantSettlement({ world, owner, side }: { world: World; owner: Owner; side: Side }, parties: Parties): Promise<Crop> {
  const { issuerId, memberId, merchantId } = parties;
  const programmeId = parties.programmeId as Id<'pointsProgramme'>; // The noun says so.
  const [agreedMinor, priceMinor] = [toMinor(AGREED[side]), toMinor(PRICE[side])];
  const month = monthAgo(world.clock(), MONTHS_AGO[side]);
  await world.database.transaction(systemActor('ground'), {}, async (ctx) => {
    await accrue(ctx, {
      id: newId(ctx.now.getTime()),
      kind: 'redemption',
      reverses: null,
      occurredAt: ctx.now,
      businessOn: `${month}-10`,
      memberId,
      merchantId,
      shopId: null,
      itemId: newId(),
      itemName: '',
      categoryId: newId(),
      quantity: 1,
      agreedMinor,
      sources: [{ programmeId, issuerId, points: 40, priceMinor }],
      cashMinor: toMinor(0),
    });
    const debit = (await openAccount(ctx, { owner: newId(), kind: 'channel', hot: true })).id;
    const credit = await merchantAccountOf(ctx, merchantId);
    const taken = { id: newId(ctx.now.getTime()), debit, credit, amountMinor: toMinor(TAKEN[side]), code: TRANSFER_CODES.payment };
    await post(ctx, { businessOn: `${month}-10`, transfers: [taken] });
  });
  await world.database.transaction(personOf(world, 'maker'), {}, (ctx) => cutPeriod(ctx, { month }));
  await sumPeriod(world.database, `${month}-01`);
  await sumMargins(world.database);
  await world.database.transaction(personOf(world, 'checker'), {}, (ctx) => approvePeriod(ctx, { month }));
  await closeTakings(world.database);
  const { id: payoutBatchId } = await world.database.transaction(personOf(world, 'maker'), {}, makePayoutBatch);
  await world.database.transaction(personOf(world, 'checker'), {}, (ctx) => releasePayoutBatch(ctx, { payoutBatchId }));
  const [payout] = await owner.query<{ id: string }>(`select id from settlement.payout where merchant_id = $1`, [merchantId]);
  const [bill] = await owner.query<{ id: string }>(`select id from settlement.bill where issuer_id = $1`, [issuerId]);
  const [payable] = await owner.query<{ id: string }>(`select id from settlement.payable where merchant_id = $1`, [merchantId]);
  const [takings] = await owner.query<{ id: string }>(`select id from settlement.takings_statement where merchant_id = $1`, [merchantId]);
  return {
    nouns: [
      ['issuerBillId', 'issuer', bill?.id ?? ''],
      ['payableId', 'shop', payable?.id ?? ''],
      ['takingsStatementId', 'shop', takings?.id ?? ''],
      ['payoutId', 'shop', payout?.id ?? ''],
      ['payoutBatchId', 'house', payoutBatchId],
    ],
    marks: [
      ['shop', agreedMinor],
      ['shop', TAKEN[side]],
      ['issuer', priceMinor],
    ],
  };
}

function monthAgo(now: Date, months: number): string {
  const first: BusinessDay = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString().slice(0, 10);
  return first.slice(0, 7);
}

function personOf({ operatorId }: World, name: string): Actor {
  const permissions = new Set(['settlement.close', 'settlement.approve', 'settlement.payOut', 'settlement.releasePayOuts'] as const);
  return { kind: 'staff', userId: newId(), staffId: newId<'staff'>(), name, organizationId: operatorId, organizationKind: 'operator', permissions };
}
