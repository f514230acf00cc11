import { type Id, newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { checkoutsJobs } from '../checkouts/index.ts';
import { closeTakings } from './close-takings.ts';
import { discountsOf } from './discount.ts';
import { sheetsOf } from './settlement.world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

type Bearing = { bearer: 'platform' | 'issuer' | 'merchant'; bearerId: Id<'organization'> | null; code: string; lessMinor: number };

/** Written and started: so much less from ten yuan on, under its code. */
async function campaign(
  writer: StaffPerson,
  { merchantId, bearer, bearerId, code, lessMinor }: Bearing & { merchantId: Id<'organization'> },
): Promise<void> {
  const { promotions } = writer.client;
  const { id: campaignId, revision } = await promotions.createCampaign({
    name: { zh: code, en: code },
    trigger: 'code',
    benefit: { kind: 'spendLess', tiers: [{ fromMinor: 10_00, lessMinor }] },
    beginsAt: new Date(world.clock().getTime() - 1_000).toISOString(),
    endsAt: null,
    hours: [],
    scope: { merchantIds: [merchantId], merchantCategories: [], memberKinds: [], departmentIds: [] },
    minSpendMinor: null,
    budgetMinor: 500_00,
    perMemberMinor: null,
    perMemberCount: null,
    places: null,
    bearer,
    bearerId,
    priority: 100,
    standing: 'joint',
    code,
    coupon: null,
  });
  await promotions.startCampaign({ campaignId, revision });
}

test('a statement of takings says who bore discounts, less what came back, down to the payments', async () => {
  const admin = await world.staff('administrator');
  const writer = await world.staff('finance');
  const issuer = await world.staff('issuerManager');
  const merchantId = await world.merchant('优惠食堂');
  const till = await world.till(admin, merchantId);
  const member = await world.member(admin, { balanceMinor: 100_00 });
  await admin.client.members.updateMember({ memberId: member.memberId, issuerId: issuer.organizationId });
  await campaign(writer, { merchantId, bearer: 'platform', bearerId: null, code: 'PLATFORM', lessMinor: 3_00 });
  await campaign(writer, { merchantId, bearer: 'issuer', bearerId: issuer.organizationId, code: 'ISSUER', lessMinor: 2_00 });
  await campaign(writer, { merchantId, bearer: 'merchant', bearerId: merchantId, code: 'MERCHANT', lessMinor: 1_00 });
  const offers = { amountMinor: 20_00, couponIds: [], codes: ['PLATFORM', 'ISSUER', 'MERCHANT'] };
  const credential = { kind: 'code' as const, code: await world.payCode(member) };
  const { id } = await till.client.checkouts.payCheckout({ credential, ...offers, totalMinor: 14_00 }, { key: newId() });
  const paymentId = id as Id<string> as Id<'payment'>; // A checkout is its payment.
  await admin.client.payments.refund({ paymentId, amountMinor: 7_00 }, { key: newId() });
  await world.database.transaction(systemActor('test'), {}, async (ctx) => {
    for (const job of checkoutsJobs) if (job.mode !== 'direct') await job.run(ctx, { paymentId } as never); // Its only job takes a payment.
  });

  world.pass(40 * 86_400);
  await closeTakings(world.database);
  const { settlement } = (await world.staff('administrator')).client;
  const [statement] = (await settlement.listTakingsStatements({ merchantId })).items;
  if (!statement) throw new Error('the days are settled');
  const of = { takingsStatementId: statement.id };
  const whole = await settlement.getTakingsStatement(of);
  expect(whole).toMatchObject({ grossMinor: 14_00, refundsMinor: -7_00, otherMinor: 2_50 });
  expect(whole.discounts).toEqual({ platformMinor: 1_50, issuerMinor: 1_00, merchantMinor: 50 });
  expect(whole.days.map(({ discounts }) => discounts)).toEqual([whole.discounts]);
  const borne = async (bearer: Bearing['bearer']) => {
    const { items } = await settlement.listTakingLines({ ...of, bearer });
    return items.map(({ kind, discountMinor }) => [kind, discountMinor]).sort();
  };
  expect(await borne('merchant')).toEqual([
    ['payment', 1_00],
    ['refund', -50],
  ]);
  expect(await borne('issuer')).toEqual([
    ['other', -1_00],
    ['other', 2_00],
  ]);
  expect((await settlement.listTakingLines(of)).items).toHaveLength(6);
  const file = await settlement.exportTakingsStatement({ ...of, language: 'en' });
  const [sums, lines] = sheetsOf(Buffer.from(await file.arrayBuffer()), 2);
  for (const figure of ['<v>14.00</v>', '<v>-7.00</v>', '<v>1.50</v>', '<v>1.00</v>', '<v>0.50</v>']) expect(sums).toContain(figure);
  const paper = await settlement.exportTakingsStatement({ ...of, language: 'zh-CN', format: 'pdf' });
  const { text } = await extractText(new Uint8Array(await paper.arrayBuffer()), { mergePages: true });
  for (const words of ['收款结算单', '14.00', '-7.00', '明细', '优惠承担方']) expect(text).toContain(words);
  for (const figure of ['Discount borne by', 'Issuer', '<v>2.00</v>', '<v>-1.00</v>', '<v>-0.50</v>']) expect(lines).toContain(figure);
});

test('a payment that went back in any parts cost the merchant no discount in the end, never more than it bore on the way', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 90_000 }),
      fc.nat(7),
      (parts, discount, cut) => {
        const [totalMinor, discountMinor] = [toMinor(parts.reduce((sum, part) => sum + part, 0)), toMinor(discount)];
        const merchantId = newId<'organization'>();
        const taking = (of: { id: string; kind: 'payment' | 'refund'; amountMinor: number }) => ({
          ...of,
          amountMinor: toMinor(of.amountMinor),
          merchantId,
          original: of.kind === 'refund' ? 'leg' : null,
          paymentId: of.kind === 'refund' ? 'payment' : null,
          occurredAt: new Date(0),
          businessOn: '2026-03-13' as const,
        });
        const bearers = { byTransfer: new Map(), own: new Map([['payment', { discountMinor, totalMinor }]]) };
        const all = [
          taking({ id: 'payment', kind: 'payment', amountMinor: totalMinor }),
          ...parts.map((part, index) => taking({ id: `part ${index}`, kind: 'refund', amountMinor: -part })),
        ];
        // The journal tells of them in two portions, wherever it is cut.
        const left = all.slice(0, cut + 1).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        const first = discountsOf(all.slice(0, cut + 1), bearers, new Map());
        const rest = discountsOf(all.slice(cut + 1), bearers, new Map([['payment', toMinor(left)]]));
        const borne = [...first.values(), ...rest.values()].map(({ discountMinor: minor }) => minor);
        expect(borne.reduce((sum, minor) => sum + minor, 0)).toBe(0);
        let sum = 0;
        for (const minor of borne) {
          sum += minor;
          expect(sum >= 0 && sum <= discountMinor).toBe(true);
        }
      },
    ),
  );
});
