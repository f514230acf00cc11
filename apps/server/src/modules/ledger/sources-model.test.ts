import { newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { findBrokenBalances, trialBalance } from './balances.ts';
import type { Batcher } from './batcher.ts';
import { findAccounts } from './find-account.ts';
import { post } from './post.ts';
import { refund } from './refund.ts';
import { LedgerRefusal } from './refusal.ts';
import { chargeOf, dayOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, testBatcher, testDatabase } from './testing.ts';
import { verifyChain } from './verify-chain.ts';

const clock = { now: NOON };
let db: TestDatabase;
let books: TestBooks;
let batcher: Batcher;

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  batcher = testBatcher(db, clock, { lanes: 1 });
});
afterAll(async () => {
  await batcher?.close();
  await db?.drop();
});

const PURSES = [40, 30, 50];
const CASH = PURSES.length;
const DAY_LIMIT = 120;

/** The same rules once more, as plainly as they can be said: balances of three purses and of the cash behind them. */
type ModelPayer = { balances: number[]; spent: number; day: number };
type ModelKey = { amount: number; told: string; day: number; legs: { purse: number; amount: number; given: number }[] };
type Charge = { kind: 'charge'; payer: number; key: number; amount: number; sources: number[] };
type Refund = { kind: 'refund'; payer: number; key: number; amount: number };
/** What is left of a purse goes back to where it came from. */
type Expiry = { kind: 'expiry'; payer: number; purse: number };
type Step = Charge | Refund | Expiry;

const of = (list: readonly number[], index: number) => list[index] ?? 0;

function chargeInModel(payer: ModelPayer, keys: Map<number, ModelKey>, asked: Charge & { day: number }): string {
  const known = keys.get(asked.key);
  if (known) return known.amount === asked.amount ? known.told : 'key_reused';
  const spent = payer.day === asked.day ? payer.spent : 0;
  const legs: ModelKey['legs'] = [];
  let rest = asked.amount;
  for (const purse of [...asked.sources, CASH]) {
    const amount = Math.min(rest, of(payer.balances, purse));
    if (amount > 0) legs.push({ purse, amount, given: 0 });
    rest -= amount;
  }
  let told = '';
  if (spent + asked.amount > DAY_LIMIT) told = 'declined over_day_limit';
  else if (rest > 0) told = 'declined insufficient_funds';
  else {
    for (const leg of legs) payer.balances[leg.purse] = of(payer.balances, leg.purse) - leg.amount;
    payer.spent = spent + asked.amount;
    payer.day = asked.day;
    told = `approved ${of(payer.balances, CASH)} by ${legs.map(({ purse, amount }) => `${purse}:${amount}`).join(' ')}`;
  }
  keys.set(asked.key, { amount: asked.amount, told, day: asked.day, legs });
  return told;
}

function refundInModel(payer: ModelPayer, keys: Map<number, ModelKey>, asked: Refund & { day: number }): string {
  const paid = keys.get(asked.key);
  if (!paid?.told.startsWith('approved')) return 'original_unknown';
  if (paid.legs.reduce((sum, { given }) => sum + given, asked.amount) > paid.amount) return 'refund_exceeds_original';
  let rest = asked.amount;
  for (const leg of paid.legs.toReversed()) {
    const amount = Math.min(rest, leg.amount - leg.given);
    leg.given += amount;
    payer.balances[leg.purse] = of(payer.balances, leg.purse) + amount;
    rest -= amount;
  }
  if (paid.day === asked.day && payer.day === asked.day) payer.spent -= asked.amount;
  return `refunded ${of(payer.balances, CASH)}`;
}

