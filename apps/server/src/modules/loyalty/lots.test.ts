import { DAY_MS, type Id, newId } from '@tessera/kernel';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { codeOf } from '../../../test/world.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { addMembers } from '../members/index.ts';
import { updateSetting } from '../settings/index.ts';
import { createPointsProgramme } from './create-points-programme.ts';
import { agreePointPrice } from './decide-point-price.ts';
import { drawPoints } from './draw-points.ts';
import { expireLots } from './expire-lots.ts';
import { grantPoints } from './grant-points.ts';
import { listPointsOf } from './list-member-points.ts';
import { getPointsProgramme } from './list-points-programmes.ts';
import { listPointsLots } from './list-points-rounds.ts';
import { takeFromLots } from './lot-queries.ts';
import { matureLots } from './mature-lots.ts';
import { returnPoints } from './return-points.ts';
import { verifyLots } from './verify-lots.ts';
import { warnOfEnding } from './warn-of-ending.ts';

const SYSTEM = systemActor('test');
const [maker, checker]: [Actor, Actor] = [operatorPerson('甲'), operatorPerson('乙')];
// Noon in Shanghai, and no day of which the calendar of other months has none.
let now = new Date('2026-03-10T04:00:00Z');
let database: Database;
let memberId: Id<'member'>;

beforeAll(async () => {
  database = await cloneDatabase({ clock: () => now });
  const [member] = await as(SYSTEM, (ctx) => addMembers(ctx, [{ memberNumber: 'P1', name: '王小明', kind: 'customer' }], secrets));
  if (!member) throw new Error('a member that was entered is there');
  memberId = member.id;
});
afterAll(() => database.close());

const secrets = createSecretBox('a secret of the tests, forty characters!');
const as = <Result>(actor: Actor, fn: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, fn);
const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => as(SYSTEM, fn);
const pass = (days: number) => {
  now = new Date(now.getTime() + days * DAY_MS);
};
const today = () => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

function operatorPerson(name: string): Actor {
  const permissions = new Set(['loyalty.read', 'loyalty.write', 'loyalty.grant', 'loyalty.approve', 'settings.write'] as const);
  const organizationId = newId<'organization'>();
  return { kind: 'staff', userId: newId(), staffId: newId<'staff'>(), name, organizationId, organizationKind: 'operator', permissions };
}

let drawnUp = 0;
async function programme({ months = 12, pendingDays = 0 } = {}) {
  drawnUp += 1;
  const name = { zh: `积分 ${drawnUp}`, en: `Points ${drawnUp}` };
  const terms = { issuerId: null, name, expiry: { kind: 'months' as const, months }, pendingDays, pricePerThousandPoints: 95_000, wishedOn: null };
  const made = await as(maker, (ctx) => createPointsProgramme(ctx, terms));
  await as(checker, (ctx) => agreePointPrice(ctx, { pointPriceId: made.proposal?.id ?? newId() }));
  return made.id;
}
type ProgrammeId = Awaited<ReturnType<typeof programme>>;
/** The last day of what is given. */
async function grant(pointsProgrammeId: ProgrammeId, points: number): Promise<string> {
  const round = await as(maker, (ctx) => grantPoints(ctx, { pointsProgrammeId, memberId, points }));
  const { items } = await as(maker, (ctx) => listPointsLots(ctx, { pointsRoundId: round.id, limit: 10 }));
  return items[0]?.expiresOn ?? '';
}
const held = async (programmeId: ProgrammeId) =>
  (await system((ctx) => listPointsOf(ctx, memberId))).items.find((item) => item.programmeId === programmeId);
const draw = (programmeId: ProgrammeId, points: number, key: string = newId()) =>
  system((ctx) => drawPoints(ctx, { memberId, programmeId, points, key }));
const back = (drawId: string, points: number, key: string = newId()) => system((ctx) => returnPoints(ctx, { drawId, points, key }));
const figures = (pointsProgrammeId: ProgrammeId) => as(maker, (ctx) => getPointsProgramme(ctx, { pointsProgrammeId }));
async function drain(step: (ctx: Ctx) => Promise<number>): Promise<void> {
  while ((await system(step)) > 0);
}

