import { type Id, newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { sql } from 'kysely';
import { extractText } from 'unpdf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, eventually } from '../../../test/world.ts';
import { createItem, listCategories } from '../catalogue/index.ts';
import { type Accruing, rowsOf } from './accrual.ts';
import { insertAccrual, selectCountedOn } from './accrual-queries.ts';
import { accrue } from './accrue.ts';
import { approvePeriod } from './approve-period.ts';
import { cutPeriod } from './cut-period.ts';
import { createStatementFiles } from './export-statements.ts';
import { getIssuerBill, listBillLines, listIssuerBills } from './list-bills.ts';
import { getPayable, listPayableLines, listPayables } from './list-payables.ts';
import { getSettlementPeriod, listSettlementPeriods } from './list-periods.ts';
import { personFrom, type SettlementWorld, settlementWorld, sheetsOf } from './settlement.world.ts';
import { sumNext, sumPeriod } from './sum-period.ts';
import { verifySettlement } from './verify-settlement.ts';

const MARCH = '2026-03';
const APRIL = '2026-04';
let world: SettlementWorld;
beforeEach(async () => {
  world = await settlementWorld('2026-03-10T04:00:00Z');
});
afterEach(() => world?.close());

const cut = (month: string, by = world.maker) => world.as(by, (ctx) => cutPeriod(ctx, { month }));
const approve = (month: string, by = world.checker) => world.as(by, (ctx) => approvePeriod(ctx, { month }));
const period = (month: string) => world.as(world.maker, (ctx) => getSettlementPeriod(ctx, { month }));
const faults = () => world.system(verifySettlement);
const firstOn = (month: string) => `${month}-01`;
const closeMonth = (month: string) => world.closeMonth(month);

test('a month is cut off by one, summed, and closed by another; what is taken back later counts in the next as a negative line', async () => {
  const first = world.redemption();
  await world.write(first);
  await world.write(world.redemption({ merchantId: world.merchantIds[1], agreedMinor: toMinor(4_000) }));
  expect(await codeOf(cut(MARCH))).toBe('settlement.period_not_over');
  world.setClock('2026-05-02T04:00:00Z');
  expect(await codeOf(cut(APRIL))).toBe('settlement.earlier_period_open');
  expect(await codeOf(cut('2026-02'))).toBe('settlement.period_unknown');
  expect(await cut(MARCH)).toMatchObject({ state: 'closing', summedDays: 0, dayCount: 31, cutByName: '甲' });
  expect(await codeOf(cut(MARCH))).toBe('settlement.period_cut');
  expect(await codeOf(approve(MARCH))).toBe('settlement.period_not_now');
  await sumPeriod(world.database, firstOn(MARCH));
  expect(await period(MARCH)).toMatchObject({ state: 'summed', summedDays: 31, billsMinor: 5_700, payablesMinor: 6_200, marginMinor: -500 });
  expect(await codeOf(approve(MARCH, world.maker))).toBe('settlement.needs_another_person');
  expect(await approve(MARCH)).toMatchObject({ state: 'closed', approvedByName: '乙' });
  // A month that is closed takes nothing any more, not even what comes for one of its days.
  const late = world.redemption({ kind: 'reversal', reverses: first.id, businessOn: '2026-03-31' });
  expect(await world.write(late)).toEqual({ countedOn: '2026-04-01', replayed: false });
  expect(await world.write(late)).toEqual({ countedOn: '2026-04-01', replayed: true });
  await closeMonth(APRIL);
  expect(await period(APRIL)).toMatchObject({ billsMinor: -2_850, payablesMinor: -2_200, marginMinor: -650 });
  // The line that takes back leads to what was redeemed, for both whom it concerns.
  const ofApril = { month: APRIL, limit: 10 };
  const issuer = personFrom('发行方', world.issuerIds[0], 'issuer');
  const [bill] = (await world.as(issuer, (ctx) => listIssuerBills(ctx, ofApril))).items;
  const back = { items: [{ kind: 'reversal', redeemedId: first.id }] };
  expect(await world.as(issuer, (ctx) => listBillLines(ctx, { issuerBillId: bill?.id ?? newId(), limit: 10 }))).toMatchObject(back);
  const merchant = personFrom('商户', world.merchantIds[0], 'merchant');
  const [payable] = (await world.as(merchant, (ctx) => listPayables(ctx, ofApril))).items;
  expect(await world.as(merchant, (ctx) => listPayableLines(ctx, { payableId: payable?.id ?? newId(), limit: 10 }))).toMatchObject(back);
  const months = await world.as(world.maker, (ctx) => listSettlementPeriods(ctx));
  expect(months.items.map(({ month, state }) => [month, state])).toEqual([
    ['2026-05', 'running'],
    [APRIL, 'closed'],
    [MARCH, 'closed'],
  ]);
  expect(await faults()).toEqual([]);
});

test('the database itself lets nothing into a month that is cut off, and changes nothing of one that is closed', async () => {
  const given = world.redemption();
  await world.write(given);
  world.setClock('2026-04-02T04:00:00Z');
  await closeMonth(MARCH);
  const late = rowsOf(world.redemption(), '2026-03-31');
  const statements = [
    (ctx: Parameters<typeof sumNext>[0]) => insertAccrual(ctx, late.accrual, late.shares),
    (ctx: Parameters<typeof sumNext>[0]) =>
      sql`update settlement.period set state = 'summed', approved_by = null, approved_at = null`.execute(ctx.tx),
    (ctx: Parameters<typeof sumNext>[0]) => sql`update settlement.bill set issued_at = now()`.execute(ctx.tx),
    (ctx: Parameters<typeof sumNext>[0]) => sql`insert into settlement.issuer_day values ('2026-03-31', null, ${newId()}, 1, 1, 1)`.execute(ctx.tx),
    (ctx: Parameters<typeof sumNext>[0]) => sql`update settlement.accrual set agreed_minor = 1`.execute(ctx.tx),
    (ctx: Parameters<typeof sumNext>[0]) => sql`delete from settlement.share`.execute(ctx.tx),
  ];
  for (const statement of statements)
    await expect(world.system<unknown>(statement)).rejects.toThrow(/closed|takes no|stays|not closing|permission denied/);
});

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A redemption is written but not yet committed while somebody cuts the month off: `write` says how. */
async function raceWith(write: (ctx: Parameters<typeof sumNext>[0], accruing: Accruing) => Promise<unknown>): Promise<{ didWait: boolean }> {
  await world.write(world.redemption());
  const accruing = world.redemption();
  world.setClock('2026-04-02T04:00:00Z');
  const [written, commit] = [gate(), gate()];
  const held = world.system(async (ctx) => {
    await write(ctx, accruing);
    written.open();
    await commit.opened;
  });
  await written.opened;
  let isCut = false;
  const cutting = cut(MARCH).then(() => {
    isCut = true;
  });
  await eventually(async () => {
    const waiting = await world.system((ctx) =>
      sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(ctx.tx),
    );
    if (waiting.rows.length === 0 && !isCut) throw new Error('it neither waits nor is done');
  });
  const didWait = !isCut;
  if (isCut) await sumPeriod(world.database, firstOn(MARCH));
  commit.open();
  await held;
  await cutting;
  await sumPeriod(world.database, firstOn(MARCH));
  return { didWait };
}

test('who cuts a month off waits for who accrues in it', async () => {
  expect(await raceWith(accrue)).toEqual({ didWait: true });
  expect(await period(MARCH)).toMatchObject({ billsMinor: 5_700, payablesMinor: 4_400 });
  expect(await faults()).toEqual([]);
});

test('without the lock a redemption would be in no bill: the control', async () => {
  const unlocked = raceWith(async (ctx, accruing) => {
    const rows = rowsOf(accruing, await selectCountedOn(ctx, accruing.businessOn));
    await insertAccrual(ctx, rows.accrual, rows.shares);
  });
  expect(await unlocked).toEqual({ didWait: false });
  expect(await faults()).toContainEqual({ what: 'bills of 2026-03-01', stands: 2_850, should: 5_700 });
});

test('summing goes on where it was stopped, and two at once sum a month once', async () => {
  await world.write(world.redemption());
  world.setClock('2026-04-02T04:00:00Z');
  await cut(MARCH);
  for (let day = 0; day < 12; day += 1) await world.system((ctx) => sumNext(ctx, firstOn(MARCH)));
  const crash = world.system(async (ctx) => {
    await sumNext(ctx, firstOn(MARCH));
    throw new Error('the power went');
  });
  await expect(crash).rejects.toThrow('the power went');
  expect(await period(MARCH)).toMatchObject({ state: 'closing', summedDays: 12 });
  await Promise.all([1, 2, 3].map(() => sumPeriod(world.database, firstOn(MARCH))));
  await sumPeriod(world.database, firstOn(MARCH));
  expect(await period(MARCH)).toMatchObject({ state: 'summed', billsMinor: 2_850, payablesMinor: 2_200 });
  expect(await faults()).toEqual([]);
});

/** One that the merchant offers; nothing of it matters here but its name. */
async function itemNamed(name: string, merchantId: Id<'organization'>): Promise<string> {
  const [category] = (await world.as(world.maker, listCategories)).items;
  if (!category) throw new Error('there are categories from the beginning');
  const fields = {
    description: '',
    moneyPriceMinor: toMinor(3_500),
    pointsPrice: 30,
    shopIds: null,
    needsPhoto: false,
    needsBooking: false,
    needsConfirmation: false,
  };
  const terms = { ...fields, merchantId, categoryId: category.id, kind: 'service' as const, name, stock: null };
  return (await world.as(world.maker, (ctx) => createItem(ctx, terms))).id;
}

test('each party sees its own statement once it is issued, down to the transactions, and of the other side nothing', async () => {
  const [issuerId, otherIssuerId] = world.issuerIds;
  const [merchantId] = world.merchantIds;
  await world.write(world.redemption({ itemId: await itemNamed('改了名的洗车', merchantId) }));
  const issuer = personFrom('发行方', issuerId, 'issuer');
  const other = personFrom('另一家', otherIssuerId, 'issuer');
  const merchant = personFrom('商户', merchantId, 'merchant');
  const [page, none] = [{ limit: 10 }, { items: [], nextCursor: null }];
  world.setClock('2026-04-02T04:00:00Z');
  await cut(MARCH);
  await sumPeriod(world.database, firstOn(MARCH));
  expect(await world.as(issuer, (ctx) => listIssuerBills(ctx, page))).toEqual(none);
  expect(await world.as(merchant, (ctx) => listPayables(ctx, page))).toEqual(none);
  await approve(MARCH);
  const [bill] = (await world.as(issuer, (ctx) => listIssuerBills(ctx, page))).items;
  const [payable] = (await world.as(merchant, (ctx) => listPayables(ctx, page))).items;
  const [issuerBillId, payableId] = [bill?.id ?? newId<'issuerBill'>(), payable?.id ?? newId<'payable'>()];
  expect(bill).toMatchObject({ month: MARCH, issuerName: '安泰保险', points: 30, amountMinor: 2_850 });
  expect(payable).toMatchObject({ month: MARCH, merchantName: '净驰洗车', amountMinor: 2_200 });
  expect(await world.as(issuer, (ctx) => getIssuerBill(ctx, { issuerBillId }))).toMatchObject({
    days: [{ countedOn: '2026-03-10', amountMinor: 2_850 }],
  });
  const shares = await world.as(issuer, (ctx) => listBillLines(ctx, { issuerBillId, ...page }));
  expect(shares.items).toMatchObject([{ kind: 'redemption', merchantName: '净驰洗车', itemName: '标准洗车', points: 30, priceMinor: 2_850 }]);
  const served = await world.as(merchant, (ctx) => listPayableLines(ctx, { payableId, ...page }));
  expect(served.items).toMatchObject([{ kind: 'redemption', itemName: '标准洗车', agreedMinor: 2_200 }]);
  for (const [line] of [shares.items, served.items]) expect(line?.redeemedId).toBe(line?.accrualId);
  expect(await world.as(merchant, (ctx) => listPayableLines(ctx, { payableId, on: '2026-03-11', ...page }))).toEqual(none);
  for (const foreign of [other, merchant]) {
    expect(await world.as(foreign, (ctx) => listIssuerBills(ctx, page))).toEqual(none);
    expect(await codeOf(world.as(foreign, (ctx) => getIssuerBill(ctx, { issuerBillId })))).toBe('settlement.bill_unknown');
    expect(await codeOf(world.as(foreign, (ctx) => listBillLines(ctx, { issuerBillId, ...page })))).toBe('settlement.bill_unknown');
  }
  const call = {
    actor: issuer,
    now: new Date('2026-04-02T04:00:00Z'),
    requestId: 'test',
    address: '',
    headers: new Headers(),
    setCookies: () => undefined,
  };
  const file = await createStatementFiles(world.database).exportIssuerBill(call, { issuerBillId, language: 'zh-CN', format: 'xlsx' });
  const [sums, lines, services] = sheetsOf(await wholeOf(file.pieces), 3);
  for (const figures of ['<v>30</v>', '<v>28.50</v>']) for (const sheet of [sums, lines, services]) expect(sheet).toContain(figures);
  // The tenth of March, as spreadsheets count days.
  expect(lines).toContain('<v>46091</v>');
  expect(lines).toContain('标准洗车');
  const paper = await createStatementFiles(world.database).exportIssuerBill(call, { issuerBillId, language: 'zh-CN', format: 'pdf' });
  expect(paper).toMatchObject({ name: expect.stringMatching(/2026-03\.pdf$/), type: 'application/pdf' });
  const { text } = await extractText(new Uint8Array(await wholeOf(paper.pieces)), { mergePages: true });
  for (const words of ['发行方账单', '2026-03-10', '标准洗车', '净驰洗车', '合计 1 30 28.50', '共 1 页']) expect(text).toContain(words);
  expect(await codeOf(world.as(issuer, (ctx) => getPayable(ctx, { payableId })))).toBe('settlement.payable_unknown');
  for (const party of [issuer, merchant]) {
    expect(await codeOf(world.as(party, (ctx) => listSettlementPeriods(ctx)))).toBe('request.forbidden');
    expect(await codeOf(cut(MARCH, party))).toBe('request.forbidden');
  }
});

async function wholeOf(pieces: AsyncIterable<string | Uint8Array> | readonly Uint8Array[]): Promise<Buffer> {
  const whole: Buffer[] = [];
  for await (const piece of pieces) whole.push(Buffer.from(piece));
  return Buffer.concat(whole);
}

/** Redemptions, and parts of them that are taken back, on days of three months; in between months are closed. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('redeem' as const), price: fc.nat(9_999), agreed: fc.nat(9_999), side: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('takeBack' as const), pick: fc.nat(30), part: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('close' as const) }) },
);

test('whatever is redeemed, taken back and closed: Σ bills − Σ payables is the margin, and books and statements agree', async () => {
  let months = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const given: Accruing[] = [];
      for (const one of steps) {
        if (one.act === 'redeem') {
          const [issuerId, programmeId] = [world.issuerIds[one.side] ?? null, world.programmeIds[one.side] ?? newId<'pointsProgramme'>()];
          const sources = [{ programmeId, issuerId, points: 30, priceMinor: toMinor(one.price) }];
          const merchantId = world.merchantIds[one.side] ?? newId<'organization'>();
          const redeemed = world.redemption({ sources, merchantId, agreedMinor: toMinor(one.agreed) });
          await world.write(redeemed);
          given.push(redeemed);
        } else if (one.act === 'takeBack') {
          const original = given[one.pick % Math.max(1, given.length)];
          if (!original) continue;
          const share = (amount: number) => toMinor(Math.floor((amount * one.part) / 30));
          const sources = original.sources.map((source) => ({ ...source, points: one.part, priceMinor: share(source.priceMinor) }));
          const back = world.redemption({
            ...original,
            id: newId(),
            kind: 'reversal',
            reverses: original.id,
            sources,
            agreedMinor: share(original.agreedMinor),
          });
          await world.write({ ...back, quantity: 0 }).catch(refuseAll('settlement.reversal_too_much'));
        } else {
          months += 1;
          const month = new Date(Date.UTC(2026, 1 + months, 1)).toISOString().slice(0, 7);
          world.setClock(new Date(Date.UTC(2026, 2 + months, 2, 4)).toISOString());
          await cut(month).catch(refuseAll('settlement.period_unknown'));
          await sumPeriod(world.database, firstOn(month));
        }
      }
      expect(await faults()).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

/** Lets one refusal pass; anything else is a failure. */
function refuseAll(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  };
}