const payer = fc.nat({ max: 3 });
const key = fc.nat({ max: 5 });
const charge = fc.record({
  kind: fc.constant('charge' as const),
  payer,
  key,
  amount: fc.integer({ min: 1, max: 70 }),
  sources: fc.shuffledSubarray([0, 1, 2]),
});
const refunds = fc.record({ kind: fc.constant('refund' as const), payer, key, amount: fc.integer({ min: 1, max: 60 }) });
const expiry = fc.record({ kind: fc.constant('expiry' as const), payer, purse: fc.nat({ max: 2 }) });
/** What arrives at once: charges together in one batch, the rest behind it; each round a day or none later. */
const rounds = fc.array(
  fc.record({
    nextDay: fc.boolean(),
    charges: fc.array(charge, { maxLength: 16 }),
    behind: fc.array(fc.oneof({ weight: 3, arbitrary: refunds }, { weight: 1, arbitrary: expiry }), { maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 5 },
);

class Run {
  readonly told: string[] = [];
  readonly expected: string[] = [];
  readonly model: ModelPayer[] = [];
  readonly keys: Map<number, ModelKey>[] = [];
  readonly accounts: Account[][] = [];
  readonly ids: string[][] = [];

  async open(): Promise<void> {
    for (const cash of [0, 30, 60, 200]) {
      const wallet = await openWallet(db, { books, balance: cash, dayLimitMinor: toMinor(DAY_LIMIT) });
      const purses: Account[] = [];
      for (const balance of PURSES) purses.push(await openWallet(db, { books, balance }));
      this.accounts.push([...purses, wallet]);
      this.model.push({ balances: [...PURSES, cash], spent: 0, day: -1 });
      this.keys.push(new Map());
      this.ids.push(Array.from({ length: 6 }, () => newId<string>()));
    }
  }

  async charge(charges: readonly Charge[], day: number): Promise<void> {
    const answers = await Promise.all(charges.map((asked) => this.ask(asked)));
    this.told.push(...answers);
    this.expected.push(...charges.map((asked) => chargeInModel(at(this.model, asked.payer), at(this.keys, asked.payer), { ...asked, day })));
  }

  private async ask(asked: Charge): Promise<string> {
    const accounts = at(this.accounts, asked.payer);
    const wallet = at(accounts, CASH);
    const sources = asked.sources.map((purse) => ({ account: at(accounts, purse).id }));
    const id = at(at(this.ids, asked.payer), asked.key);
    const answer = await batcher.charge(chargeOf({ wallet, books }, { id, amount: asked.amount, sources }));
    if (answer.outcome !== 'approved') return answer.outcome === 'declined' ? `declined ${answer.reason}` : answer.outcome;
    const legs = answer.legs ?? [{ account: wallet.id, amountMinor: answer.amountMinor }];
    const purseOf = (account: number) => accounts.findIndex(({ id }) => id === account);
    return `approved ${answer.balanceAfterMinor} by ${legs.map((leg) => `${purseOf(leg.account)}:${leg.amountMinor}`).join(' ')}`;
  }

  async behind(step: Exclude<Step, Charge>, day: number): Promise<void> {
    const model = at(this.model, step.payer);
    if (step.kind === 'refund') {
      this.told.push(await this.giveBack(step));
      this.expected.push(refundInModel(model, at(this.keys, step.payer), { ...step, day }));
      return;
    }
    const left = of(model.balances, step.purse);
    if (left === 0) return;
    const from = at(at(this.accounts, step.payer), step.purse).id;
    const back = { id: newId<string>(), debit: from, credit: books.bank.id, amountMinor: toMinor(left), code: 101 };
    await db.run((ctx) => post(ctx, { businessOn: dayOf(clock.now), transfers: [back] }), clock.now);
    model.balances[step.purse] = 0;
  }

  private giveBack(asked: Refund): Promise<string> {
    const original = at(at(this.ids, asked.payer), asked.key);
    return db.run(async (ctx) => {
      try {
        const given = await refund(ctx, { id: newId(), original, amountMinor: toMinor(asked.amount), businessOn: dayOf(clock.now) });
        return `refunded ${given.balanceAfterMinor}`;
      } catch (error) {
        if (error instanceof LedgerRefusal) return error.reason;
        throw error;
      }
    }, clock.now);
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}

test('charges over purses, refunds, expiry and duplicates, in batches of any mixture, come out as a plain model says', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async (history) => {
      const run = new Run();
      await run.open();
      let day = 0;
      for (const { nextDay, charges, behind } of history) {
        if (nextDay) day++;
        clock.now = new Date(NOON.getTime() + day * 86_400_000);
        await run.charge(charges, day);
        for (const step of behind) await run.behind(step, day);
      }
      expect(run.told).toEqual(run.expected);
      for (const [index, accounts] of run.accounts.entries()) {
        const ids = accounts.map(({ id }) => id);
        const found = new Map((await db.run((ctx) => findAccounts(ctx, ids))).map((account) => [account.id, account]));
        expect(ids.map((id) => found.get(id)?.balanceMinor)).toEqual(at(run.model, index).balances);
        const { spent, day: spentOn } = at(run.model, index);
        if (spentOn >= 0) expect(found.get(at(ids, CASH))?.daySpentMinor).toBe(spent);
      }
    }),
    { numRuns: 60 },
  );
  expect(await db.run((ctx) => findBrokenBalances(ctx))).toEqual([]);
  expect((await db.run((ctx) => trialBalance(ctx))).sumMinor).toEqual({ CNY: 0 });
  expect(await db.run((ctx) => verifyChain(ctx))).toMatchObject({ intact: true });
}, 90_000);