test('pending points come on their day; what ends is told 30, 7 and 1 days before, once each, and goes after its last day', async () => {
  const programmeId = await programme({ months: 2, pendingDays: 3 });
  expect(await grant(programmeId, 40)).toBe('2026-05-13');
  expect(await held(programmeId)).toMatchObject({ balance: 0, pending: 40, pendingUntil: '2026-03-13' });
  expect(await codeOf(draw(programmeId, 1))).toBe('loyalty.points_short');
  pass(2);
  expect(await system(matureLots)).toBe(0);
  pass(1);
  await drain(matureLots);
  expect(await held(programmeId)).toMatchObject({ balance: 40, pending: 0, endings: [{ expiresOn: '2026-05-13', points: 40 }] });
  const told = async () => {
    await drain(warnOfEnding);
    const { rows } = await system((ctx) =>
      sql`select 1 from notifications.notice where kind = 'points.ending' and params ->> 'points' = '40'`.execute(ctx.tx),
    );
    return rows.length;
  };
  const counts = [await told()];
  // With 61 days to go: on the 31st, 30th, 20th, 7th, 2nd, 1st and last day.
  for (const days of [30, 1, 10, 13, 5, 1, 1]) {
    pass(days);
    counts.push(await told(), await told());
  }
  expect(counts).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  await drain(expireLots);
  expect(await held(programmeId)).toMatchObject({ balance: 40 });
  pass(1);
  expect(await codeOf(draw(programmeId, 1))).toBe('loyalty.points_short');
  expect(await system(expireLots)).toBe(1);
  expect(await system(expireLots)).toBe(0);
  expect(await figures(programmeId)).toMatchObject({ granted: 40, expired: 40, redeemed: 0, outstanding: 0 });
});

test('the earliest end is drawn first, or strictly what was given first, and what comes back lies in its own lot again', async () => {
  const programmeId = await programme({ months: 2 });
  await grant(programmeId, 30);
  const other = await programme({ months: 1 });
  await grant(other, 5);
  pass(1);
  await grant(programmeId, 30);
  const key = newId<string>();
  const drawn = await draw(programmeId, 40, key);
  expect(drawn.uses.map(({ points }) => points)).toEqual([30, 10]);
  expect(await draw(programmeId, 40, key)).toMatchObject({ replayed: true, uses: drawn.uses });
  expect(await codeOf(draw(programmeId, 41, key))).toBe('request.key_reused');
  await back(key, 15);
  expect((await held(programmeId))?.endings.map(({ points }) => points)).toEqual([5, 30]);
  expect(await codeOf(back(key, 26))).toBe('loyalty.return_too_much');
  await back(key, 25);
  expect((await held(programmeId))?.endings.map(({ points }) => points)).toEqual([30, 30]);
  expect(await figures(programmeId)).toMatchObject({ granted: 60, redeemed: 0, outstanding: 60 });
});

test('points that come back into a lot that has ended are forfeited, or good for the days of grace', async () => {
  const programmeId = await programme({ months: 1 });
  await grant(programmeId, 100);
  const [first, second] = [newId<string>(), newId<string>()];
  await draw(programmeId, 60, first);
  await draw(programmeId, 30, second);
  pass(40);
  // The job has not come by yet: what was left in the lot goes with it.
  expect(await back(first, 60)).toMatchObject({ forfeited: 60 });
  expect(await figures(programmeId)).toMatchObject({ granted: 100, redeemed: 30, expired: 70, outstanding: 0 });
  await as(maker, (ctx) => updateSetting(ctx, { key: 'loyalty.returnGraceDays', value: 10 }));
  const key = newId<string>();
  expect(await back(second, 20, key)).toMatchObject({ forfeited: 0, replayed: false });
  expect(await back(second, 20, key)).toMatchObject({ forfeited: 0, replayed: true });
  expect(await codeOf(back(second, 19, key))).toBe('request.key_reused');
  expect(await held(programmeId)).toMatchObject({ balance: 20 });
  pass(11);
  await drain(expireLots);
  expect(await held(programmeId)).toMatchObject({ balance: 0 });
  await as(maker, (ctx) => updateSetting(ctx, { key: 'loyalty.returnGraceDays', value: 0 }));
  expect(await system(verifyLots)).toEqual([]);
});

test('ten draws at once never take more than there is; without the lock, two would take the same points', async () => {
  const programmeId = await programme();
  await grant(programmeId, 60);
  await grant(programmeId, 40);
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(draw(programmeId, 30))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(3);
  expect(codes.filter((code) => code === 'loyalty.points_short')).toHaveLength(7);
  const key = newId<string>();
  const answers = await Promise.all(Array.from({ length: 6 }, () => draw(programmeId, 10, key)));
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await held(programmeId)).toMatchObject({ balance: 0 });
  expect(await system(verifyLots)).toEqual([]);
  // Two who read what is there without the lock both plan on it; only the table itself stops the second.
  await grant(programmeId, 50);
  const [lot] = (await system((ctx) => sql<{ id: Id<'pointsLot'> }>`select id from loyalty.lot where remaining = 50`.execute(ctx.tx))).rows;
  const uses = [{ lotId: lot?.id ?? newId<'pointsLot'>(), points: 30 }];
  const naive = await Promise.allSettled([system((ctx) => takeFromLots(ctx, uses)), system((ctx) => takeFromLots(ctx, uses))]);
  expect(naive.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  // And nothing that moves points past the ledger stays unseen.
  expect(await system(verifyLots)).toEqual([{ programmeId, memberId, lots: 20, ledger: 50 }]);
  await system((ctx) => sql`update loyalty.lot set remaining = 50 where id = ${lot?.id}`.execute(ctx.tx));
});

type Act = 'grant' | 'draw' | 'return' | 'pass';
const step = fc.record({ act: fc.constantFrom<Act[]>('grant', 'draw', 'draw', 'return', 'pass'), amount: fc.integer({ min: 1, max: 120 }) });

test('grants, draws, returns and ends in any order leave what a plain model says, and lots and ledger agree', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const programmeId = await programme({ months: 1 });
      const model = createModel();
      for (const { act, amount } of steps) await live(programmeId, model, { act, amount });
      expect((await held(programmeId))?.balance ?? 0).toBe(model.balance());
      expect(await system(verifyLots)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

/** One step in the books and in the model, which must answer alike. */
async function live(programmeId: ProgrammeId, model: ReturnType<typeof createModel>, { act, amount }: { act: Act; amount: number }): Promise<void> {
  if (act === 'grant') model.grant(amount, await grant(programmeId, amount));
  if (act === 'draw') {
    const key = newId<string>();
    expect(await codeOf(draw(programmeId, amount, key))).toBe(model.draw(key, amount) ? 'no refusal' : 'loyalty.points_short');
  }
  if (act === 'return') {
    const [key, points] = model.giveBack(amount);
    if (key !== undefined) await back(key, points);
  }
  if (act === 'pass') {
    pass(amount % 20);
    await drain(expireLots);
  }
}

/** Lots as plain numbers, drawn by their end, without grace. */
function createModel() {
  type Lot = { points: number; expiresOn: string };
  const lots: Lot[] = [];
  const draws: { key: string; left: number; uses: { lot: Lot; points: number }[] }[] = [];
  const open = () =>
    lots
      .filter((lot) => lot.points > 0 && lot.expiresOn >= today())
      .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0));
  const balance = () => open().reduce((sum, lot) => sum + lot.points, 0);
  return {
    balance,
    grant: (points: number, expiresOn: string): void => {
      lots.push({ points, expiresOn });
    },
    draw: (key: string, amount: number): boolean => {
      if (balance() < amount) return false;
      let left = amount;
      const uses = open().flatMap((lot) => {
        const points = Math.min(left, lot.points);
        lot.points -= points;
        left -= points;
        return points > 0 ? [{ lot, points }] : [];
      });
      draws.push({ key, left: amount, uses });
      return true;
    },
    /** Of the last draw; what it could give back. */
    giveBack: (amount: number): [key: string | undefined, points: number] => {
      const last = draws.at(-1);
      if (!last || last.left === 0) return [undefined, 0];
      const all = Math.min(amount, last.left);
      let left = all;
      for (const use of [...last.uses].reverse()) {
        const points = Math.min(left, use.points);
        use.points -= points;
        left -= points;
        if (use.lot.expiresOn >= today()) use.lot.points += points;
      }
      last.left -= all;
      return [last.key, all];
    },
  };
}
